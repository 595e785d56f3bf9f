"""Where the words of one printing are not those of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desk.printing import Word
from ingest.article import Span

LONGEST = 2000  # words compared one by one: difflib is quadratic at worst, and no quote is that long


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of the text; all its fragments join up to exactly it."""

    text: str
    differs: bool  # the other text does not have these words in this place


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the one in whose place the other has others; either side may be empty."""

    one: tuple[Word, ...]
    other: tuple[Word, ...]
    at: int  # how many words of the one stand before it
    at_other: int


def align(one: Sequence[Word], other: Sequence[Word]) -> Iterator[Difference]:
    """Every place where the words differ, in order."""
    some, others = [word.same_as for word in one], [word.same_as for word in other]
    matcher = SequenceMatcher(None, some[:LONGEST], others[:LONGEST], autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(tuple(one[start:end]), tuple(other[other_start:other_end]), start, other_start)
    if some[LONGEST:] != others[LONGEST:]:
        yield Difference(tuple(one[LONGEST:]), tuple(other[LONGEST:]), min(len(one), LONGEST), min(len(other), LONGEST))


def stretch(words: Sequence[Word]) -> Span:
    """From the first word to the last."""
    return Span(words[0].span.start, words[-1].span.end)


def fragments(text: str, differing: Iterable[Span]) -> tuple[Fragment, ...]:
    """The text cut at the edges of what differs: spans in order, none touching another."""
    return tuple(_cut(text, differing))


def _cut(text: str, differing: Iterable[Span]) -> Iterator[Fragment]:
    at = 0
    for span in differing:
        if span.start > at:
            yield Fragment(text[at : span.start], differs=False)
        yield Fragment(span.of(text), differs=True)
        at = span.end
    if at < len(text):
        yield Fragment(text[at:], differs=False)
