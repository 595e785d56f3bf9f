"""A brief or a comparison ready to be written down in any form: words, and a note on each that proves them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.brief import Brief, BriefSentence
from desk.compare import Comparison
from desk.passages import Passage
from desk.wording import altered_line, brief_line, count, printed_line, speaker_line
from index.engine import QuoteHit


@dataclass(frozen=True, slots=True)
class Note:
    """What a footnote says of the words that it stands on."""

    outlet: str | None
    title: str
    published: date | None
    url: str | None
    article: str
    sha256: str
    start: int
    end: int
    more: str  # how often else they were printed; empty where they were not

    @property
    def told(self) -> str:
        """Everything but the address, which a form may make a link."""
        source = ", ".join((self.outlet or "no outlet named", f"“{self.title or 'Untitled'}”", self._day))
        proof = f"characters {self.start}–{self.end} of article {self.article}, SHA-256 {self.sha256}"
        return f"{source}; {proof}{f' ({self.more})' if self.more else ''}."

    @property
    def _day(self) -> str:
        return str(self.published or "undated")


@dataclass(frozen=True, slots=True)
class Item:
    """One stretch of verbatim words."""

    label: str  # who says it, or in which column; empty: nothing stands before it
    before: str  # the words up to an open pronoun, or all of them
    name: str  # whom that pronoun means, which is not part of the words; empty: none is open
    after: str
    language: str
    notes: tuple[int, ...]  # numbers from 1


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading."""

    heading: str  # empty: none
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """All of it."""

    title: str
    how: str  # what it rests on
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def of_brief(brief: Brief, title: str) -> Manuscript:
    """A brief's sentences, a note for each."""
    items = []
    for number, sentence in enumerate(brief.sentences, start=1):
        before, name, after = sentence.pieces
        items.append(Item("", before, name, after, sentence.passage.language, (number,)))
    notes = tuple(_note(sentence.passage, _also(sentence)) for sentence in brief.sentences)
    return Manuscript(title, brief_line(brief), (Section("", tuple(items)),), notes)


def _also(sentence: BriefSentence) -> str:
    return "; ".join(filter(None, (printed_line(sentence), *map(altered_line, sentence.altered))))


def of_comparison(comparison: Comparison, title: str) -> Manuscript:
    """A section for each statement, with what each column has of it."""
    quotes = [quote for row in comparison.rows for cell in row.cells for quote in cell]
    numbers = iter(range(1, len(quotes) + 1))
    sections = tuple(
        Section(f"Statement {at}", tuple(_items(comparison, row.cells, numbers)))
        for at, row in enumerate(comparison.rows, start=1)
    )
    sides = "; ".join(f"{c.label}: {c.shown:,} of {count(c.total, 'quote')}" for c in comparison.columns)
    return Manuscript(
        title, f"Quotes as printed, none cut. {sides}.", sections, tuple(_note(one, "") for one in quotes)
    )


def _items(comparison: Comparison, cells: tuple[tuple[QuoteHit, ...], ...], numbers: Iterator[int]) -> Iterator[Item]:
    for column, cell in zip(comparison.columns, cells, strict=True):
        for quote in cell:
            label = f"{column.label} · {speaker_line(quote)}"
            yield Item(label, quote.text, "", "", quote.language, (next(numbers),))


def _note(words: Passage | QuoteHit, more: str) -> Note:
    return Note(
        outlet=words.outlet,
        title=words.title,
        published=words.published,
        url=words.url,
        article=words.article,
        sha256=words.sha256,
        start=words.start,
        end=words.end,
        more=more,
    )
