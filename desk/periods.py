"""Stretches of days: as a person writes them, and as a chart groups them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from index.stretches import stretch_of
from ingest.article import NewsdeskError

Grain = Literal["day", "week", "month", "year"]
GRAINS: tuple[Grain, ...] = ("day", "week", "month", "year")  # from the finest
_READABLE: dict[Grain, int] = {
    "day": 120,
    "week": 120 * 7,
    "month": 240 * 30,
}  # days up to which bars can be told apart


class PeriodError(NewsdeskError):
    """Words that name no period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `since` to `until`, both included."""

    since: date
    until: date

    def __str__(self) -> str:
        return str(self.since) if self.since == self.until else f"{self.since}..{self.until}"


def parse_period(written: str) -> Period:
    """A day, a month, a year, or two of them with ".." between.

    >>> str(parse_period("2024-02"))
    '2024-02-01..2024-02-29'
    >>> str(parse_period("2024-02-28..2024-03"))
    '2024-02-28..2024-03-31'
    """
    first, _, last = written.strip().partition("..")
    since, until = _stretch(first), _stretch(last or first)
    if until.until < since.since:
        raise PeriodError(f"{written!r} ends before it begins: write the earlier day first")
    return Period(since.since, until.until)


def parse_days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """First and last day as options name them; None where one is not given. Raises PeriodError.

    >>> parse_days("2024-02", None)
    (datetime.date(2024, 2, 1), None)
    """
    first = parse_period(since).since if since else None
    last = parse_period(until).until if until else None
    if first and last and last < first:
        raise PeriodError(f"until {last} is before since {first}: nothing can lie between them")
    return first, last


def _stretch(written: str) -> Period:
    try:
        return Period(*stretch_of(written.strip()))
    except ValueError as error:
        raise PeriodError(str(error)) from error


def period_of(day: date, grain: Grain) -> Period:
    """The day, ISO week (Monday to Sunday), month or year that `day` is in.

    >>> str(period_of(date(2024, 1, 31), "week"))
    '2024-01-29..2024-02-04'
    """
    if grain == "day":
        return Period(day, day)
    if grain == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if grain == "month":
        return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def periods_between(first: Period, last: Period, grain: Grain) -> tuple[Period, ...]:
    """Every period of a grain from one to another, both included.

    >>> [str(one) for one in periods_between(parse_period("2024-01"), parse_period("2024-03"), "month")][1:]
    ['2024-02-01..2024-02-29', '2024-03-01..2024-03-31']
    """
    found = [first]
    while found[-1] < last:
        found.append(period_of(found[-1].until + timedelta(days=1), grain))
    return tuple(found)


def fitting_grain(first: date, last: date) -> Grain:
    """The finest grain whose bars can still be told apart.

    >>> fitting_grain(date(2024, 1, 1), date(2024, 3, 1)), fitting_grain(date(1987, 1, 1), date(2026, 1, 1))
    ('day', 'year')
    """
    days = (last - first).days + 1
    return next((grain for grain, most in _READABLE.items() if days <= most), "year")
