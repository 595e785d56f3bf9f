"""Who carried a statement, who cut it, who altered it, and who wrote of the theme and left it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from desk.changes import GRAVEST, Kind, Reason
from desk.parts import Printed, printings
from desk.statements import by_time, fullest, group_statements
from index.engine import Engine, Query, QuoteHit

READ = 600  # quotes of the best paragraphs; an answer that read fewer than there are says so
How = Literal["carried", "cut", "reworded", "altered"]
_HOW: dict[Kind, How] = {
    "same": "carried",
    "typographic": "carried",
    "brackets": "carried",
    "ellipsis": "cut",
    "cut": "cut",
    "reworded": "reworded",
    "altered": "altered",
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What one outlet made of a statement: its printing that changed least."""

    outlet: str | None
    how: How
    reasons: tuple[Reason, ...]  # of "altered"
    quote: QuoteHit
    printings: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said, and everybody who printed it."""

    fullest: QuoteHit
    carried: tuple[Carried, ...]  # an outlet each, as they are first in time
    earliest: tuple[QuoteHit, ...]  # in this archive; several where they are of one day, none where all are undated
    undated: int  # printings without a day, any of which may be earlier
    places: frozenset[tuple[str, int, int]]  # article, start and end of every printing

    @property
    def is_direct(self) -> bool:
        """Whether anybody printed it in quotation marks, whole or in part."""
        return self.fullest.quote.kind != "indirect" or any(one.quote.quote.kind != "indirect" for one in self.carried)

    def by(self, outlet: str | None) -> Carried | None:
        """What an outlet made of it; None: it left it out."""
        return next((one for one in self.carried if one.outlet == outlet), None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statements on a theme, those first that most outlets have, against the outlets that wrote of it."""

    outlets: tuple[tuple[str | None, int], ...]  # with articles on the theme, most first
    statements: tuple[Statement, ...]
    read: int  # quotes
    total: int  # quotes that match

    def statement_with(self, quote: QuoteHit) -> Statement | None:
        """The statement that has this very printing; None: it was not read."""
        place = quote.article, quote.start, quote.end
        return next((one for one in self.statements if place in one.places), None)


NOT_READ = Coverage((), (), 0, 0)


def coverage(engine: Engine, query: Query) -> Coverage:
    """Every statement on the query's theme in all outlets that pass its filters."""
    found = engine.quotes(replace(query, limit=READ, offset=0))
    groups: dict[int, list[QuoteHit]] = {}
    for quote, statement in zip(found.quotes, group_statements(found.quotes), strict=True):
        groups.setdefault(statement, []).append(quote)
    statements = sorted(map(statement_of, groups.values()), key=_most_carried_first)
    outlets = articles_by_outlet(engine, replace(query, speakers=()))
    return Coverage(outlets, tuple(statements), len(found.quotes), found.total)


def pictured(coverage: Coverage, most: int) -> tuple[Statement, ...]:
    """The statements that a picture shows: those of two outlets or more, most carried first."""
    return tuple(one for one in coverage.statements if len(one.carried) > 1)[:most]


def statement_of(quotes: Sequence[QuoteHit]) -> Statement:
    """One statement from all its printings."""
    whole = fullest(quotes)
    by_outlet: dict[str | None, list[Printed]] = {}
    for printed in sorted(printings(whole, quotes), key=lambda printed: by_time(printed.first)):
        by_outlet.setdefault(printed.first.outlet, []).append(printed)
    carried = tuple(_carried(outlet, own) for outlet, own in by_outlet.items())
    undated = sum(printed.first.published is None for own in by_outlet.values() for printed in own)
    places = frozenset((quote.article, quote.start, quote.end) for quote in quotes)
    return Statement(whole, carried, earliest(quotes), undated, places)


def earliest(quotes: Iterable[QuoteHit]) -> tuple[QuoteHit, ...]:
    """The first in time of an archive, one of each outlet: several where days tie, none where nothing is dated."""
    dated = [quote for quote in quotes if quote.published]
    first = min((quote.published or date.max for quote in dated), default=None)
    by_outlet = {quote.outlet: quote for quote in reversed(dated) if quote.published == first}
    return tuple(sorted(by_outlet.values(), key=lambda quote: quote.outlet or ""))


def _carried(outlet: str | None, printed: Sequence[Printed]) -> Carried:
    least = max(printed, key=lambda one: GRAVEST.index(one.changes.gravest))
    return Carried(outlet, _HOW[least.changes.gravest], least.changes.reasons, least.first, len(printed))


def articles_by_outlet(engine: Engine, query: Query) -> tuple[tuple[str | None, int], ...]:
    """How many matching articles each outlet has, most first."""
    articles: dict[str | None, int] = {}
    for day in engine.days(query):
        articles[day.outlet] = articles.get(day.outlet, 0) + day.articles
    return tuple(sorted(articles.items(), key=lambda pair: (-pair[1], pair[0] or "")))


def _most_carried_first(statement: Statement) -> tuple[int, int, int]:
    changed = sum(one.how != "carried" for one in statement.carried)
    return -len(statement.carried), -changed, statement.fullest.rank
