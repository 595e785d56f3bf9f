"""A hit's words cut where the query's words begin and end, so that a page can mark them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.engine import Hit


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a paragraph; all its stretches join up to exactly its words."""

    text: str
    matched: bool  # these are words of the query


def highlight(hit: Hit) -> tuple[Stretch, ...]:
    """The hit's paragraph with the query's words apart from the rest; overlapping matches are marked once."""
    return tuple(_stretches(hit))


def _stretches(hit: Hit) -> Iterator[Stretch]:
    at = hit.start
    for span in sorted(hit.matched):
        start, end = max(span.start, at), min(span.end, hit.end)
        if start < end:
            if at < start:
                yield Stretch(hit.text[at - hit.start : start - hit.start], matched=False)
            yield Stretch(hit.text[start - hit.start : end - hit.start], matched=True)
            at = end
    if at < hit.end:
        yield Stretch(hit.text[at - hit.start :], matched=False)
