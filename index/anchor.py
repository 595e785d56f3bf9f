"""Where in an article something stands that people wrote about it, in this version and in later ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from ingest.article import Span

CONTEXT = 32  # characters kept on each side of an anchor


class Worded(Protocol):
    """A version of an article, whole or its text alone."""

    @property
    def id(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of an article that is found again in a later version by its words and those around them.

    The text quote selector of the W3C's Web Annotation Data Model (4.2.4), with its position beside it.
    """

    article: str  # its id
    sha256: str  # of the text that the offsets count in
    start: int
    end: int
    words: str  # text[start:end]
    before: str  # up to CONTEXT characters
    after: str

    @classmethod
    def of(cls, article: Worded, span: Span) -> Anchor:
        """The anchor of a span."""
        text = article.text
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return cls(article.id, article.sha256, span.start, span.end, span.of(text), before, after)

    def within(self, article: Worded) -> Span | None:
        """Where the words stand in this version: between the same words, else nearest; None: it has them no longer."""
        if article.sha256 == self.sha256:
            return Span(self.start, self.end)
        places = [Span(start, start + len(self.words)) for start in _occurrences(article.text, self.words)]
        return min(places, key=lambda place: self._distance(article.text, place), default=None)

    def _distance(self, text: str, place: Span) -> tuple[int, int]:
        """How many characters of the context are missing there, then how far it is."""
        before = _alike(reversed(text[max(0, place.start - CONTEXT) : place.start]), reversed(self.before))
        after = _alike(text[place.end : place.end + CONTEXT], self.after)
        return -before - after, abs(place.start - self.start)


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words begin; an anchor without words has no place in another text."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
