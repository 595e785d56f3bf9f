"""What an archive holds: what "not in this archive" is said of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from index.engine import Engine, Query


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that passes a query's filters."""

    articles: int
    days: int  # on which any of them was published
    outlets: int
    since: date | None  # None: every article is undated
    until: date | None
    undated: int  # articles


def holdings(engine: Engine, query: Query | None = None) -> Holdings:
    """What was looked through; speakers do not narrow it, for whoever said it is the question."""
    printed = engine.days(replace(query or Query(), text="", speakers=()))
    days = [one.day for one in printed if one.day]
    return Holdings(
        articles=sum(one.articles for one in printed),
        days=len(set(days)),
        outlets=len({one.outlet for one in printed if one.outlet}),
        since=min(days, default=None),
        until=max(days, default=None),
        undated=sum(one.articles for one in printed if one.day is None),
    )
