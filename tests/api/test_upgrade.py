"""A shared desk opens a library of an earlier version: everything in it stays, and meanwhile it says how far it is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from api import asking, ready
from api.routes import routes
from desk.library import NotOpenYet, opened
from index import words_writer
from index.engine import LibraryError, Query
from index.ledger import Ledger
from index.local import Local
from index.settings import Settings
from index.state import WORDS
from index.upkeep import Progress
from index.words_manifest import MANIFEST
from tests.pages.conftest import APP, PATIENCE
from tests.unit.index.test_schema import of_version_1

WAITS = 30  # seconds at most


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The folder of a desk of version 1: archive, what people wrote, and words that this version reads otherwise."""
    library = tmp_path / "library"
    library.mkdir()
    of_version_1(library)
    ledger = Ledger(library)
    ledger.append("search", {"name": "Sea walls", "query": {"text": "sea wall"}}, author="ada")
    ledger.close()
    (library / WORDS).mkdir()
    (library / WORDS / MANIFEST).write_text('{"format": 0, "analyser": 0, "files": {}}', encoding="utf-8")
    return replace(Settings.from_environment(), library=library)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Words take as long to make anew as until the event is set."""
    go_on = threading.Event()
    apply = words_writer._counted

    def counted(articles: list[int], progress: Progress) -> Iterator[int]:
        for article in apply(articles, progress):
            progress("words", 1, 3)
            go_on.wait(WAITS)
            yield article

    monkeypatch.setattr(words_writer, "_counted", counted)
    yield go_on
    go_on.set()


def test_everything_is_there_after_the_upgrade(settings: Settings) -> None:
    library = opened(settings)
    assert {hit.given_id for hit in library.search(Query('"sea wall"')).hits} == {"a", "b"}
    assert [entry.content["name"] for entry in library.ledger.entries("search")] == ["Sea walls"]


def test_meanwhile_the_server_is_not_ready_and_says_how_far_it_is(
    settings: Settings, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(settings.library))
    monkeypatch.setattr(ready, "PATIENCE", 0.1)
    monkeypatch.setattr(asking, "OPENS", 0.1)
    client = TestClient(Starlette(routes=routes()))
    while "1 of 3 articles" not in (told := client.get("/api/ready")).text:
        assert told.status_code == 503
    asked = client.get("/api/v1/search?q=sea")
    assert asked.status_code == 503 and "indexed anew" in asked.json()["error"]
    assert client.get("/api/live").status_code == 200
    slow.set()
    opened(settings)
    monkeypatch.setattr(ready, "PATIENCE", WAITS)
    assert client.get("/api/ready").json() == {"ready": True, "faults": []}
    assert client.get("/api/v1/search?q=sea").json()["total"] == 2


def test_meanwhile_a_page_says_how_far_it_is_and_then_goes_on(
    settings: Settings, slow: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(settings.library))
    monkeypatch.setattr("views.frame.OPENS", 0.5)
    page = AppTest.from_file(str(APP), default_timeout=PATIENCE).run()
    assert any("1 of 3 articles" in block.value for block in page.html)
    assert not page.text_input
    slow.set()
    opened(settings)
    page.run()
    assert page.text_input(key="q").label == "Search for"


def test_the_command_line_says_how_far_it_is(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("index.upkeep.SILENT", 0)
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(settings.library))
    from desk.__main__ import main

    assert main(["search", "sea wall"]) == 0
    told = capsys.readouterr()
    assert "indexed anew" in told.err and "of 3 articles" in told.err
    assert "The sea wall" in told.out


def test_who_opens_it_again_waits_for_the_same_opening(settings: Settings, slow: threading.Event) -> None:
    with pytest.raises(NotOpenYet):
        opened(settings, wait=0)
    slow.set()
    found: list[Local] = []
    threads = [threading.Thread(target=lambda: found.append(opened(settings))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAITS)
    assert len(found) == 8 and len(set(map(id, found))) == 1


def test_what_could_not_be_opened_is_tried_again_and_leaves_others_alone(tmp_path: Path) -> None:
    one, other = (replace(Settings.from_environment(), library=tmp_path / name) for name in ("one", "other"))
    kept = opened(other)
    one.library.mkdir()
    (one.library / "archive.db").write_bytes(b"no archive at all, but as long as one has to be" * 100)
    for _ in range(2):
        with pytest.raises(LibraryError, match="is not a readable archive"):
            opened(one)
    (one.library / "archive.db").unlink()
    assert opened(one).status().articles == 0
    assert opened(other) is kept
