"""The API over the samples, without a socket: Starlette's own test client."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import broken, routes
from index.local import Local


@pytest.fixture
def client(engine: Local) -> TestClient:
    """The routes as server.py has them."""
    app = Starlette(routes=routes(lambda: engine), exception_handlers={Exception: broken})
    return TestClient(app, raise_server_exceptions=False)
