from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.intake import take_in
from index.engine import Query
from index.local import Local
from index.settings import Settings

ARTICLE = b" date 2024-02-03 https://lantern.example/harbour\nThe harbour reopens\n\nShips may enter again on Monday.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path / "library"), create=True) as opened:
        yield opened


def silent(stage: str, done: int, of: int | None) -> None:
    """Nobody watches."""


def test_what_is_handed_over_is_found_under_the_name_its_owner_gave(library: Local) -> None:
    receipt = take_in(library, [("../../harbour.txt", ARTICLE)], silent)
    assert (receipt.received, receipt.new, receipt.refused) == (1, 1, 0)
    (hit,) = library.search(Query("ships")).hits
    assert library.article(hit.article).source.origin.startswith("harbour.txt")


def test_one_bad_file_is_named_and_does_not_stop_the_rest(library: Local) -> None:
    receipt = take_in(library, [("bad.jsonl", b"{broken\n"), ("harbour.txt", ARTICLE)], silent)
    assert (receipt.new, receipt.refused) == (1, 1)
    assert receipt.refusals[0].origin.startswith("bad.jsonl")
    assert library.refusals() == receipt.refusals


def test_the_same_file_again_changes_nothing(library: Local) -> None:
    take_in(library, [("harbour.txt", ARTICLE)], silent)
    assert take_in(library, [("again.txt", ARTICLE)], silent).same == 1


def test_progress_is_told(library: Local) -> None:
    told: list[tuple[str, int, int | None]] = []
    take_in(library, [("harbour.txt", ARTICLE)], lambda *stage: told.append(stage))
    assert ("words", 1, None) in told
