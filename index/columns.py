"""The live paragraphs as numpy columns, for filters and counts: a boolean mask is made here before anything is ranked.

Places count rows of the columns, which lie in order of day and row as the archive was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.clauses import is_called
from index.corrections import NO_CORRECTIONS, Corrections, Placed
from index.date_corrections import NO_DATE_CORRECTIONS, DateCorrections, published_by
from index.engine import Query
from index.records import day_number, day_of
from ingest.article import Precision

UNDATED = np.iinfo(np.int32).max  # the day of what has none: behind every real one
PRECISIONS: tuple[Precision, ...] = ("day", "month", "year")  # as the columns number them
DAY = 0

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry per live paragraph; every array has shape (paragraphs,) unless it says otherwise."""

    row: Ints
    article: Ints  # row of its article
    day: Ints  # since 1970-01-01
    precision: Ints  # place in PRECISIONS
    outlet: Ints  # place in `outlets`
    language: Ints  # place in `languages`
    key: Ints  # equal for the same words; small numbers, so that arrays can be indexed by them
    words: Ints  # equal where the paragraphs are copies; small
    copies: Ints  # equal where the articles are copies: the row of one of them
    outlets: tuple[str | None, ...]
    languages: tuple[str, ...]
    keys: Keys
    quotes: QuoteColumns
    place: NDArray[np.int32]  # by row; -1 where a row is not live
    change: int = 0  # the last change of the archive that is in them
    dates: DateCorrections = NO_DATE_CORRECTIONS  # that are in it

    def look_up(self, rows: Ints) -> tuple[Ints, Mask]:
        """Where each row lies, and which of them are live: the place of one that is not says nothing."""
        if not len(self.place):
            return np.zeros(len(rows), np.int64), np.zeros(len(rows), np.bool_)
        found = np.take(self.place, rows, mode="clip").astype(np.int64)
        live = (found >= 0) & (rows >= 0) & (rows < len(self.place))
        return np.maximum(found, 0), live

    def places(self, rows: Ints) -> Ints:
        """Where the rows lie; those that are not live are left out."""
        found, live = self.look_up(rows)
        return found[live]

    def mask(self, query: Query) -> Mask:
        """The paragraphs that pass the query's filters."""
        passing = self._in_days(query)
        if query.outlets:
            passing &= chosen(self.outlets, query.outlets)[self.outlet]
        if query.languages:
            passing &= chosen(self.languages, query.languages)[self.language]
        if query.received_after:
            passing &= self.article > query.received_after
        if query.speakers:
            passing &= self.only(self.quotes.paragraph[self.quotes.by(query.speakers)])
        return passing

    def only(self, rows: Ints) -> Mask:
        """The paragraphs that are among the rows."""
        return self.among(self.places(rows))

    def among(self, places: Ints) -> Mask:
        """The paragraphs that lie at these places."""
        mask = np.zeros(len(self.row), np.bool_)
        mask[places] = True
        return mask

    def _in_days(self, query: Query) -> Mask:
        if query.clock != "published":  # the clock's own ticks say
            return np.ones(len(self.row), np.bool_)
        return days_within(self.day, query)

    def published(self, place: int) -> date | None:
        """The day of publication; None: undated."""
        day = int(self.day[place])
        return None if day == UNDATED else day_of(day)

    def corrected(self, dates: DateCorrections) -> Columns:
        """The same paragraphs on the days that people put right; they stay in the order of what was read."""
        day, precision = self.day.copy(), self.precision.copy()
        for id, row in dates.rows.items():
            if entry := dates.days.get(id):
                published, own = published_by(entry, None), self.article == row
                day[own] = day_number(published.day) if published else UNDATED
                precision[own] = PRECISIONS.index(published.precision) if published else DAY
        return replace(self, day=day, precision=precision, dates=dates) if dates.rows else self


def days_within(day: Ints, query: Query) -> Mask:
    """Which of the days the query asks for; without a stretch, all of them and what has none."""
    if not (query.undated or query.since or query.until):
        return np.ones(len(day), np.bool_)
    if query.undated:
        undated: Mask = day == UNDATED
        return undated
    first = day_number(query.since) if query.since else np.iinfo(np.int64).min
    last = day_number(query.until) if query.until else UNDATED - bool(query.since)
    within: Mask = (day >= first) & (day <= last)
    return within


@dataclass(frozen=True, slots=True)
class Keys:
    """The small number of each key of words, in order of key; keys that are not live any more stay. Shape (keys,)."""

    key: Ints
    number: Ints


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
        mask: Mask = chosen(self.persons, map(self.corrections.names.of, persons))[self.person]
        return mask

    def called(self, words: tuple[str, ...]) -> Mask:
        """The quotes of everybody one of whose names holds the words, one after the other."""
        names = [*self.persons, *self.corrections.names.under]
        return self.by([name for name in names if name and is_called(name, words)])

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
        numbers, names = coded(persons)
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


def coded(names: Sequence[str | None], known: Sequence[str | None] = ()) -> tuple[Ints, tuple[str | None, ...]]:
    """A number per name, and the names by number: those known, then the others in the order in which they come."""
    codes: dict[str | None, int] = {name: code for code, name in enumerate(known)}
    numbers = [codes.setdefault(name, len(codes)) for name in names]
    return np.array(numbers, np.int64), tuple(codes)


def chosen(names: tuple[str | None, ...], wanted: Iterable[str]) -> Mask:
    """Of each name, whether it is wanted."""
    numbers = _numbers(names)
    mask = np.zeros(len(names), np.bool_)
    mask[[numbers[name] for name in wanted if name in numbers]] = True
    return mask


@lru_cache(maxsize=8)  # there may be 100,000 persons
def _numbers(names: tuple[str | None, ...]) -> dict[str | None, int]:
    return {name: number for number, name in enumerate(names)}
