"""The live paragraphs as numpy columns, for filters and counts: a boolean mask is made here before anything is ranked.

Places count rows of the columns, which lie in order of day and row, so that a stretch of days is a slice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.copies import components
from index.corrections import NO_CORRECTIONS, Corrections, Placed
from index.engine import Query
from index.records import day_number
from ingest.article import Precision

UNDATED = np.iinfo(np.int32).max  # the day of what has none: behind every real one
PRECISIONS: tuple[Precision, ...] = ("day", "month", "year")  # as the columns number them
DAY = 0

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry per live paragraph; every array has shape (paragraphs,)."""

    row: Ints
    article: Ints  # row of its article
    day: Ints  # since 1970-01-01
    precision: Ints  # place in PRECISIONS
    outlet: Ints  # place in `outlets`
    language: Ints  # place in `languages`
    words: Ints  # equal where the paragraphs are copies
    copies: Ints  # equal where the articles are copies
    outlets: tuple[str | None, ...]
    languages: tuple[str, ...]
    quotes: QuoteColumns
    by_row: Ints  # places in order of row

    def look_up(self, rows: Ints) -> tuple[Ints, Mask]:
        """Where each row lies, and which of them are live: the place of one that is not says nothing."""
        if not len(self.row):
            return np.zeros(len(rows), np.int64), np.zeros(len(rows), np.bool_)
        at = np.minimum(np.searchsorted(self.row, rows, sorter=self.by_row), len(self.row) - 1)
        found = self.by_row[at]
        return found, self.row[found] == rows

    def places(self, rows: Ints) -> Ints:
        """Where the rows lie; those that are not live are left out."""
        found, live = self.look_up(rows)
        return found[live]

    def mask(self, query: Query) -> Mask:
        """The paragraphs that pass the query's filters."""
        passing = self._in_days(query)
        if query.outlets:
            passing &= np.isin(self.outlet, _codes(self.outlets, query.outlets))
        if query.languages:
            passing &= np.isin(self.language, _codes(self.languages, query.languages))
        if query.speakers:
            passing &= np.isin(self.row, self.quotes.paragraph[self.quotes.by(query.speakers)])
        return passing

    def only(self, rows: Ints) -> Mask:
        """The paragraphs that are among the rows."""
        mask = np.zeros(len(self.row), np.bool_)
        mask[self.places(rows)] = True
        return mask

    def _in_days(self, query: Query) -> Mask:
        if query.clock != "published":  # the clock's own ticks say
            return np.ones(len(self.row), np.bool_)
        mask: Mask = self.day == UNDATED if query.undated else np.zeros(len(self.row), np.bool_)
        if query.undated:
            return mask
        first = np.searchsorted(self.day, day_number(query.since)) if query.since else 0
        last = UNDATED if query.since or query.until else UNDATED + 1
        end = day_number(query.until) + 1 if query.until else last
        mask[first : np.searchsorted(self.day, end)] = True
        return mask


def days_within(day: Ints, query: Query) -> Mask:
    """Which of the days the query asks for; without a stretch, all of them and what has none."""
    if query.undated:
        undated: Mask = day == UNDATED
        return undated
    first = day_number(query.since) if query.since else np.iinfo(np.int64).min
    last = day_number(query.until) if query.until else UNDATED - bool(query.since)
    within: Mask = (day >= first) & (day <= last)
    return within


@dataclass(frozen=True, slots=True)
class QuoteColumns:
    """One entry per quote in a live paragraph, shape (quotes,); in order of article and number."""

    paragraph: Ints  # its row
    article: Ints
    number: Ints  # within its article
    start: Ints
    person: Ints  # place in `persons`
    words: Ints  # equal where they are the same words
    persons: tuple[str | None, ...]
    corrections: Corrections = NO_CORRECTIONS  # that are in it

    def by(self, persons: Sequence[str]) -> Mask:
        """The quotes of any of the persons, under whichever of their names."""
        return np.isin(self.person, _codes(self.persons, map(self.corrections.names.of, persons)))

    def corrected(self, corrections: Corrections) -> QuoteColumns:
        """The same quotes with what people put right: fewer where some were rejected."""
        persons = [None if name is None else corrections.names.of(name) for name in self.persons]
        person = self.person.copy()
        for placed in corrections.speakers.values():
            name = placed.entry.content["person"]
            persons.append(None if name is None else corrections.names.of(name))
            person[self._at(placed)] = len(persons) - 1
        kept = np.ones(len(person), np.bool_)
        for placed in corrections.rejected.values():
            kept[self._at(placed)] = False
        numbers, names = _coded(persons)
        person = numbers[person] if len(numbers) else person
        return QuoteColumns(
            paragraph=self.paragraph[kept],
            article=self.article[kept],
            number=self.number[kept],
            start=self.start[kept],
            person=person[kept],
            words=self.words[kept],
            persons=names,
            corrections=corrections,
        )

    def _at(self, placed: Placed) -> Mask:
        """The quote that a correction is about; none where it stands in no paragraph."""
        mask: Mask = (self.article == placed.row) & (self.number == placed.number)
        return mask


