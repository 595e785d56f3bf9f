"""A timeline in lanes, one an outlet, a speaker or a question, beside all that the archive holds of the same days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from desk.bursts import Burst, bursts
from desk.periods import Grain, Period
from desk.timeline import Bar, Timeline, timeline, timeline_of
from index.engine import Engine, Query

Split = Literal["outlet", "speaker", "question"]
SPEAKERS = 6  # lanes of speakers, where the reader names none
EVERYTHING = "everything"  # the name of a question without words


@dataclass(frozen=True, slots=True)
class Lane:
    """What is counted for one outlet, speaker or question."""

    name: str | None  # None: articles that name no outlet
    counts: Mapping[Period, int]
    bursts: tuple[Burst, ...]  # above its own past

    @property
    def articles(self) -> int:
        """In all periods together."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes, most articles first, except that questions keep the order in which they were asked."""

    split: Split
    whole: Timeline  # of the first question, all lanes together
    lanes: tuple[Lane, ...]
    coverage: Mapping[Period, int]  # all articles that the filters let through, whatever they are about
    bursts: tuple[Burst, ...]  # of the first question as a whole


def lanes(
    engine: Engine, query: Query, split: Split = "outlet", grain: Grain | None = None, *, other: str = ""
) -> Lanes:
    """All matches by period and lane; `other` is the second question. Raises QueryError."""
    whole = timeline(engine, query, grain)
    everything = replace(query, text="", speakers=())
    coverage = whole if everything == query else timeline_of(engine.days(everything), query.clock, whole.grain)
    covered = _by_period(coverage.bars)
    found = _split(engine, query, split, whole, other)
    counted = [Lane(name, counts, bursts(counts, covered, whole.grain)) for name, counts in found]
    if split != "question":
        counted.sort(key=lambda lane: (-lane.articles, lane.name or ""))
    return Lanes(split, whole, tuple(counted), covered, bursts(_by_period(whole.bars), covered, whole.grain))


def _split(
    engine: Engine, query: Query, split: Split, whole: Timeline, other: str
) -> Iterable[tuple[str | None, Mapping[Period, int]]]:
    if split == "outlet":
        outlets = dict.fromkeys(bar.outlet for bar in whole.bars)
        return [(name, _by_period(bar for bar in whole.bars if bar.outlet == name)) for name in outlets]
    if split == "speaker":
        names = query.speakers or [speaker.person for speaker in engine.speakers(query)[:SPEAKERS]]
        asked = {name: replace(query, speakers=(name,)) for name in names}
    else:
        asked = {text or EVERYTHING: replace(query, text=text) for text in (query.text, other)}
    return [(name, _by_period(timeline(engine, one, whole.grain).bars)) for name, one in asked.items()]


def _by_period(bars: Iterable[Bar]) -> Mapping[Period, int]:
    counts = Counter[Period]()
    for bar in bars:
        counts[bar.period] += bar.articles
    return dict(counts)
