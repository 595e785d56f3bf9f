"""Every engine, opened empty, and the one model that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
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


@pytest.fixture(params=["local", "large", "memory"])
def engine(
    request: pytest.FixtureRequest, settings: Settings, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """Adding an engine means adding its line here. "large" is the local one as a million paragraphs make it."""
    if request.param == "large":
        for constant in ("index.common.FROM", "index.derived.FROM", "index.common.COMMON"):
            monkeypatch.setattr(constant, 1)
        for constant in ("index.derived.UNKEPT", "index.meaning.GATHERED"):
            monkeypatch.setattr(constant, 0)
    engines: dict[str, Callable[[], Engine]] = {
        "local": lambda: Local.open(settings, create=True),
        "large": lambda: Local.open(replace(settings, exact_up_to=0), create=True),
        "memory": lambda: Memory(embedder),
    }
    opened = engines[request.param]()
    yield opened
    opened.close()