def read_columns(connection: sqlite3.Connection) -> Columns:
    """The columns of what is live now."""
    rows = _table(connection, "SELECT row, article, words_key FROM live ORDER BY row", 3)
    articles = connection.execute(
        "SELECT v.article, coalesce(v.day, ?), v.precision, v.outlet, v.language FROM versions v "
        "JOIN articles a ON a.row = v.article AND a.version = v.version ORDER BY v.article",
        (UNDATED,),
    ).fetchall()
    numbers, days, precisions, outlets, languages = zip(*articles, strict=True) if articles else ((),) * 5
    outlet_codes, outlet_names = _coded(outlets)
    language_codes, language_names = _coded(languages)
    known = np.array(numbers, np.int64)
    place = np.searchsorted(known, rows[:, 1])
    day = np.array(days, np.int64)[place]
    precision = np.array([PRECISIONS.index(name or "day") for name in precisions], np.int64)
    order = np.lexsort((rows[:, 0], day))
    place, rows = place[order], rows[order]
    return Columns(
        row=rows[:, 0],
        article=rows[:, 1],
        day=day[order],
        precision=precision[place],
        outlet=outlet_codes[place],
        language=language_codes[place],
        words=_paragraph_groups(connection, rows[:, 0], rows[:, 2]),
        copies=_article_groups(connection, known)[place],
        outlets=outlet_names,
        languages=tuple(name or "" for name in language_names),
        quotes=_read_quotes(connection),
        by_row=np.argsort(rows[:, 0]),
    )


def _read_quotes(connection: sqlite3.Connection) -> QuoteColumns:
    found = connection.execute(
        "SELECT q.paragraph, q.article, q.number, q.start, q.words_key, q.person FROM quotes q "
        "JOIN articles a ON a.row = q.article AND a.version = q.version "
        "WHERE q.paragraph IS NOT NULL ORDER BY q.article, q.number"
    ).fetchall()
    numbers = np.array([quote[:5] for quote in found], np.int64).reshape(-1, 5)
    person, persons = _coded([quote[5] for quote in found])
    paragraph, article, number, start, words = numbers.T
    return QuoteColumns(paragraph, article, number, start, person, words, persons)


def _paragraph_groups(connection: sqlite3.Connection, rows: Ints, keys: Ints) -> Ints:
    """A number per paragraph: the same words have the same, and so have paragraphs that a pair joins."""
    _, first, groups = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(rows)
    pairs = np.searchsorted(rows, _table(connection, "SELECT a, b FROM paragraph_copies", 2), sorter=order)
    joined = groups[order[pairs]]
    return _merged(groups, components(joined.ravel().tolist(), joined.tolist()), len(first))


def _article_groups(connection: sqlite3.Connection, articles: Ints) -> Ints:
    pairs = np.searchsorted(articles, _table(connection, "SELECT a, b FROM article_copies", 2))
    return _merged(np.arange(len(articles)), components(pairs.ravel().tolist(), pairs.tolist()), len(articles))


def _merged(groups: Ints, smallest: dict[int, int], count: int) -> Ints:
    """The groups with each that was joined to others under the smallest number of them."""
    renamed = np.arange(count)
    renamed[list(smallest)] = list(smallest.values())
    merged: Ints = renamed[groups]
    return merged


def _table(connection: sqlite3.Connection, statement: str, width: int) -> Ints:
    return np.array(connection.execute(statement).fetchall(), np.int64).reshape(-1, width)


def _coded(names: Sequence[str | None]) -> tuple[Ints, tuple[str | None, ...]]:
    """A number per name, and the names by number, in the order in which they first come."""
    codes: dict[str | None, int] = {}
    numbers = [codes.setdefault(name, len(codes)) for name in names]
    return np.array(numbers, np.int64), tuple(codes)


def _codes(names: Sequence[str | None], wanted: Iterable[str]) -> list[int]:
    chosen = set(wanted)
    return [code for code, name in enumerate(names) if name in chosen]
