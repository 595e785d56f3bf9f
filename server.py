"""Door: the dashboard and the HTTP API in one process. `streamlit run server.py`"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.ready import faults
from api.routes import broken, routes
from desk.library import opened
from index.local import Local
from index.settings import Settings

HERE = ["127.0.0.1", "localhost", "[::1]"]  # another name for this machine is a rebound DNS answer


def library() -> Local:
    """The engine that the pages use too."""
    return opened(Settings.from_environment())


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches it.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


@asynccontextmanager
async def started(app: st.App) -> AsyncIterator[None]:
    """Refuse what would let strangers in; load the model before the first question."""
    address = st.get_option("server.address") or ""
    if not is_loopback(address):
        raise SystemExit(
            f"server.address is {address or 'every address'!r}: without sign-in Newsdesk serves this machine alone. "
            "Leave --server.address out."
        )
    await run_in_threadpool(faults, library)
    yield


app = st.App(
    Path(__file__).with_name("app.py"),
    routes=routes(library),
    lifespan=started,
    middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HERE)],
    exception_handlers={Exception: broken},
)
