"""The API over the samples, without a socket: Starlette's own test client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import broken, routes
from index.settings import Settings


@pytest.fixture(scope="session")
def app(library: Settings) -> Iterator[Starlette]:
    """The routes as server.py has them, over the samples."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_LIBRARY", str(library.library))
        yield Starlette(routes=routes(), exception_handlers={Exception: broken})


@pytest.fixture
def client(app: Starlette) -> TestClient:
    """Who asks it, on this machine."""
    return TestClient(app, raise_server_exceptions=False)
