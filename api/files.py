"""Files over HTTP: answers to take along, and drafts to be checked."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from desk.asked import OptionError, Options, query_of
from desk.drafts import check_upload
from desk.exported import exported
from desk.holdings import holdings
from desk.projects import project_numbered
from desk.queue_file import queue_file, told
from desk.rows import Row
from desk.scope import Scoped
from desk.tables import TABLES
from desk.taken_out import note_export
from desk.verify_rows import draft_answer
from ingest.article import NewsdeskError

DRAFT_MB = 32  # a book of 2,000 pages as Word; nothing else bounds what a server reads into its memory


class TooLarge(NewsdeskError):
    """A body that is larger than what is read."""


def export(library: Scoped, options: Options) -> Response:
    """A file of an answer, which a browser keeps and never shows: its words are an archive's. Audited."""
    asked = dict(options)
    of, form = (asked.pop(name, [""])[-1] for name in ("of", "form"))
    file = exported(library, of or "summary", form or "docx", asked)
    note_export(library, file.told)
    return _file(file.content, file.name, file.media_type)


def _file(content: str | bytes, name: str, media_type: str) -> Response:
    headers = {
        # RFC 6266: percent-encoded, so that no name can end the header.
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox",
    }
    return Response(content, media_type=media_type, headers=headers)


def queue(library: Scoped, number: int, options: Options) -> Response:
    """The passages of a project with what was decided about each. Audited."""
    asked = dict(options)
    form = asked.pop("form", ["csv"])[-1]
    if asked or form not in TABLES:
        raise OptionError(f"a queue takes the option form: {' or '.join(TABLES)}")
    project = project_numbered(library, number)
    content = queue_file(library, project, form)
    note_export(library, told(project, form))
    return _file(content, f"project-{number}.{form}", TABLES[form])


def draft(library: Scoped, content: bytes, options: Options) -> Row:
    """The verdict on every quote of a draft, which is read and not kept."""
    asked = dict(options)
    name = asked.pop("name", [""])[-1]
    if unknown := sorted(set(asked) - {"since", "until", "outlet", "language"}):
        raise OptionError(f"verify takes no option {unknown[0]!r} with a draft: it takes name, since, until, outlet …")
    query = query_of(asked)
    return draft_answer(check_upload(library, name, content, query), holdings(library, query))


async def body_of(request: Request) -> bytes:
    """The body. Raises TooLarge before more of it is read than is allowed."""
    most, content = DRAFT_MB << 20, bytearray()
    async for part in request.stream():
        content += part
        if len(content) > most:
            raise TooLarge(f"The draft is larger than {DRAFT_MB} MB: send its text alone.")
    return bytes(content)
