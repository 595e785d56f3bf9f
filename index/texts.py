"""Versions of articles without what was read from them: enough to find again what people kept, a thousand at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.records import day_of
from ingest.article import Span

LOT = 500  # ids in one statement; SQLite takes 999 in its oldest build


@dataclass(frozen=True, slots=True)
class Text:
    """One version of an article: its words and where they are from."""

    id: str
    given_id: str | None
    url: str | None
    outlet: str | None
    language: str
    published: date | None
    version: int
    sha256: str
    text: str
    title: Span


def head_of(text: str, title: Span) -> Span:
    """The words by which a whole article is pointed at: its title, else its first line."""
    return title if title.start < title.end else Span(0, len(text.partition("\n")[0]))


def read_texts(connection: sqlite3.Connection, ids: Iterable[str], days: Mapping[int, int | None]) -> Iterator[Text]:
    """The current version of each article that is there. `days`: those that people put right, by row."""
    every = list(dict.fromkeys(ids))
    for start in range(0, len(every), LOT):
        lot = every[start : start + LOT]
        for row in connection.execute(f"{_CURRENT} WHERE a.id IN ({', '.join('?' * len(lot))})", lot):
            yield _text(row, days)


def read_past_texts(connection: sqlite3.Connection, id: str) -> tuple[Text, ...]:
    """Every version of an article, the first received first; none where it is not there."""
    found = connection.execute(f"{_VERSION} WHERE a.id = ? ORDER BY v.version", (id,))
    return tuple(_text(row, {}) for row in found)


_VERSION = (
    "SELECT a.row, a.id, v.given_id, v.url, v.outlet, v.language, v.day, v.version, v.sha256, v.text, "
    "v.title_start, v.title_end FROM articles a JOIN versions v ON v.article = a.row"
)
_CURRENT = f"{_VERSION} AND v.version = a.version"


def _text(row: tuple[Any, ...], days: Mapping[int, int | None]) -> Text:
    number, id, given_id, url, outlet, language, read_day, version, sha256, text, *title = row
    day = days.get(number, read_day)
    published = None if day is None else day_of(day)
    return Text(id, given_id, url, outlet, language, published, version, sha256, text, Span(*title))
