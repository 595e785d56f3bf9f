"""Whether a sentence says again what another has said."""

from __future__ import annotations

from collections.abc import Iterable

from desk.candidates import Candidate
from ingest.copies import containment, shingles

_SAME_WORDS = 0.5  # of the shorter sentence's 4-grams: a copy, as for articles (DESIGN section 4)
_SAME_MATTER = 0.6  # of the shorter sentence's content words


def repeats_any(sentence: Candidate, chosen: Iterable[Candidate]) -> bool:
    """The sentence is a copy of a chosen one, or tells hardly anything beyond it."""
    return any(_repeats(sentence, other) for other in chosen)


def _repeats(one: Candidate, other: Candidate) -> bool:
    if len(one.terms & other.terms) >= _SAME_MATTER * min(len(one.terms), len(other.terms)):
        return True
    return containment(shingles(one.text), shingles(other.text)) >= _SAME_WORDS
