"""What a page of another origin makes a browser send is refused: opening a session, uploading, writing."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.routes import refusal

READING = ("GET", "HEAD", "OPTIONS")  # change nothing, and no other origin may read what they give


class OneOrigin:
    """Stands before the whole server. `trusted`: further origins, such as https://portal.example.

    Streamlit judges the origin of a session too, but asks another host for this machine's public address to do so.
    """

    def __init__(self, app: ASGIApp, trusted: Collection[str] = ()) -> None:
        self._app, self._trusted = app, trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope.get("method") in READING or self._is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "another origin"})
        else:
            await refusal(403, "A page of another site sent this: nothing was done.")(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        """Programs name no origin, browsers always do where something could be changed (Fetch, 3.2)."""
        origin = headers.get("origin")
        return origin is None or origin in self._trusted or same_host(origin, headers.get("host", ""))


def same_host(origin: str, host: str) -> bool:
    """Whether an origin is the desk's own; a proxy may have left the port out of the host's name.

    >>> [same_host("https://desk.example", host) for host in ("desk.example", "desk.example:8501", "other.example")]
    [True, False, False]
    """
    own = urlsplit(origin)
    return bool(own.hostname) and host.lower() in (own.netloc.lower(), own.hostname)
