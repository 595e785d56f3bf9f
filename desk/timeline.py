"""When it was printed: everything that matches, counted by day, week or month and outlet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from desk.periods import Grain, Period, fitting_grain, period_of
from index.engine import Day, Engine, Query


@dataclass(frozen=True, slots=True)
class Bar:
    """What one outlet printed in one period, of all that matches."""

    period: Period
    outlet: str | None  # None: the article names none
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time, then of outlet; a period without an article has no bar."""

    grain: Grain
    bars: tuple[Bar, ...]
    undated: int  # articles that match and have no date
    days: tuple[Day, ...]  # what the bars were made of

    @property
    def articles(self) -> int:
        """Articles that match, dated or not."""
        return self.undated + sum(bar.articles for bar in self.bars)


def timeline(engine: Engine, query: Query, grain: Grain | None = None) -> Timeline:
    """All matches by period and outlet. Without a grain, the finest that stays readable."""
    days = engine.days(query)
    dated = [day.day for day in days if day.day is not None]
    grain = grain or (fitting_grain(min(dated), max(dated)) if dated else "day")
    return Timeline(grain, _bars(days, grain), sum(day.articles for day in days if day.day is None), days)


def _bars(days: tuple[Day, ...], grain: Grain) -> tuple[Bar, ...]:
    counts: Counter[tuple[Period, str | None]] = Counter()
    for day in days:
        if day.day is not None:
            counts[period_of(day.day, grain), day.outlet] += day.articles
    in_order = sorted(counts, key=lambda key: (key[0], key[1] or ""))
    return tuple(Bar(period, outlet, counts[period, outlet]) for period, outlet in in_order)
