"""A library past the size that is compared whole, here 200 paragraphs: it turns to lists by itself and says so."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.__main__ import main
from index.check import problems
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

WORDS = "tariff summit harbour minister strait drill talk price vote storm grain rail port fleet court mayor".split()


def sentences(count: int, seed: int) -> list[str]:
    random = np.random.default_rng(seed)
    return [f"The {' '.join(random.choice(WORDS, 6))} in week {number}." for number in range(count)]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("NEWSDESK_EXACT_UP_TO", "200")
    monkeypatch.setattr("index.meaning.GATHERED", 20)
    return Settings.from_environment()


def test_a_growing_library_turns_to_lists_and_stays_whole(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with Local.open(settings, create=True) as library:
        library.add(article(f"a{n}", text) for n, text in enumerate(sentences(150, 0)))
        before = library.status().meaning_index
        library.add(article(f"b{n}", text) for n, text in enumerate(sentences(150, 1)))
        library.add([article("late", "A ferry ran aground in fog.")])
        library.remove([article("a3", "").id])
        after = library.status().meaning_index
        assert before is not None
        assert after is not None
        assert (before.kind, after.kind) == ("exact", "lists")
        assert after.vectors == 300  # what came later lies beside it
        assert after.recall is not None
        assert after.recall >= settings.recall
        assert library.search(Query("a boat in the mist")).hits[0].given_id == "late"
        assert list(problems(library)) == []
    assert main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["meaning_index"]["kind"] == "lists"


def test_lists_find_what_comparing_all_finds(settings: Settings, tmp_path: Path) -> None:
    texts = sentences(300, 2)
    with (
        Local.open(settings, create=True) as large,
        Local.open(Settings(library=tmp_path / "exact"), create=True) as exact,
    ):
        for library in (large, exact):
            library.add(article(str(n), text) for n, text in enumerate(texts))
        for text in ("ships and the sea", "a decision by judges", "elections"):
            ours, theirs = large.search(Query(text)), exact.search(Query(text))
            assert ours.hits
            assert [hit.given_id for hit in ours.hits] == [hit.given_id for hit in theirs.hits]
            assert ours.total == pytest.approx(theirs.total, rel=0.02)
