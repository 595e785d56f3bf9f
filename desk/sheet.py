"""A comparison made ready to draw: same words once in a cell, each held against the fullest printing of its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from desk.changes import Changes
from desk.compare import Aligned
from desk.coverage import Coverage, Statement, statement_of
from desk.parts import Printed, printings
from desk.statements import fullest
from index.engine import QuoteHit

WHOLE = 0.9  # of the characters: marks stand outside the words
Mark = Literal["same", "other", "left out"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a printing; those that are not left out join up to exactly its words."""

    text: str
    mark: Mark  # "left out": words of the fullest printing that this one has not


@dataclass(frozen=True, slots=True)
class Printing:
    """The same words, and everywhere in the column that printed them."""

    first: Printed
    again: tuple[QuoteHit, ...]
    pieces: tuple[Piece, ...]
    is_fullest: bool  # it is what the others of its row are held against


Cell = tuple[Printing, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, or two that are near in meaning, with a cell for each column."""

    cells: tuple[Cell, ...]
    cosine: float | None
    statement: Statement | None  # with everybody else who printed it; None: meaning alone holds the row together


def kept(rows: Sequence[Aligned], *, fewest: int = 1) -> tuple[Aligned, ...]:
    """The rows without the statements that fewer than `fewest` columns have."""
    return tuple(row for row in rows if row.columns_filled >= fewest)


def sheet(rows: Sequence[Aligned], coverage: Coverage) -> tuple[Row, ...]:
    """Rows ready to draw."""
    return tuple(_row(row, coverage) for row in rows)


def firsts(rows: Sequence[Row]) -> tuple[QuoteHit, ...]:
    """The quotes whose words are shown."""
    return tuple(printing.first.first for row in rows for cell in row.cells for printing in cell)


def _row(row: Aligned, coverage: Coverage) -> Row:
    if row.cosine is not None:
        return Row(tuple(_cell(cell, None) for cell in row.cells), row.cosine, None)
    quotes = [quote for cell in row.cells for quote in cell]
    whole = fullest(quotes)
    statement = coverage.statement_with(whole) or statement_of(quotes)
    return Row(tuple(_cell(cell, whole) for cell in row.cells), None, statement)


def _cell(quotes: Sequence[QuoteHit], whole: QuoteHit | None) -> Cell:
    """A cell; without a fullest printing of the row, against that of the cell itself."""
    if not quotes:
        return ()
    against = whole or fullest(quotes)
    same: dict[tuple[int, ...], list[Printed]] = {}
    for printed in printings(against, quotes):
        same.setdefault(tuple(part.group for part in printed.parts), []).append(printed)
    return tuple(_printing(own, against) for own in same.values())


def _printing(same: Sequence[Printed], whole: QuoteHit) -> Printing:
    first, again = same[0], tuple(printed.first for printed in same[1:])
    if first.first.group == whole.group and len(first.parts) == 1:
        return Printing(first, again, (Piece(first.text, "same"),), is_fullest=True)
    return Printing(first, again, tuple(pieces(whole.text, first.text, first.changes)), is_fullest=False)


def pieces(whole: str, text: str, found: Changes) -> Iterator[Piece]:
    """`text` in pieces: what it shares with the fullest printing, what it has otherwise, and what it leaves out.

    >>> from desk.changes import changes
    >>> one, other = "We will not close it.", "We will close it."
    >>> [(piece.text, piece.mark) for piece in pieces(one, other, changes(one, other))]
    [('We will ', 'same'), ('not', 'left out'), ('close it.', 'same')]
    """
    if _is_other_throughout(text, found):
        yield Piece(text, "same")
        return
    at = 0
    for place in found.places:
        start = _after_space(text, place.other.start) if place.other.start == place.other.end else place.other.start
        if start > at:
            yield Piece(text[at:start], "same")
        if place.one.start < place.one.end:
            yield Piece(place.one.of(whole), "left out")
        if place.other.start < place.other.end:
            yield Piece(place.other.of(text), "other")
        at = max(start, place.other.end)
    if at < len(text):
        yield Piece(text[at:], "same")


def _is_other_throughout(text: str, found: Changes) -> bool:
    """Whether it is another wording as a whole, in which marking every word would mark nothing."""
    return [place.other.end - place.other.start >= WHOLE * len(text) for place in found.places] == [True]


def _after_space(text: str, at: int) -> int:
    """Where what was left out would stand: after the space that follows the word before."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
