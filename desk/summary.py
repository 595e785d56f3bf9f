"""Choosing verbatim sentences: what most articles tell first, each thing once, as long as was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Literal

from desk.candidates import Candidate, Material, candidates
from desk.redundancy import repeats_any
from desk.salience import Weights, charge, fitness, weigh_terms

SentenceOrder = Literal["time", "weight"]
Rated = tuple[Candidate, float]  # with the factor that the weight of its terms is multiplied by

_WORTH = 0.15  # of what the first sentence adds: a sentence with less only fills the page


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be; it is never longer."""

    words: int | None = None  # None: no limit
    sentences: int | None = None  # None: no limit

    def has_room(self, chosen: Sequence[Candidate], sentence: Candidate) -> bool:
        """Whether the sentence still fits in."""
        words = sum(one.words for one in chosen) + sentence.words
        fits = self.words is None or words <= self.words
        return fits and (self.sentences is None or len(chosen) < self.sentences)


def summarise(materials: Sequence[Material], length: Length, *, order: SentenceOrder = "time") -> tuple[Candidate, ...]:
    """The sentences that together tell most of what the articles have in common.

    Of sentences that are copies at most one is chosen; where two outlets are given, both speak if the length allows.

    >>> from ingest.article import Span
    >>> from ingest.paragraphs import find_paragraphs
    >>> text = "The harbour of Old Bay closed on Friday after a storm. Gulls flew over it."
    >>> only = Material("a", None, None, "en", text, "", find_paragraphs(text, Span(0, len(text)), "en"))
    >>> [sentence.text for sentence in summarise([only], Length(words=12))]
    ['The harbour of Old Bay closed on Friday after a storm.']
    """
    found = candidates(materials)
    rated = [(one, fitness(one) / charge(one)) for one in found]
    return in_order(choose(materials, rated, weigh_terms(materials, found), length), materials, order)


def choose(
    materials: Sequence[Material], rated: Sequence[Rated], weights: Weights, length: Length
) -> tuple[Candidate, ...]:
    """Sentences by what each adds to those before it, the greatest first."""
    outlets = [material.outlet for material in materials]
    chosen = _fill((), rated, weights, length)
    if len({outlets[one.material] for one in chosen}) != 1:
        return chosen
    own = outlets[chosen[0].material]
    others = [(one, factor) for one, factor in rated if outlets[one.material] not in (own, None)]
    return _with_second_voice(chosen, others, weights, length)


def in_order(chosen: Sequence[Candidate], materials: Sequence[Material], order: SentenceOrder) -> tuple[Candidate, ...]:
    """Chosen sentences as they are to be read: by day, undated last, or as they were chosen."""
    if order == "weight":
        return tuple(chosen)
    return tuple(sorted(chosen, key=lambda one: (_day(materials[one.material]), one.material, one.span)))


def _day(material: Material) -> date:
    return material.published or date.max


def _fill(
    chosen: tuple[Candidate, ...], rated: Sequence[Rated], weights: Weights, length: Length
) -> tuple[Candidate, ...]:
    """Add sentences while one fits that adds something worth its place."""
    rest = [(one, factor) for one, factor in rated if one.words and not repeats_any(one, chosen)]
    first = 0.0  # what the first one added
    while rest := [(one, factor) for one, factor in rest if length.has_room(chosen, one)]:
        told = frozenset[str]().union(*(one.terms for one in chosen))
        gains = [fsum(weights[term] for term in one.terms - told) * factor for one, factor in rest]
        first = first or max(gains)
        if max(gains) <= first * _WORTH:
            break
        best, _ = rest[gains.index(max(gains))]
        chosen = (*chosen, best)
        rest = [(one, factor) for one, factor in rest if not repeats_any(one, [best])]
    return chosen


def _with_second_voice(
    chosen: tuple[Candidate, ...], others: Sequence[Rated], weights: Weights, length: Length
) -> tuple[Candidate, ...]:
    """As many of the chosen, best first, as leave room for a sentence of another outlet, and that sentence."""
    for kept in range(len(chosen), 0, -1):
        longer = _fill(chosen[:kept], others, weights, length)
        if len(longer) > kept:
            return longer
    return chosen
