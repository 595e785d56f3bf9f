"""The HTTP API: `/api/v1/...` answers from the library, `/api/live`, `/api/ready` and `/metrics` about the server."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api import files, work
from api.asking import feed_asked, library_asked
from api.files import TooLarge
from api.limits import Limits, TooMany
from api.metrics import Metrics
from api.openapi import description
from api.ready import faults
from desk.access import AccessError, Forbidden, SignedOut
from desk.article_rows import article_answer, status_answer
from desk.asked import ANSWERS, OptionError, Options, answer
from desk.feed import atom
from desk.kept import NotKept
from desk.projects import UnknownProject
from desk.rows import Row
from desk.scope import Scoped, require
from desk.work import ACTS, act
from index.engine import LibraryError, UnknownArticle
from index.ledger import UnknownEntry
from ingest.article import NewsdeskError

Asked = Callable[[Request], Scoped]  # the library that a request asks, for who asks
PREFIX = "/api/v1"
FEED_TYPE = "application/atom+xml"
WRITTEN = {*ACTS, "queue"}  # changes without the library's version

_log = logging.getLogger("newsdesk.api")


def routes(asked: Asked = library_asked, *, per_minute: int = 0) -> list[Route]:
    """Every route; `api/origins.py` refuses those that write to a page elsewhere.

    `per_minute`: questions of one person, 0 for any number.
    """
    metrics, limits = Metrics(), Limits(per_minute)

    def named(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ANSWERS:
            return refusal(404, f"There is no answer {name!r}: there are {', '.join(ANSWERS)}, articles/ID and status.")
        options = _options(request)
        return respond(request, name, lambda library: _page(request, answer(library, name, options), options))

    def article(request: Request) -> Response:
        def one(library: Scoped) -> Row:
            return article_answer(library.article(request.path_params["id"], _version(request)))

        return respond(request, "articles", one)

    def status(request: Request) -> Response:
        return respond(request, "status", lambda library: status_answer(library.status()))

    def export(request: Request) -> Response:
        return respond(request, "export", lambda library: files.export(library, _options(request)))

    async def sent(request: Request, name: str, give: Callable[[Scoped, bytes], Row]) -> Response:
        """Who asks is known before what they send is read."""
        try:
            await run_in_threadpool(asked, request)
            content = await files.body_of(request)
        except NewsdeskError as error:
            return refused(error)
        return await run_in_threadpool(respond, request, name, lambda library: give(library, content))

    async def draft(request: Request) -> Response:
        return await sent(request, "draft", partial(files.draft, options=_options(request)))

    def feed(request: Request) -> Response:
        """For feed readers, which send no header: the token of this one feed is in its address."""
        with metrics.timed("feed"):
            try:
                library, search, collection = feed_asked(request)
                limits.count(f"feed {search.entry.author}")
                tag = _tag(request, f"{library.version_for(search.query.text)} {search.entry.number}")
                if tag in request.headers.get("if-none-match", ""):
                    return Response(status_code=304, headers={"etag": tag})
                base = library.settings.public_url or str(request.base_url)
                headers = {"etag": tag, "cache-control": "private, no-cache"}
                return Response(atom(library, search, base, collection), headers=headers, media_type=FEED_TYPE)
            except NewsdeskError as error:
                return refused(error)

    async def shared(request: Request, names: Mapping[str, str]) -> Response:
        name = names["GET" if request.method == "HEAD" else request.method]
        return await sent(request, name, partial(_worked, request, name))

    def queue(request: Request) -> Response:
        give = partial(files.queue, options=_options(request))
        return respond(request, "queue", lambda library: give(library, work.number_of(request)))

    def respond(request: Request, name: str, give: Callable[[Scoped], Row | Response]) -> Response:
        with metrics.timed(name):
            try:
                library = asked(request)
                limits.count(library.person.name)
                version = library.version_for(*(value for _, value in request.query_params.multi_items()))
                tag = _tag(request, f"{version} {library.person.name}")
                if request.method == "GET" and name not in WRITTEN and tag in request.headers.get("if-none-match", ""):
                    return Response(status_code=304, headers={"etag": tag})
                given = give(library)
                response = given if isinstance(given, Response) else JSONResponse(given)
                kept = {"etag": tag, "cache-control": "private, no-cache"}
                response.headers.update({"cache-control": "no-store"} if name in WRITTEN else kept)
                return response
            except NewsdeskError as error:
                return refused(error)

    def ready(request: Request) -> Response:
        found = faults()
        return JSONResponse({"ready": not found, "faults": found}, status_code=503 if found else 200)

    def figures(request: Request) -> Response:
        try:
            library = asked(request)
            require(library.role, "administrator", "read the figures")
            return metrics.shown(library)
        except NewsdeskError as error:
            return refused(error)

    return [
        Route(f"{PREFIX}/openapi.json", lambda request: JSONResponse(description())),
        Route(f"{PREFIX}/status", status),
        Route(f"{PREFIX}/articles/{{id}}", article),
        Route(f"{PREFIX}/export", export),
        Route(f"{PREFIX}/feed", feed),
        Route(f"{PREFIX}/verify", draft, methods=["POST"]),
        Route(f"{PREFIX}/projects/{{number}}/file", queue),
        *(Route(f"{PREFIX}/{path}", partial(shared, names=names), methods=list(names)) for path, names in work.paths()),
        Route(f"{PREFIX}/{{name}}", named),
        Route("/api/live", lambda request: JSONResponse({"live": True})),
        Route("/api/ready", ready),
        Route("/metrics", figures),
    ]


def _worked(request: Request, name: str, library: Scoped, content: bytes) -> Row:
    return act(library, name, work.number_of(request), work.fields_of(request, ACTS[name], content))


def refused(error: NewsdeskError) -> JSONResponse:
    """What an answer's own error becomes: who is unknown is told how to be known (RFC 9110, 11.6.1)."""
    answer = refusal(_code(error), str(error))
    if isinstance(error, SignedOut):
        answer.headers["www-authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        answer.headers["retry-after"] = str(ceil(error.wait))
    return answer


def refusal(code: int, sentence: str) -> JSONResponse:
    """An error as a sentence for a person."""
    return JSONResponse({"error": sentence}, status_code=code)


async def broken(request: Request, error: Exception) -> JSONResponse:
    """What nobody foresaw: the log has it, the caller is told so."""
    _log.error("%s failed", request.url.path, exc_info=error)
    return refusal(
        500, "Newsdesk failed at this; its log says where. The same question in other words may be answered."
    )


def _options(request: Request) -> Options:
    given = request.query_params
    return {name: given.getlist(name) for name in given if name != "collection"}


def _version(request: Request) -> int | None:
    if unknown := sorted(set(request.query_params) - {"version", "collection"}):
        raise OptionError(f"articles takes no option {unknown[0]!r}: it takes version")
    written = request.query_params.get("version", "")
    if written and not (written.isascii() and written.isdigit()):
        raise OptionError(f"version is {written!r}: expected a number from 1")
    return int(written) if written else None


def _page(request: Request, found: Row, options: Options) -> Row:
    """The answer, and the address of its next page where rows are left."""
    rows = found.get("hits", found.get("quotes"))
    if not isinstance(rows, list):  # of a comparison it is how many
        return found
    offset = int((options.get("offset") or ["0"])[0] or 0) + len(rows)
    left = rows and offset < (found["groups"] if "groups" in found else found["total"])
    url = request.url.include_query_params(offset=offset)
    return found | {"next": f"{url.path}?{url.query}" if left else None}


def _tag(request: Request, version: str) -> str:
    """Weak: the same rows, not the same bytes (RFC 9110, 8.8.1)."""
    return f'W/"{sha256(f"{version} {request.url.path}?{request.url.query}".encode()).hexdigest()[:32]}"'


def _code(error: NewsdeskError) -> int:
    """That of its own kind, else of what it is a kind of."""
    return next((_CODES[kind] for kind in type(error).__mro__ if kind in _CODES), 400)


_CODES: dict[type, int] = {
    UnknownArticle: 404,
    UnknownEntry: 404,
    UnknownProject: 404,
    NotKept: 404,
    SignedOut: 401,
    Forbidden: 403,
    TooMany: 429,
    TooLarge: 413,
    LibraryError: 503,  # also while somebody else writes, or it is being opened
    AccessError: 503,
}
