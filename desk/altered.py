"""Sentences of other articles that alter what a sentence says: another number or name, a "not" more or less."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
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
    language = materials[sentence.material].language
    seen, told = set[int](), {sentence.text}
    for other in _tellings(sentence, others, materials):
        if other.material in seen or other.text in told:
            continue
        if reasons := _reasons(other, sentence, language):
            seen.add(other.material)
            told.add(other.text)
            yield other, reasons


def is_outvoted(
    sentence: Candidate, rivals: Container[Candidate], read: Sequence[Candidate], materials: Sequence[Material]
) -> bool:
    """Whether more outlets side with one of the rivals that tells the same otherwise.

    An outlet sides with that one of two which its own sentence alters less.
    """
    language = materials[sentence.material].language
    against = {one: len(_reasons(one, sentence, language)) for one in _tellings(sentence, read, materials)}
    if len({_voice(one, materials) for one, reasons in against.items() if reasons}) < 2:
        return False  # the sentence has a voice too: its own outlet's

    def outvotes(rival: Candidate) -> bool:
        its, others = {_voice(sentence, materials)}, set[str | int]()
        for one, reasons in against.items():
            differ = len(_reasons(one, rival, language))
            if differ > reasons:
                its.add(_voice(one, materials))
            elif differ < reasons:
                others.add(_voice(one, materials))
        return len(others - its) > len(its - others)

    return any(outvotes(rival) for rival, reasons in against.items() if reasons and rival in rivals)


def _voice(one: Candidate, materials: Sequence[Material]) -> str | int:
    """Its outlet; an article of none speaks for itself."""
    return materials[one.material].outlet or one.material


def _tellings(sentence: Candidate, others: Iterable[Candidate], materials: Sequence[Material]) -> Iterator[Candidate]:
    """Those of other articles that tell the same story in nearly the same words."""
    own = materials[sentence.material]
    for other in others:
        its = materials[other.material]
        is_another_s = other.material != sentence.material and its.language == own.language
        if is_another_s and _alike(sentence, other) and _of_one_story(own.published, its.published):
            yield other


def _reasons(one: Candidate, other: Candidate, language: str) -> tuple[Reason, ...]:
    """What the other alters of the one; empty: nothing."""
    found = changes(one.text, other.text, language=language)
    return found.reasons if found.gravest == "altered" else ()


def _alike(one: Candidate, other: Candidate) -> bool:
    return len(one.terms & other.terms) >= _ALIKE * max(len(one.terms), len(other.terms), 1)


def _of_one_story(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _ONE_STORY
