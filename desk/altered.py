"""Sentences of other articles that alter what a sentence says: another number or name, a "not" more or less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desk.candidates import Candidate, Material
from desk.changes import Reason, changes
from desk.passages import Passage, passage_of
from ingest.article import Article

_ALIKE = 0.75  # of the content words of both: with fewer, they may speak of two things
_ONE_STORY = timedelta(days=7)  # between two printings: later ones of the same form tell the next month's figures


@dataclass(frozen=True, slots=True)
class Altered:
    """Where the words stand otherwise."""

    passage: Passage
    reasons: tuple[Reason, ...]  # what is altered, never empty


def altered(
    sentence: Candidate, read: Sequence[Candidate], materials: Sequence[Material], articles: Sequence[Article]
) -> tuple[Altered, ...]:
    """Who prints the sentence otherwise, the earliest first; `materials` and `articles` are the same ones."""
    found = [
        Altered(passage_of(articles[one.material], one.span, one.text), reasons)
        for one, reasons in altering(sentence, read, materials)
    ]
    return tuple(sorted(found, key=lambda one: (one.passage.published or date.max, one.passage.article)))


def altering(
    sentence: Candidate, others: Iterable[Candidate], materials: Sequence[Material]
) -> Iterator[tuple[Candidate, tuple[Reason, ...]]]:
    """Those of the other sentences that alter it, and why; each article's first, the same words once."""
    own = materials[sentence.material]
    seen, told = {sentence.material}, {sentence.text}
    for other in others:
        its = materials[other.material]
        if other.material in seen or other.text in told or not _alike(sentence, other):
            continue
        if its.language != own.language or not _of_one_story(own.published, its.published):
            continue
        found = changes(other.text, sentence.text, language=own.language)
        if found.gravest == "altered":
            seen.add(other.material)
            told.add(other.text)
            yield other, found.reasons


def _alike(one: Candidate, other: Candidate) -> bool:
    return len(one.terms & other.terms) >= _ALIKE * max(len(one.terms), len(other.terms), 1)


def _of_one_story(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _ONE_STORY
