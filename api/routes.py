"""The HTTP API: `/api/v1/...` answers from the library, `/api/live`, `/api/ready` and `/metrics` about the server."""

from __future__ import annotations

import logging
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.metrics import Metrics
from api.openapi import description
from api.ready import faults
from desk.article_rows import article_answer, status_answer
from desk.asked import ANSWERS, OptionError, Options, answer
from desk.rows import Row
from index.engine import LibraryError, UnknownArticle
from index.local import Local
from ingest.article import NewsdeskError

Open = Callable[[], Local]  # the library, opened once and kept
PREFIX = "/api/v1"

_log = logging.getLogger("newsdesk.api")


def routes(open_library: Open) -> list[Route]:
    """Every route; only reading, so a page elsewhere that makes a browser call one changes nothing."""
    metrics = Metrics()

    def named(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ANSWERS:
            return refusal(404, f"There is no answer {name!r}: there are {', '.join(ANSWERS)}, articles/ID and status.")
        options = _options(request)
        return respond(request, name, lambda library: _page(request, answer(library, name, options), options))

    def article(request: Request) -> Response:
        def one(library: Local) -> Row:
            return article_answer(library.article(request.path_params["id"], _version(request)))

        return respond(request, "articles", one)

    def status(request: Request) -> Response:
        return respond(request, "status", lambda library: status_answer(library.status()))

    def respond(request: Request, name: str, give: Callable[[Local], Row]) -> Response:
        with metrics.timed(name):
            try:
                library = open_library()
                tag = _tag(request, library.version)
                if tag in request.headers.get("if-none-match", ""):
                    return Response(status_code=304, headers={"etag": tag})
                return JSONResponse(give(library), headers={"etag": tag, "cache-control": "no-cache"})
            except NewsdeskError as error:
                return refusal(_code(error), str(error))

    def ready(request: Request) -> Response:
        found = faults(open_library)
        return JSONResponse({"ready": not found, "faults": found}, status_code=503 if found else 200)

    return [
        Route(f"{PREFIX}/openapi.json", lambda request: JSONResponse(description())),
        Route(f"{PREFIX}/status", status),
        Route(f"{PREFIX}/articles/{{id}}", article),
        Route(f"{PREFIX}/{{name}}", named),
        Route("/api/live", lambda request: JSONResponse({"live": True})),
        Route("/api/ready", ready),
        Route("/metrics", lambda request: metrics.shown(open_library())),
    ]


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
    return {name: given.getlist(name) for name in given}


def _version(request: Request) -> int | None:
    if unknown := sorted(set(request.query_params) - {"version"}):
        raise OptionError(f"articles takes no option {unknown[0]!r}: it takes version")
    written = request.query_params.get("version", "")
    if written and not (written.isascii() and written.isdigit()):
        raise OptionError(f"version is {written!r}: expected a number from 1")
    return int(written) if written else None


def _page(request: Request, found: Row, options: Options) -> Row:
    """The answer, and the address of its next page where rows are left."""
    rows = found.get("hits", found.get("quotes"))
    if rows is None:
        return found
    offset = int((options.get("offset") or ["0"])[0] or 0) + len(rows)
    left = rows and offset < (found["groups"] if "groups" in found else found["total"])
    url = request.url.include_query_params(offset=offset)
    return found | {"next": f"{url.path}?{url.query}" if left else None}


def _tag(request: Request, version: str) -> str:
    """Weak: the same rows, not the same bytes (RFC 9110, 8.8.1)."""
    return f'W/"{sha256(f"{version} {request.url.path}?{request.url.query}".encode()).hexdigest()[:32]}"'


def _code(error: NewsdeskError) -> int:
    if isinstance(error, UnknownArticle):
        return 404
    return 503 if type(error) is LibraryError else 400
