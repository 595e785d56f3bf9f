"""Words answer while the language model is being loaded, and every answer says so; then it catches up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import find
from index.embed import Embedder
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

HARBOUR = article("a", "The harbour was closed by the storm.")
BY_MEANING = Query("ships kept out by bad weather")


@pytest.fixture
def slow_model(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A model that is loaded when the event is set."""
    may_load = threading.Event()
    load = find._loaded

    def loaded(settings: Settings) -> Embedder:
        may_load.wait(30)
        return load(settings)

    monkeypatch.setattr(find, "_loaded", loaded)
    yield may_load
    may_load.set()


def test_words_answer_while_the_model_is_loaded_and_then_meaning_takes_part(
    tmp_path: Path, slow_model: threading.Event
) -> None:
    settings = Settings(library=tmp_path)
    slow_model.set()
    with Local.open(settings, create=True) as writer:
        writer.add([HARBOUR])
    slow_model.clear()
    with Local.open(settings) as library:
        library.warm()
        early, version = library.search(Query("storm")), library.version
        assert [hit.given_id for hit in early.hits] == ["a"]
        assert "still being loaded" in (early.note or "")
        assert library.search(BY_MEANING).hits == ()
        slow_model.set()
        assert library.ready(30)
        assert library.version != version
        late = library.search(BY_MEANING)
        assert [hit.given_id for hit in late.hits] == ["a"]
        assert late.note is None


def test_a_library_that_nobody_warms_waits_for_the_model(tmp_path: Path) -> None:
    with Local.open(Settings(library=tmp_path), create=True) as library:
        library.add([HARBOUR])
        assert library.ready()
        assert library.search(BY_MEANING).hits[0].cosine is not None


def test_texts_that_were_asked_for_lately_are_compared_as_at_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "TEXTS_KEPT", 0)
    with Local.open(Settings(library=tmp_path), create=True) as library:
        (first,) = library.finder.cosines("ships", ["The harbour was closed."])
        again, _ = library.finder.cosines("ships", ["The harbour was closed.", "Apples were cheap."])
        assert again == pytest.approx(first, abs=1e-6)
