"""Dates that people put right hold in every count, filter and answer, in later versions too, until they are undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.corrections import CorrectionError, listed, undo
from desk.date_corrections import correct_day, correct_mention, mention_at
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

SAILED = "Mara Vint said on 2024-01-30 that the ferry had sailed by 2024-01-28."
GIVEN = article("a", SAILED, day=date(2024, 1, 31))
OTHER = article("b", "The harbour was closed by 2024-01-28.", day=date(2024, 1, 29))


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path), create=True) as engine:
        engine.add([GIVEN, OTHER])
        yield engine


def days(engine: Local, query: Query) -> list[tuple[str, int]]:
    return [(str(day.day), day.articles) for day in engine.days(query)]


def test_an_article_moves_to_the_day_it_is_given(local: Local) -> None:
    entry = correct_day(local, GIVEN, "2023-05-04", why="the print edition", author="ada")
    assert days(local, Query()) == [("2023-05-04", 1), ("2024-01-29", 1)]
    assert [hit.article for hit in local.search(Query(until=date(2023, 12, 31))).hits] == [GIVEN.id]
    assert [str(hit.published) for hit in local.search(Query(order="oldest")).hits] == ["2023-05-04", "2024-01-29"]
    assert local.status().since == date(2023, 5, 4)
    published = local.article(GIVEN.id).published
    assert published and "put right by a person by ada" in published.evidence
    assert "read as 2024-01-31" in published.evidence
    undo(local, entry.number)
    assert days(local, Query()) == [("2024-01-29", 1), ("2024-01-31", 1)]


def test_an_article_can_be_given_a_month_or_none(local: Local) -> None:
    correct_day(local, GIVEN, "2024-02")
    assert [day.precision for day in local.days(Query())] == ["day", "month"]
    correct_day(local, GIVEN, "undated")
    assert days(local, Query()) == [("2024-01-29", 1), ("None", 1)]
    assert [hit.article for hit in local.search(Query(undated=True)).hits] == [GIVEN.id]
    assert local.status().undated == 1


def test_a_mention_speaks_of_what_a_person_says(local: Local) -> None:
    mention = mention_at(GIVEN, SAILED.index("2024-01-28"))
    correct_mention(local, GIVEN, mention.span, "2024-01-27")
    assert days(local, Query(clock="spoken")) == [("2024-01-27", 1), ("2024-01-28", 1), ("2024-01-30", 1)]
    assert [hit.article for hit in local.search(Query(clock="spoken", until=date(2024, 1, 27))).hits] == [GIVEN.id]
    assert [one.value for one in local.article(GIVEN.id).dates] == ["2024-01-30", "2024-01-27"]


def test_a_mention_that_is_none_dates_no_words(local: Local) -> None:
    mention = mention_at(GIVEN, SAILED.index("2024-01-30"))
    assert ("2024-01-30", 1) in days(local, Query(clock="said"))
    correct_mention(local, GIVEN, mention.span, "")
    assert days(local, Query(clock="said")) == [("2024-01-29", 1), ("2024-01-31", 1)]
    assert local.article(GIVEN.id).said is None


def test_corrections_survive_another_version_and_the_same_file_again(local: Local) -> None:
    correct_day(local, GIVEN, "2023-05-04")
    correct_mention(local, GIVEN, mention_at(GIVEN, SAILED.index("2024-01-28")).span, "2024-01-27")
    later = article("a", "A new first line.", SAILED, day=date(2024, 2, 2))
    assert local.add([GIVEN, later]).changed == 1
    assert days(local, Query()) == [("2023-05-04", 1), ("2024-01-29", 1)]
    assert ("2024-01-27", 1) in days(local, Query(clock="spoken"))
    assert [there for _, there in listed(local)] == [True, True]
    local.add([article("a", "Nothing of it is left.")])
    assert [there for _, there in listed(local)] == [True, False]


@pytest.mark.parametrize("written", ["soon", "2024-13", "2024-02-30", "2999-01-01", ""])
def test_a_day_that_is_none_gets_a_sentence(local: Local, written: str) -> None:
    with pytest.raises(CorrectionError, match=r"no day|in the future"):
        correct_day(local, GIVEN, written)


@pytest.mark.parametrize("written", ["soon", "2024-02-30", "2024-1-2", "P", "<b>"])
def test_a_value_that_is_no_timex_gets_a_sentence(local: Local, written: str) -> None:
    with pytest.raises(CorrectionError, match="no value of TIMEX3"):
        correct_mention(local, GIVEN, GIVEN.dates[0].span, written)
