"""What stands out on a timeline and why: days that matter, and bursts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from desk.bursts import BASELINE, Burst
from desk.events import Events
from desk.lanes import Lanes
from desk.periods import Grain
from desk.wording import day_line

MarkerKind = Literal["burst", "day that matters"]


@dataclass(frozen=True, slots=True)
class Marker:
    """A sign above a bar."""

    since: str  # ISO 8601
    ends: str  # ISO 8601, the day after
    kind: MarkerKind
    why: str  # a sentence of ours, without an article's words


def burst_markers(found: Lanes) -> tuple[Marker, ...]:
    """A marker for each period on which the question as a whole rose above its past."""
    return tuple(
        Marker(burst.period.since.isoformat(), burst.period.until.isoformat(), "burst", why_burst(burst, found))
        for burst in found.bursts
    )


def why_burst(burst: Burst, found: Lanes) -> str:
    """How many there were, how many the past let expect, and who printed most of them."""
    grain: Grain = found.whole.grain
    past = f"the {burst.past} {grain}s with coverage in the {BASELINE} before"
    score = f"{burst.score:.1f} standard deviations (EARS C2)"
    return (
        f"{burst.articles:,} where {burst.expected:.1f} were to be expected from {past}: {score}. {_most(burst, found)}"
    )


def day_markers(found: Events) -> tuple[Marker, ...]:
    """A marker for each day that matters."""
    return tuple(
        Marker(day.day.isoformat(), day.until.isoformat(), "day that matters", day_line(day)) for day in found.days
    )


def why_lane(burst: Burst, found: Lanes) -> str:
    """The same of one lane, measured by its own past."""
    return f"{burst.articles:,} where {burst.expected:.1f} were to be expected: {burst.score:.1f} standard deviations"


def bursting_lanes(found: Lanes) -> Iterator[tuple[str, Burst]]:
    """Every lane's own bursts, in order of time: a speaker's words above that speaker's past."""
    named = ((lane.name, burst) for lane in found.lanes if lane.name for burst in lane.bursts)
    yield from sorted(named, key=lambda one: (one[1].period, one[0]))


def _most(burst: Burst, found: Lanes) -> str:
    held: Iterable[tuple[int, str]] = ((lane.counts.get(burst.period, 0), lane.name or "") for lane in found.lanes)
    count, name = max(held, default=(0, ""))
    return f"Most of them: {name}, {count:,}." if name and count and len(found.lanes) > 1 else ""
