"""Days of publication: as written, as precise as written, and only where they can be trusted."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.published import choose_published, conflicts, dates_in, is_only_a_day, read_day, weigh, why_undated
from ingest.received import DateGiven

TODAY = date(2026, 8, 21)
DAY = date(2024, 1, 31)


AS_WRITTEN = [
    "2024-01-31", "2024-01-31T23:59:59-11:00", "2024-01-31 00:10:00+14:00", "2024/01/31", "2024.1.31", "20240131",
    "20240131T101500Z", "31.01.2024", "31/01/2024", "01/31/2024", "31 January 2024", "Jan. 31, 2024",
    "January 31st, 2024", "Wed, 31 Jan 2024 23:30:00 -0500", "Wednesday, January 31, 2024 at 5 PM",
    "31 января 2024 г.", "2024年1月31日", "1706659200", "1706659200000", "[ 2024-01-31 16：40 ]",
]  # fmt: skip


@pytest.mark.parametrize("value", AS_WRITTEN)
def test_the_day_is_read_as_written(value: str) -> None:
    assert read_day(value) == (DAY, "day")


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        ("2024-03", date(2024, 3, 1), "month"),
        ("March 2024", date(2024, 3, 1), "month"),
        ("2024年3月", date(2024, 3, 1), "month"),
        ("2024", date(2024, 1, 1), "year"),
    ],
)
def test_a_coarser_date_keeps_its_precision(value: str, day: date, precision: str) -> None:
    assert read_day(value) == (day, precision)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "n/a",
        "yesterday",
        "04/05/2024",
        "2024-02-30",
        "2024-13-01",
        "0000-00-00",
        "0001-01-01",
        "1970-01-01T00:00:00Z",
    ],
)
def test_what_is_no_date_or_reads_two_ways_is_none(value: str) -> None:
    assert read_day(value) is None


def test_a_day_that_has_begun_nowhere_is_not_believed() -> None:
    evidence = weigh([DateGiven("2026-08-22", "column published"), DateGiven("2026-08-21", "column date")], TODAY)
    published = choose_published(evidence)
    assert published and (published.day, published.evidence) == (TODAY, "column date")
    assert choose_published(evidence[:1]) is None
    assert "future" in (why_undated(evidence[:1]) or "")


def test_an_article_without_any_date_needs_no_excuse() -> None:
    assert choose_published(weigh([])) is None and why_undated(weigh([])) is None


def test_every_date_is_kept_with_what_it_says_and_those_that_differ_are_named() -> None:
    given = [
        DateGiven("soon", "column published"),
        DateGiven("2024-01-31T23:00:00-05:00", "column date"),
        DateGiven("2024-01", "column day"),
        DateGiven("2024-02-01", "date in the address"),
        DateGiven("2024-03-01", "time element", doubt="stands among other days"),
    ]
    evidence = weigh(given, TODAY)
    assert [one.value for one in evidence] == [one.value for one in given]
    assert [one.day for one in evidence] == [None, DAY, date(2024, 1, 1), date(2024, 2, 1), None]
    assert [one.place for one in conflicts(evidence)] == ["date in the address"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_no_day_is_lost_or_refused_wherever_the_desk_stands(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    latest = datetime.now(timezone(timedelta(hours=14))).date()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        values = [*AS_WRITTEN, latest.isoformat(), (latest + timedelta(days=1)).isoformat()]
        days = [one.day for one in weigh(DateGiven(value, "column date") for value in values)]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert days == [DAY] * len(AS_WRITTEN) + [latest, None]


@pytest.mark.parametrize(
    "url", ["https://a.example/2024/01/31/b", "https://a.example/news/2024-01-31/b", "http://a.example/20240131/b"]
)
def test_the_day_in_an_address_is_a_date(url: str) -> None:
    (given,) = dates_in(url)
    assert read_day(given.value) == (DAY, "day")


@pytest.mark.parametrize(
    "url", [None, "https://a.example/2024/b", "https://a.example/id/20240131077", "https://a.example/a-2024-01-31"]
)
def test_other_numbers_in_an_address_are_none(url: str | None) -> None:
    assert dates_in(url) == ()


def test_a_sentence_with_a_date_in_it_is_no_dateline() -> None:
    assert is_only_a_day("31 January 2024") and not is_only_a_day("The May 5, 2024 accord failed")


@given(st.dates(min_value=date(1600, 1, 1)))
def test_an_iso_day_is_always_read(day: date) -> None:
    assert read_day(day.isoformat()) == (day, "day")


@given(st.text(max_size=40))
def test_no_text_breaks_it(value: str) -> None:
    assert read_day(value) is None or isinstance(read_day(value), tuple)
