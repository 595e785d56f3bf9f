"""Bursts rest on their own past alone, and a bigger crawl or a gap makes none."""

from datetime import date, timedelta

from desk.bursts import bursts
from desk.periods import Period

FIRST = date(2024, 1, 1)


def days(*counts: int | None) -> dict[Period, int]:
    """A count for each day; None: a gap."""
    at = [FIRST + timedelta(days=number) for number in range(len(counts))]
    return {Period(day, day): count for day, count in zip(at, counts, strict=True) if count is not None}


def numbers(counts: list[int | None], coverage: list[int | None] | None = None) -> list[int]:
    covered = days(*(coverage or [100] * len(counts)))
    return [(burst.period.since - FIRST).days for burst in bursts(days(*counts), covered, "day")]


QUIET = [1, 0, 2, 1, 1, 0, 2, 1, 1, 0]


def test_a_day_far_above_its_past_is_a_burst() -> None:
    assert numbers([*QUIET, 9, 1]) == [10]


def test_what_comes_later_changes_no_burst() -> None:
    early = numbers([*QUIET, 9, 1])
    assert numbers([*QUIET, 9, 1, 50, 60, 70, 0, 0]) == [*early, 12, 13, 14]


def test_a_rise_does_not_raise_its_own_bar() -> None:
    assert numbers([*QUIET, 9, 9]) == [10, 11]


def test_a_bigger_crawl_is_no_burst() -> None:
    assert numbers([*QUIET, 9, 9], [100] * 10 + [900] * 2) == []


def test_a_gap_is_no_quiet_past() -> None:
    busy: list[int | None] = [9, 11, 10, 9, 11, 10, 9]
    gap: list[int | None] = [None] * 20
    assert numbers([*busy, *gap, 10, 10], [100] * 7 + gap + [100] * 2) == []


def test_too_short_a_past_says_nothing() -> None:
    assert numbers([0, 0, 0, 50]) == []


def test_a_burst_says_why() -> None:
    (burst,) = bursts(days(*QUIET, 9), days(*[100] * 11), "day")
    assert burst.articles == 9
    assert 0.8 < burst.expected < 1.2
    assert burst.score > 3
    assert burst.past == 8
