"""Side by side: what each speaker, outlet or period has, with the same statement in the same row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desk.periods import parse_period
from desk.statements import group_statements
from index.engine import Engine, Query, QuoteHit, Quotes
from ingest.article import NewsdeskError

By = Literal["speaker", "outlet", "period"]
PER_COLUMN = 200  # quotes read for each column; a column that has more says so (`Column.total`)


class CompareError(NewsdeskError):
    """Columns that cannot be set side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """One side of the comparison."""

    label: str
    shown: int  # quotes in the rows
    total: int  # quotes that match


@dataclass(frozen=True, slots=True)
class Aligned:
    """One statement: a cell for each column, empty where that column does not have it."""

    cells: tuple[tuple[QuoteHit, ...], ...]  # within a cell oldest first, undated last

    @property
    def columns_filled(self) -> int:
        """How many columns have the statement."""
        return sum(bool(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements that most columns share come first, then as they rank."""

    columns: tuple[Column, ...]
    rows: tuple[Aligned, ...]


def compare(engine: Engine, query: Query, by: By, labels: Sequence[str]) -> Comparison:
    """Quotes on the query's theme in a column for each label (a speaker, an outlet, a period such as 2024-01).

    Raises CompareError on fewer than two different labels, PeriodError on a label that is no period.
    """
    return side_by_side(labels, column_quotes(engine, query, by, labels))


def column_quotes(engine: Engine, query: Query, by: By, labels: Sequence[str]) -> list[Quotes]:
    """The quotes of each column. Raises what `compare` raises."""
    if len(set(labels)) < 2:
        raise CompareError(f"a comparison needs two or more different {by}s: name each with its own option")
    return [engine.quotes(_column_query(query, by, label)) for label in labels]


def side_by_side(labels: Sequence[str], found: Sequence[Quotes]) -> Comparison:
    """The comparison that these quotes give, a column each: always the same."""
    columns = tuple(Column(label, len(f.quotes), f.total) for label, f in zip(labels, found, strict=True))
    return Comparison(columns, _align([f.quotes for f in found]))


def _column_query(query: Query, by: By, label: str) -> Query:
    whole = replace(query, limit=PER_COLUMN, offset=0)
    if by == "speaker":
        return replace(whole, speakers=(label,))
    if by == "outlet":
        return replace(whole, outlets=(label,))
    period = parse_period(label)
    since, until = max(period.since, query.since or period.since), min(period.until, query.until or period.until)
    return replace(whole, since=since, until=until)


def _align(columns: Sequence[tuple[QuoteHit, ...]]) -> tuple[Aligned, ...]:
    placed = [(at, quote) for at, column in enumerate(columns) for quote in column]
    statements: dict[int, list[list[QuoteHit]]] = {}
    for (at, quote), statement in zip(placed, group_statements([quote for _, quote in placed]), strict=True):
        statements.setdefault(statement, [[] for _ in columns])[at].append(quote)
    rows = [Aligned(tuple(tuple(sorted(cell, key=_by_time)) for cell in cells)) for cells in statements.values()]
    return tuple(sorted(rows, key=lambda row: (-row.columns_filled, _best_rank(row))))


def _by_time(quote: QuoteHit) -> tuple[bool, str, str, int]:
    return quote.published is None, str(quote.published), quote.article, quote.start


def _best_rank(row: Aligned) -> int:
    return min(quote.rank for cell in row.cells for quote in cell)
