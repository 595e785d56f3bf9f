"""What is in a library, counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np

from index.arrivals import read_received
from index.columns import UNDATED, Columns
from index.engine import Status
from index.records import day_of
from index.settings import Settings
from index.state import State, base_rows, describe_meaning, readable

_Name = TypeVar("_Name", str, str | None)


def read_status(connection: sqlite3.Connection, state: State, settings: Settings) -> Status:
    """What is in the library and how far its derived indexes are."""
    articles = list(_articles(connection, state.columns))
    days = [day for _, _, day in articles if day != UNDATED]
    left_out = ~readable(state.columns, settings.model_languages)
    return Status(
        articles=len(articles),
        versions=_count(connection, "SELECT count(*) FROM versions"),
        paragraphs=len(state.columns.row),
        quotes=len(state.columns.quotes.article),
        undated=len(articles) - len(days),
        outlets=_counted(outlet for outlet, _, _ in articles),
        languages=_counted(language for _, language, _ in articles),
        since=day_of(min(days)) if days else None,
        until=day_of(max(days)) if days else None,
        generation=state.generation,
        words_behind=state.words_behind,
        meaning_behind=_waiting(connection, state.columns, settings),
        meaning_left_out=int(np.count_nonzero(left_out)),
        model=settings.model,
        bytes=sum(path.stat().st_size for path in settings.library.rglob("*") if path.is_file()),
        refused=_count(connection, "SELECT count(*) FROM refusals"),
        received=read_received(connection),
        meaning_index=describe_meaning(settings.library),
    )


def _articles(connection: sqlite3.Connection, columns: Columns) -> Iterator[tuple[str | None, str, int]]:
    """Outlet, language and day of each: from the columns, for the archive's rows hold whole texts between them."""
    known, first = np.unique(columns.article, return_index=True)
    for outlet, language, day in zip(columns.outlet[first], columns.language[first], columns.day[first], strict=True):
        yield columns.outlets[outlet], columns.languages[language], int(day)
    rows = np.fromiter((row for (row,) in connection.execute("SELECT row FROM articles")), np.int64)
    corrected = columns.dates.day_by_row()
    for row in np.setdiff1d(rows, known).tolist():  # without a paragraph
        outlet, language, day = connection.execute(_ONE, (row,)).fetchone()
        day = corrected.get(row, day)
        yield outlet, language, UNDATED if day is None else day


_ONE = """
SELECT v.outlet, v.language, v.day FROM versions v JOIN articles a ON a.row = v.article AND a.version = v.version
WHERE a.row = ?
"""


def _waiting(connection: sqlite3.Connection, columns: Columns, settings: Settings) -> int:
    """Live paragraphs that the model reads and has not embedded; those in the base need no looking up."""
    rows = columns.row[readable(columns, settings.model_languages) & ~columns.only(base_rows(connection, settings))]
    embedded = "SELECT 1 FROM paragraphs p JOIN embeddings e ON e.text_hash = p.text_hash WHERE p.row = ?"
    return sum(connection.execute(embedded, (row,)).fetchone() is None for row in rows.tolist())


def _count(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])


def _counted(names: Iterable[_Name]) -> tuple[tuple[_Name, int], ...]:
    """Each name with how often it comes, most often first, then by name."""
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0] or "")))
