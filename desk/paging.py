"""How an answer is cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from index.engine import Query

_Row = TypeVar("_Row")

PER_PAGE = 20


def pages(rows: int, per_page: int = PER_PAGE) -> int:
    """How many pages the rows fill; nothing fills one page, so that there is always a page to show.

    >>> pages(0), pages(20), pages(21)
    (1, 1, 2)
    """
    return max(1, -(-rows // per_page))


def on_page(query: Query, page: int, per_page: int = PER_PAGE) -> Query:
    """The query for one page, counted from 1.

    >>> on_page(Query("ceasefire"), 3).offset
    40
    """
    return replace(query, limit=per_page, offset=(page - 1) * per_page)


def rows_on(rows: Sequence[_Row], page: int, per_page: int = PER_PAGE) -> Sequence[_Row]:
    """The rows of one page, counted from 1.

    >>> rows_on("abcdefg", 2, per_page=3)
    'def'
    """
    return rows[(page - 1) * per_page : page * per_page]
