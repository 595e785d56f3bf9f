"""A timeline made ready to draw: few enough outlets to tell apart, days as ISO strings, and what a brush means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.periods import Grain, Period, period_of
from desk.timeline import Bar, Timeline

NAMED = 8  # outlets with a colour of their own: more cannot be told apart, least of all by the colour-blind
NO_OUTLET = "no outlet named"
OTHERS = "all other outlets"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One stretch of one stacked bar."""

    period: str  # as `parse_period` reads it
    since: str  # ISO 8601
    ends: str  # ISO 8601, the day after the last: where the bar ends on the axis
    outlet: str
    articles: int
    chosen: bool  # within the period asked for; every bar is where none is


def drawn_bars(timeline: Timeline, chosen: Period | None) -> tuple[Drawn, ...]:
    """The bars with the smaller outlets together, where there are more than can be told apart."""
    names = set(outlet_order(timeline.bars))
    counts: Counter[tuple[Period, str]] = Counter()
    for bar in timeline.bars:
        name = bar.outlet or NO_OUTLET
        counts[bar.period, name if name in names else OTHERS] += bar.articles
    return tuple(_drawn(period, outlet, articles, chosen) for (period, outlet), articles in sorted(counts.items()))


def outlet_order(bars: Sequence[Bar]) -> tuple[str, ...]:
    """Names for the legend, most articles first; the rest as one where there are too many."""
    totals: Counter[str] = Counter()
    for bar in bars:
        totals[bar.outlet or NO_OUTLET] += bar.articles
    names = sorted(totals, key=lambda name: (-totals[name], name))
    return tuple(names) if len(names) <= NAMED else (*names[: NAMED - 1], OTHERS)


def brushed_period(first: float, last: float, grain: Grain) -> Period:
    """The periods that a brush touches, whole; the brush in milliseconds since 1970, UTC.

    >>> str(brushed_period(1706659200000, 1706918400000, "month"))
    '2024-01-01..2024-02-29'
    """
    since, until = sorted(date(1970, 1, 1) + timedelta(milliseconds=ms) for ms in (first, last))
    return Period(period_of(since, grain).since, period_of(until, grain).until)


def _drawn(period: Period, outlet: str, articles: int, chosen: Period | None) -> Drawn:
    within = chosen is None or (period.since <= chosen.until and chosen.since <= period.until)
    ends = period.until + timedelta(days=1)
    return Drawn(str(period), period.since.isoformat(), ends.isoformat(), outlet, articles, within)
