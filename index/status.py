"""What is in a library, counted."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

import numpy as np

from index.engine import Status
from index.languages import reads
from index.records import day_of
from index.settings import Settings
from index.state import State, describe_meaning

_Name = TypeVar("_Name", str, str | None)


def read_status(connection: sqlite3.Connection, state: State, settings: Settings) -> Status:
    """What is in the library and how far its derived indexes are."""
    articles = connection.execute(
        "SELECT v.article, v.outlet, v.language, v.day FROM versions v "
        "JOIN articles a ON a.row = v.article AND a.version = v.version"
    ).fetchall()
    corrected = state.columns.dates.day_by_row()
    days = [day for row, _, _, read in articles if (day := corrected.get(row, read)) is not None]
    left_out = [not reads(settings.model_languages, name) for name in state.columns.languages]
    return Status(
        articles=len(articles),
        versions=_count(connection, "SELECT count(*) FROM versions"),
        paragraphs=len(state.columns.row),
        quotes=len(state.columns.quotes.article),
        undated=len(articles) - len(days),
        outlets=_counted(outlet for _, outlet, _, _ in articles),
        languages=_counted(language for _, _, language, _ in articles),
        since=day_of(min(days)) if days else None,
        until=day_of(max(days)) if days else None,
        generation=state.generation,
        words_behind=state.words_behind,
        meaning_behind=_waiting(connection, settings.model_languages),
        meaning_left_out=int(np.isin(state.columns.language, np.flatnonzero(left_out)).sum()),
        model=settings.model,
        bytes=sum(path.stat().st_size for path in settings.library.rglob("*") if path.is_file()),
        refused=_count(connection, "SELECT count(*) FROM refusals"),
        received=max((row for row, *_ in articles), default=0),
        meaning_index=describe_meaning(settings.library),
    )


def _waiting(connection: sqlite3.Connection, languages: str) -> int:
    """Live paragraphs that the model reads and has not embedded."""
    found = connection.execute(
        "SELECT v.language, count(*) FROM live l JOIN versions v ON v.article = l.article AND v.version = l.version "
        "WHERE l.text_hash NOT IN (SELECT text_hash FROM embeddings) GROUP BY v.language"
    )
    return sum(count for language, count in found if reads(languages, language))


def _count(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])


def _counted(names: Iterable[_Name]) -> tuple[tuple[_Name, int], ...]:
    """Each name with how often it comes, most often first, then by name."""
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0] or "")))
