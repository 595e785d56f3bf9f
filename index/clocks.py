"""Clocks: the days that paragraphs count by. All but publication's are read when a question first asks by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from index.columns import DAY, UNDATED, Columns, Ints, Mask, days_within
from index.date_corrections import mentions_of
from index.engine import Clock, Query
from index.records import day_number
from ingest.article import Article

# Of live articles: where each names a whole day, or a time in one (TIMEX3 writes both so).
_SPOKEN_DAYS = """
SELECT d.article, d.start, substr(d.value, 1, 10) FROM dates d
JOIN articles a ON a.row = d.article AND a.version = d.version
WHERE d.type IN ('DATE', 'TIME') AND d.value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'
ORDER BY d.article, d.start
"""
_SAID_DAYS = """
SELECT d.article, d.start, substr(d.value, 1, 10) FROM versions v
JOIN articles a ON a.row = v.article AND a.version = v.version
JOIN dates d ON d.article = v.article AND d.version = v.version AND d.number = v.said
WHERE d.value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*' ORDER BY d.article
"""
Spoken = list[tuple[int, str]]  # where a text names a day, and which
_PLACES = "SELECT row, article, start FROM live ORDER BY article, start"


@dataclass(frozen=True, slots=True)
class Ticks:
    """One entry per paragraph and day of a clock, or more; every array has shape (ticks,)."""

    place: Ints  # of the columns
    day: Ints  # since 1970-01-01; UNDATED where the paragraph has none
    precision: Ints  # as in the columns
    of_articles: bool = False  # each paragraph has one day, and all paragraphs of an article have the same

    def mask(self, query: Query, paragraphs: int) -> Mask:
        """The paragraphs with a day that the query asks for, all where it asks for none; `undated`: without any day."""
        if not (query.undated or query.since or query.until):
            return np.ones(paragraphs, np.bool_)
        asked = self.day != UNDATED if query.undated else days_within(self.day, query)
        mask = np.zeros(paragraphs, np.bool_)
        mask[self.place[asked]] = True
        return ~mask if query.undated else mask

    def of(self, matching: Mask, query: Query) -> Ticks:
        """Those of some paragraphs, on the days that the query asks for."""
        kept = np.flatnonzero(matching[self.place] & days_within(self.day, query))
        return Ticks(self.place[kept], self.day[kept], self.precision[kept], self.of_articles)


def read(connection: sqlite3.Connection, columns: Columns, clock: Clock) -> Ticks:
    """The days of one clock."""
    if clock == "published":
        return _published(columns)
    return _said(connection, columns) if clock == "said" else _spoken(connection, columns)


def _published(columns: Columns) -> Ticks:
    """By publication: one for each paragraph."""
    return Ticks(np.arange(len(columns.row)), columns.day, columns.precision, of_articles=True)


def _said(connection: sqlite3.Connection, columns: Columns) -> Ticks:
    """By the day on which the article's words were said where its text tells, else by publication."""
    found = _put_right(connection, columns, _days(connection.execute(_SAID_DAYS)), _said_days)
    if not len(found):
        return _published(columns)
    at = np.minimum(np.searchsorted(found[:, 0], columns.article), len(found) - 1)
    tells = found[at, 0] == columns.article
    day = np.where(tells, found[at, 2], columns.day)
    return Ticks(np.arange(len(columns.row)), day, np.where(tells, DAY, columns.precision), of_articles=True)


def _spoken(connection: sqlite3.Connection, columns: Columns) -> Ticks:
    """By the whole days that the paragraph itself names; none for what it says of weeks, months and years."""
    mentions = _put_right(connection, columns, _days(connection.execute(_SPOKEN_DAYS)), _spoken_days)
    rows = np.array(connection.execute(_PLACES).fetchall(), np.int64).reshape(-1, 3)
    if not len(mentions) or not len(rows):
        nothing = np.empty(0, np.int64)
        return Ticks(nothing, nothing, nothing)
    paragraph = _holding(rows[:, 1:], mentions[:, :2])
    inside = paragraph >= 0  # a title's day is in no paragraph
    place, live = columns.look_up(rows[paragraph[inside], 0])
    day = mentions[inside, 2]
    return Ticks(place[live], day[live], np.full(int(live.sum()), DAY))


def _holding(starts: Ints, mentions: Ints) -> Ints:
    """Of each mention (article, start), the place in `starts` of the paragraph that it is in; -1: none."""
    width = 1 << 32  # over any offset: articles and offsets become one number that sorts as both
    keys, wanted = (pairs[:, 0] * width + pairs[:, 1] for pairs in (starts, mentions))
    at = np.searchsorted(keys, wanted, side="right") - 1
    at[(at < 0) | (starts[at, 0] != mentions[:, 0])] = -1
    return at


def _put_right(connection: sqlite3.Connection, columns: Columns, days: Ints, of: Callable[[Article], Spoken]) -> Ints:
    """The days with those of articles whose mentions people corrected read from these."""
    corrected = list(mentions_of(connection, columns.dates))
    if not corrected:
        return days
    kept = days[~np.isin(days[:, 0], [row for row, _ in corrected])]
    again = _days((row, start, value) for row, article in corrected for start, value in of(article))
    together = np.concatenate([kept, again])
    return together[np.lexsort((together[:, 1], together[:, 0]))]


def _spoken_days(article: Article) -> Spoken:
    return [(one.span.start, one.value[:10]) for one in article.dates if one.type in ("DATE", "TIME")]


def _said_days(article: Article) -> Spoken:
    said = [] if article.said is None else [article.dates[article.said]]
    return [(one.span.start, one.value[:10]) for one in said]


def _days(found: Iterable[tuple[int, int, str]]) -> Ints:
    """(article, start, day) of each; a text can name the 31st of June."""
    return np.array(list(_calendar_days(found)), np.int64).reshape(-1, 3)


def _calendar_days(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, int]]:
    known: dict[str, int | None] = {}
    for article, start, value in found:
        if value not in known:
            known[value] = _number(value)
        if (day := known[value]) is not None:
            yield article, start, day


def _number(value: str) -> int | None:
    try:
        return day_number(date.fromisoformat(value))
    except ValueError:
        return None
