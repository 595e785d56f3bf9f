from dataclasses import replace
from pathlib import Path

import pytest

from index.local import Local
from index.settings import Settings
from ingest import crew
from ingest.read import read
from ingest.receipt import Tally, preview

LINES = '{"id": "1", "text": "The ferry sank."}\n{"id": "2", "text": "The ferry rose."}\n{"id": "3"}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_every_line_is_accounted_for(file: Path) -> None:
    tally = Tally()
    receipt = tally.receipt(preview(tally.articles_of(read(file))))
    assert (receipt.received, receipt.new, receipt.refused) == (3, 2, 1)


def test_what_the_library_keeps_is_the_same_without_being_understood_again(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Local.open(replace(Settings(), library=tmp_path / "library"), create=True) as library:
        library.add(Tally().articles_of(read(file), library.keeps))
        monkeypatch.setattr(crew, "understand", lambda received: pytest.fail("understood twice"))
        tally = Tally()
        assert list(tally.articles_of(read(file), library.keeps)) == []
        assert (tally.articles, tally.same, len(tally.refusals)) == (2, 2, 1)


def test_other_bytes_of_a_kept_article_are_understood(file: Path, tmp_path: Path) -> None:
    with Local.open(replace(Settings(), library=tmp_path / "library"), create=True) as library:
        library.add(Tally().articles_of(read(file), library.keeps))
        file.write_text(LINES.replace("rose", "sailed"), encoding="utf-8")
        (changed,) = Tally().articles_of(read(file), library.keeps)
        assert changed.text == "The ferry sailed."
