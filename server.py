"""Door: the dashboard and the HTTP API in one process. `streamlit run server.py`"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.origins import OneOrigin
from api.ready import open_all
from api.routes import broken, routes
from desk.access import check_address, read_access
from index.settings import Settings
from ingest.article import NewsdeskError

HERE = ["127.0.0.1", "localhost", "[::1]"]  # without sign-in another name is a rebound DNS answer


def hosts() -> list[str]:
    """The names under which the desk may be called."""
    return HERE if read_access(Settings.from_environment()).sign_in == "nobody" else ["*"]


@asynccontextmanager
async def started(app: st.App) -> AsyncIterator[None]:
    """Refuse what would let strangers in; begin to open the libraries and to load the model."""
    settings = Settings.from_environment()
    try:
        check_address(read_access(settings), settings, st.get_option("server.address") or "")
    except NewsdeskError as error:
        raise SystemExit(str(error)) from error
    open_all()
    yield


app = st.App(
    Path(__file__).with_name("app.py"),
    routes=routes(per_minute=Settings.from_environment().api_per_minute),
    lifespan=started,
    middleware=[
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts()),
        Middleware(OneOrigin, trusted=st.get_option("server.corsAllowedOrigins")),
    ],
    exception_handlers={Exception: broken},
)
