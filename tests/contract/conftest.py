"""Every engine, opened empty, and the one model that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.embed import Embedder, open_embedder
from index.engine import Engine
from index.local import Local
from index.settings import Settings
from tests.contract.memory import Memory


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return open_embedder(Settings())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=tmp_path / "library")


@pytest.fixture(params=["local", "memory"])
def engine(request: pytest.FixtureRequest, settings: Settings, embedder: Embedder) -> Iterator[Engine]:
    """Adding an engine means adding its line here."""
    engines: dict[str, Callable[[], Engine]] = {
        "local": lambda: Local.open(settings, create=True),
        "memory": lambda: Memory(embedder),
    }
    opened = engines[request.param]()
    yield opened
    opened.close()
