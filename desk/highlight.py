"""A hit's words cut where the query's words begin and end, so that a page can mark them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.engine import Hit
from ingest.article import Span

LONG = 900  # characters: of a longer paragraph a list of hits shows an excerpt first
LEAD = 300  # characters of an excerpt before the first match


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a paragraph; all its stretches join up to exactly its words."""

    text: str
    matched: bool  # these are words of the query


def highlight(hit: Hit, within: Span) -> tuple[Stretch, ...]:
    """What of the hit's paragraph is `within`, the query's words apart from the rest; overlaps are marked once."""
    return tuple(_stretches(hit, within))


def whole(hit: Hit) -> Span:
    """The paragraph, in the article's text."""
    return Span(hit.start, hit.end)


def excerpt(hit: Hit) -> Span:
    """The paragraph, or of a long one a stretch of whole words about the first match."""
    if len(hit.text) <= LONG:
        return whole(hit)
    first = min((span.start for span in hit.matched), default=hit.start)
    start = _after_space(hit.text, max(0, first - hit.start - LEAD))
    return Span(hit.start + start, hit.start + _before_space(hit.text, start + LONG))


def _after_space(text: str, at: int) -> int:
    """`at`, or where the next word begins if there is one within reach."""
    space = text.find(" ", at, at + LEAD // 4)
    return space + 1 if at and space >= 0 else at


def _before_space(text: str, at: int) -> int:
    """`at`, or where the word before ends if there is one within reach."""
    space = text.rfind(" ", at - LEAD // 4, at)
    return space if at < len(text) and space >= 0 else min(at, len(text))


def _stretches(hit: Hit, within: Span) -> Iterator[Stretch]:
    at = within.start
    for span in sorted(hit.matched):
        start, end = max(span.start, at), min(span.end, within.end)
        if start < end:
            if at < start:
                yield Stretch(hit.text[at - hit.start : start - hit.start], matched=False)
            yield Stretch(hit.text[start - hit.start : end - hit.start], matched=True)
            at = end
    if at < within.end:
        yield Stretch(hit.text[at - hit.start : within.end - hit.start], matched=False)
