"""Timelines of the samples by three clocks, and what is known to a month only."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from desk.periods import Period
from desk.timeline import Bar, timeline
from index.engine import Clock, Query
from index.local import Local
from index.settings import Settings
from ingest.read import read
from ingest.receipt import Tally
from tests.contract.build import article

JANUARY = Period(date(2024, 1, 1), date(2024, 1, 31))


@pytest.fixture
def local(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Local.open(Settings(library=tmp_path), create=True) as engine:
        yield engine


def days(engine: Local, clock: Clock) -> list[str]:
    return [str(bar.period) for bar in timeline(engine, Query(clock=clock), "day").bars]


def test_each_clock_counts_by_its_own_days(local: Local) -> None:
    words = "She said on 2024-01-30 that the ferry had sailed, and had come back by 2024-01-28."
    local.add([article("a", words, day=date(2024, 1, 31))])
    assert days(local, "published") == ["2024-01-31"]
    assert days(local, "said") == ["2024-01-30"]
    assert days(local, "spoken") == ["2024-01-28", "2024-01-30"]


def test_the_days_asked_for_are_those_of_the_clock(local: Local) -> None:
    local.add([article("a", "They sailed by 2024-01-28.", "They came by 2024-01-29."), article("b", "Nobody sailed.")])
    stretch = Query(clock="spoken", since=date(2024, 1, 28), until=date(2024, 1, 28))
    assert [hit.text for hit in local.search(stretch).hits] == ["They sailed by 2024-01-28."]
    assert [hit.text for hit in local.search(Query(clock="spoken", undated=True)).hits] == ["Nobody sailed."]


def test_what_is_known_to_its_month_has_no_day(local: Local) -> None:
    local.add([article("a", "It sailed.", day=date(2024, 1, 1), precision="month"), article("b", "It came.")])
    by_day, by_month = timeline(local, Query(), "day"), timeline(local, Query(), "month")
    assert days(local, "published") == ["2024-01-31"]
    assert by_day.guessed == (Bar(JANUARY, "the-lantern.example", 1),)
    assert by_month.bars == (Bar(JANUARY, "the-lantern.example", 2),)
    assert by_month.guessed == ()
    assert by_day.articles == by_month.articles == 2


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_no_clock_loses_a_day_wherever_the_desk_stands(
    local: Local, tmp_path: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = '"We sail again tonight," the captain Ana Lind said on Tuesday. The ferry had been in port since Sunday.'
    stamps = ("2024-01-31T23:30:00-11:00", "Wed, 31 Jan 2024 00:10:00 +1400", "2024-01-31")
    lines = [json.dumps({"id": n, "published": stamp, "text": words}) for n, stamp in enumerate(stamps)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        local.add_words(Tally().articles_of(read(tmp_path / "a.jsonl")))
        found = [days(local, clock) for clock in ("published", "said", "spoken")]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found == [["2024-01-31"], ["2024-01-30"], ["2024-01-28", "2024-01-30", "2024-01-31"]]
    assert [bar.articles for bar in timeline(local, Query(), "day").bars] == [3]
