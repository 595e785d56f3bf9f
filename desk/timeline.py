"""When it was printed, said or spoken of: everything that matches, counted by day, week, month or year and outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desk.periods import GRAINS, Grain, Period, fitting_grain, period_of
from index.engine import Clock, Day, Engine, Query


@dataclass(frozen=True, slots=True)
class Bar:
    """What one outlet has in one period, of all that matches."""

    period: Period
    outlet: str | None  # None: the article names none
    articles: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time, then of outlet; a period without an article has no bar."""

    clock: Clock
    grain: Grain
    bars: tuple[Bar, ...]
    guessed: tuple[Bar, ...]  # articles dated to a stretch longer than a bar, such as a month on a timeline of days
    undated: int  # articles that match and have no date; on the clock of days spoken of, that name no whole day
    days: tuple[Day, ...]  # what the bars were made of

    @property
    def articles(self) -> int:
        """Articles that match, dated or not; by day spoken of, each counts once for every day that it names."""
        return self.undated + sum(bar.articles for bar in (*self.bars, *self.guessed))


def timeline(engine: Engine, query: Query, grain: Grain | None = None) -> Timeline:
    """All matches by period of the query's clock and outlet. Without a grain, the finest that stays readable."""
    return timeline_of(engine.days(query), query.clock, grain)


def timeline_of(days: tuple[Day, ...], clock: Clock, grain: Grain | None) -> Timeline:
    """The timeline that counted days make."""
    dated = [day.day for day in days if day.day is not None]
    grain = grain or (fitting_grain(min(dated), max(dated)) if dated else "day")
    return Timeline(
        clock,
        grain,
        _bars((day for day in days if not _is_guessed(day, grain)), grain),
        _guesses(day for day in days if _is_guessed(day, grain)),
        sum(day.articles for day in days if day.day is None),
        days,
    )


def _is_guessed(day: Day, grain: Grain) -> bool:
    return GRAINS.index(day.precision) > GRAINS.index(grain)


def _guesses(days: Iterable[Day]) -> tuple[Bar, ...]:
    """Each over the whole stretch that its articles are dated to."""
    found = list(days)
    precisions = dict.fromkeys(day.precision for day in found)
    return tuple(bar for one in precisions for bar in _bars((day for day in found if day.precision == one), one))


def _bars(days: Iterable[Day], grain: Grain) -> tuple[Bar, ...]:
    counts: Counter[tuple[Period, str | None]] = Counter()
    for day in days:
        if day.day is not None:
            counts[period_of(day.day, grain), day.outlet] += day.articles
    in_order = sorted(counts, key=lambda key: (key[0], key[1] or ""))
    return tuple(Bar(period, outlet, counts[period, outlet]) for period, outlet in in_order)
