"""Lanes made ready to draw: few enough to tell apart, in their colours, days as ISO strings; what a brush means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from desk.colours import COLOURS, OTHERS, slots
from desk.lanes import Lanes
from desk.periods import Grain, Period, period_of, periods_between

NO_OUTLET = "no outlet named"
Measure = Literal["articles", "share"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One stretch of one bar."""

    period: str  # as `parse_period` reads it
    since: str  # ISO 8601
    ends: str  # ISO 8601, the day after the last: where the bar ends on the axis
    lane: str
    rank: int  # of the lane, from 0: its place in the legend and in the stack
    slot: int  # of its colour: COLOURS is that of all others
    articles: int
    share: float  # of all articles that the archive holds of the period, on whatever
    chosen: bool  # within the period asked for; every bar is where none is


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of which the archive holds nothing at all, so that a missing bar there says nothing."""

    since: str
    ends: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn."""

    grain: Grain
    legend: tuple[tuple[str, int], ...]  # lanes with the slots of their colours, in order
    bars: tuple[Drawn, ...]
    gaps: tuple[Gap, ...]


def picture(
    found: Lanes, known: Sequence[str | None], *, chosen: Period | None = None, within: Period | None = None
) -> Picture:
    """The lanes as bars; `known`: every outlet of the archive, for its colour; `within`: the days that are drawn."""
    colours = _colours(found, known)
    counts = _counts(found, colours, within)
    names = {name for _, name in counts}
    legend = tuple(one for one in _legend(found, colours) if one[0] in names)
    ranks = {name: (rank, slot) for rank, (name, slot) in enumerate(legend)}
    bars = tuple(
        _drawn(period, name, ranks[name], articles, found.coverage.get(period, 0), chosen)
        for (period, name), articles in sorted(counts.items(), key=lambda one: (one[0][0], ranks[one[0][1]]))
    )
    return Picture(found.whole.grain, legend, bars, tuple(_gaps(found, sorted({period for period, _ in counts}))))


def brushed_period(first: float, last: float, grain: Grain) -> Period:
    """The periods that a brush touches, whole; the brush in milliseconds since 1970, UTC.

    >>> str(brushed_period(1706659200000, 1706918400000, "month"))
    '2024-01-01..2024-02-29'
    """
    since, until = sorted(date(1970, 1, 1) + timedelta(milliseconds=ms) for ms in (first, last))
    return Period(period_of(since, grain).since, period_of(until, grain).until)


def beside(period: Period, step: Literal[-1, 1]) -> Period:
    """The stretch of the same length before or after: a whole month leads to a whole month.

    >>> str(beside(Period(date(2024, 3, 1), date(2024, 3, 31)), -1))
    '2024-02-01..2024-02-29'
    """
    edge = period.since - timedelta(days=1) if step < 0 else period.until + timedelta(days=1)
    grains: tuple[Grain, ...] = ("month", "year")
    if whole := next((grain for grain in grains if period_of(period.since, grain) == period), None):
        return period_of(edge, whole)
    length = period.until - period.since
    return Period(edge - length, edge) if step < 0 else Period(edge, edge + length)


def _colours(found: Lanes, known: Sequence[str | None]) -> Mapping[str, int]:
    """Outlets by their place in the archive; speakers and questions, which no archive lists, in their own order."""
    names = [_name(lane.name, found) for lane in found.lanes]
    if found.split == "outlet":
        return slots(names, [name or NO_OUTLET for name in known])
    return slots(names[:COLOURS], names)


def _name(name: str | None, found: Lanes) -> str:
    return name or (NO_OUTLET if found.split == "outlet" else "")


def _legend(found: Lanes, colours: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Lanes with a colour of their own, then all others as one: by its name where it is alone."""
    named = [(name, colours[name]) for lane in found.lanes if (name := _name(lane.name, found)) in colours]
    return (*named, *((name, COLOURS) for name in dict.fromkeys(_others(found, colours).values())))


def _others(found: Lanes, colours: Mapping[str, int]) -> dict[str, str]:
    """Of each lane without a colour, the name that it is drawn under."""
    without = [name for lane in found.lanes if (name := _name(lane.name, found)) not in colours]
    return dict.fromkeys(without, without[0] if len(without) == 1 else OTHERS)


def _counts(found: Lanes, colours: Mapping[str, int], within: Period | None) -> Counter[tuple[Period, str]]:
    others = _others(found, colours)
    counts: Counter[tuple[Period, str]] = Counter()
    for lane in found.lanes:
        name = _name(lane.name, found)
        for period, articles in lane.counts.items():
            if _touches(period, within):
                counts[period, others.get(name, name)] += articles
    return counts


def _touches(period: Period, other: Period | None) -> bool:
    return other is None or (period.since <= other.until and other.since <= period.until)


def _drawn(
    period: Period, name: str, place: tuple[int, int], articles: int, coverage: int, chosen: Period | None
) -> Drawn:
    share = articles / max(coverage, articles)
    return Drawn(
        str(period), period.since.isoformat(), _ends(period), name, *place, articles, share, _touches(period, chosen)
    )


def _ends(period: Period) -> str:
    return (period.until + timedelta(days=1)).isoformat()


def _gaps(found: Lanes, drawn: Sequence[Period]) -> Iterator[Gap]:
    """Runs of periods without an article in the archive, between the first and the last that has a bar."""
    if found.whole.clock == "spoken" or not drawn:
        return  # that nobody speaks of a day is no gap in the archive
    runs: defaultdict[int, list[Period]] = defaultdict(list)
    filled = 0
    for period in periods_between(drawn[0], drawn[-1], found.whole.grain):
        if found.coverage.get(period):
            filled += 1
        else:
            runs[filled].append(period)
    for run in runs.values():
        yield Gap(run[0].since.isoformat(), _ends(run[-1]))
