"""A comparison made ready to draw: same words once in a cell, and marked where another column has other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.compare import Aligned, Comparison
from desk.differences import Fragment, differences
from index.engine import QuoteHit


@dataclass(frozen=True, slots=True)
class Printing:
    """The same words, and everywhere in the column that printed them."""

    first: QuoteHit
    again: tuple[QuoteHit, ...]
    fragments: tuple[Fragment, ...]  # of `first.text`, against the leftmost other column, or where none has the
    # statement against the oldest printing in the same cell


Cell = tuple[Printing, ...]


def sheet(comparison: Comparison, *, fewest: int = 1) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells, without the statements that fewer than `fewest` columns have."""
    return tuple(_row(row) for row in comparison.rows if row.columns_filled >= fewest)


def _row(row: Aligned) -> tuple[Cell, ...]:
    filled = [(at, cell[0].text) for at, cell in enumerate(row.cells) if cell]
    others = [next((text for other, text in filled if other != at), None) for at in range(len(row.cells))]
    return tuple(_cell(cell, other) for cell, other in zip(row.cells, others, strict=True))


def _cell(quotes: Sequence[QuoteHit], other: str | None) -> Cell:
    same: dict[int, list[QuoteHit]] = {}
    for quote in quotes:
        same.setdefault(quote.group, []).append(quote)
    against = other or (quotes[0].text if quotes else "")
    return tuple(Printing(first, tuple(again), differences(first.text, against)) for first, *again in same.values())
