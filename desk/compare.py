"""Side by side: what each speaker, outlet or period has, with the same statement in the same row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desk.coverage import NOT_READ, Coverage, coverage
from desk.periods import parse_period
from desk.statements import by_time, fullest, group_statements
from index.engine import Engine, Query, QuoteHit
from ingest.article import NewsdeskError

By = Literal["speaker", "outlet", "period"]
BY_MEANING = 80  # statements of one column, the best ranked, that are held against one another's meaning
PER_COLUMN = 200  # quotes read for each column; a column that has more says so (`Column.total`)


class CompareError(NewsdeskError):
    """Columns that cannot be set side by side."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A comparison that is asked for."""

    query: Query
    by: By
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One side of the comparison."""

    label: str
    shown: int  # quotes in the rows
    total: int  # quotes that match


@dataclass(frozen=True, slots=True)
class Aligned:
    """One statement: a cell for each column, empty where that column does not have it.

    Where no words are shared, two statements near in meaning stand in one row, and the row says how near.
    """

    cells: tuple[tuple[QuoteHit, ...], ...]  # within a cell oldest first, undated last
    cosine: float | None = None  # of the two statements that meaning brought together; None: it is one statement

    @property
    def columns_filled(self) -> int:
        """How many columns have the statement."""
        return sum(bool(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements that most columns share come first, then those near in meaning, then the rest; each as they rank."""

    columns: tuple[Column, ...]
    rows: tuple[Aligned, ...]
    coverage: Coverage = NOT_READ  # of the theme in all outlets, by these speakers where they are the columns


def compare(engine: Engine, query: Query, by: By, labels: Sequence[str]) -> Comparison:
    """Quotes on the query's theme in a column for each label (a speaker, an outlet, a period such as 2024-01).

    Raises CompareError on fewer than two different labels, PeriodError on a label that is no period.
    """
    if len(set(labels)) < 2:
        raise CompareError(f"a comparison needs two or more different {by}s: name each with its own option")
    found = [engine.quotes(_column_query(query, by, label)) for label in labels]
    columns = tuple(Column(label, len(f.quotes), f.total) for label, f in zip(labels, found, strict=True))
    speakers = tuple(labels) if by == "speaker" else query.speakers
    covered = coverage(engine, replace(query, speakers=speakers))
    return Comparison(columns, _in_order(_joined_by_meaning(engine, _align([f.quotes for f in found]))), covered)


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
    rows = [Aligned(tuple(tuple(sorted(cell, key=by_time)) for cell in cells)) for cells in statements.values()]
    return _in_order(rows)


def _in_order(rows: Iterable[Aligned]) -> tuple[Aligned, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.columns_filled, row.cosine is not None, _best_rank(row))))


def _joined_by_meaning(engine: Engine, rows: Sequence[Aligned]) -> list[Aligned]:
    """The rows, with two of one column each made one where their statements are near in meaning: the nearest first."""
    single = [row for row in rows if row.columns_filled == 1][:BY_MEANING]
    near = engine.alike([fullest(quote for cell in row.cells for quote in cell) for row in single])
    joined: dict[int, Aligned] = {}
    gone: set[int] = set()
    for pair in near:
        one, other = single[pair.one], single[pair.other]
        if {pair.one, pair.other}.isdisjoint(joined.keys() | gone) and _column(one) != _column(other):
            cells = zip(one.cells, other.cells, strict=True)
            joined[pair.one] = Aligned(tuple(mine or theirs for mine, theirs in cells), pair.cosine)
            gone.add(pair.other)
    kept = [joined.get(at, row) for at, row in enumerate(single) if at not in gone]
    return [*(row for row in rows if row.columns_filled > 1), *kept, *_beyond(rows)]


def _beyond(rows: Sequence[Aligned]) -> list[Aligned]:
    """The rows of one column that meaning was not asked about."""
    return [row for row in rows if row.columns_filled == 1][BY_MEANING:]


def _column(row: Aligned) -> int:
    """The one column that a row fills."""
    return next(at for at, cell in enumerate(row.cells) if cell)


def _best_rank(row: Aligned) -> int:
    return min(quote.rank for cell in row.cells for quote in cell)
