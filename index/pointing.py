"""A sentence about a query that points at the place it means."""

from __future__ import annotations

from unicodedata import east_asian_width

from index.engine import QueryError

BEFORE, AFTER = 40, 20  # characters of the query that are shown around the place


def at(text: str, place: int, sentence: str) -> QueryError:
    """The error to raise; its last two lines are the query and a caret under the character at `place`.

    >>> print(at("ferry AND", 6, "AND needs something on its right."))
    AND needs something on its right. (character 7)
      ferry AND
            ^
    """
    first = max(0, place - BEFORE)
    before, after = _shown(text[first:place]), _shown(text[place : place + AFTER])
    columns = sum(2 if east_asian_width(char) in "WF" else 1 for char in before)
    return QueryError(f"{sentence} (character {place + 1})\n  {before}{after}\n  {' ' * columns}^")


def _shown(text: str) -> str:
    """On one line, and nothing that moves a terminal's cursor."""
    return "".join(char if char.isprintable() else " " for char in text)
