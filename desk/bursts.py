"""Periods that rise above their own past: EARS C2, the early-warning score of public health.

Hutwagner et al., "The bioterrorism preparedness and response Early Aberration Reporting System", Journal of Urban
Health 80 (2003). The score is how many standard deviations a count lies above the mean of the 28 periods that end two
before it (the guard: what has begun to rise must not raise its own bar), and an alarm is three. Only the past is looked
at, so a burst never changes when later articles come.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.periods import Grain, Period, periods_between

BASELINE = 28  # periods, as ESSENCE takes them for C2 (Burkom 2007): seven are too few for the quiet days of news
GUARD = 2
ALARM = 3.0  # standard deviations
LEAST_PAST = 7  # periods that the archive covers: of fewer nothing can be said
LEAST = 3  # articles: one or two are no burst, however quiet the past was
LEAST_DEVIATION = 0.5  # articles: a silent past has none, and must not make every article an alarm


@dataclass(frozen=True, slots=True)
class Burst:
    """A period above its past, and why."""

    period: Period
    articles: int
    expected: float  # articles, from the share that the past had of its coverage
    score: float  # standard deviations above it
    past: int  # periods that this rests on


def bursts(counts: Mapping[Period, int], coverage: Mapping[Period, int], grain: Grain) -> tuple[Burst, ...]:
    """The periods with an alarm, in order of time.

    Every count of the past is scaled to the coverage of today, so that a bigger crawl is no news; a period of which the
    archive holds nothing at all is a gap and no zero.
    """
    if not coverage:
        return ()
    periods = periods_between(min(coverage), max(coverage), grain)
    found = (_judged(number, periods, counts, coverage) for number in range(len(periods)))
    return tuple(burst for burst in found if burst)


def _judged(
    number: int, periods: Sequence[Period], counts: Mapping[Period, int], coverage: Mapping[Period, int]
) -> Burst | None:
    period = periods[number]
    articles = counts.get(period, 0)
    if articles < LEAST:
        return None
    past = [one for one in periods[max(0, number - GUARD - BASELINE) : max(0, number - GUARD)] if coverage.get(one)]
    if len(past) < LEAST_PAST:
        return None
    scaled = [counts.get(one, 0) * coverage.get(period, articles) / coverage[one] for one in past]
    expected = math.fsum(scaled) / len(scaled)
    spread = math.sqrt(math.fsum((one - expected) ** 2 for one in scaled) / (len(scaled) - 1))
    # A count of rare things strays by its root even where the past happened not to (Poisson).
    score = (articles - expected) / max(spread, math.sqrt(expected), LEAST_DEVIATION)
    return Burst(period, articles, expected, score, len(past)) if score > ALARM else None
