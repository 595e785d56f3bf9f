"""The stretch of days on which most lies, so that one article of 1850 does not make hairlines of all the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desk.periods import Period
from index.engine import Day

MOST = 0.95  # of the articles lie within the stretch
NEAR = 0.2  # of the stretch: a gap up to which a day beside it still belongs to it
FAR = 3  # times the stretch: what is shorter as a whole is drawn as a whole


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where most lies, and what lies outside."""

    period: Period
    before: int  # articles that are left out
    after: int


def fitted(days: Iterable[Day]) -> Fitted | None:
    """The shortest stretch with most of the articles, where the whole is far longer; None: the whole is no trouble."""
    counts = Counter[date]()
    for day in days:
        if day.day is not None:
            counts[day.day] += day.articles
    if not counts:
        return None
    ordered = sorted(counts)
    period = _with_neighbours(_shortest(ordered, counts, MOST * counts.total()), ordered)
    if (ordered[-1] - ordered[0]) < FAR * (period.until - period.since + timedelta(days=1)):
        return None
    before = sum(counts[day] for day in ordered if day < period.since)
    after = sum(counts[day] for day in ordered if day > period.until)
    return Fitted(period, before, after)


def _with_neighbours(period: Period, ordered: list[date]) -> Period:
    """The stretch with the days on both sides that follow without a great gap."""
    gap = (period.until - period.since) * NEAR + timedelta(days=1)
    since, until = period.since, period.until
    for day in reversed([one for one in ordered if one < since]):
        since = day if since - day <= gap else since
    for day in (one for one in ordered if one > until):
        until = day if day - until <= gap else until
    return Period(since, until)


def _shortest(ordered: list[date], counts: Counter[date], enough: float) -> Period:
    """Two ends that move on together: time linear in the days."""
    best = Period(ordered[0], ordered[-1])
    held, first = 0, 0
    for last in ordered:
        held += counts[last]
        while held - counts[ordered[first]] >= enough:
            held -= counts[ordered[first]]
            first += 1
        if held >= enough and last - ordered[first] < best.until - best.since:
            best = Period(ordered[first], last)
    return best
