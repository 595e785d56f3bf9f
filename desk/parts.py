"""A statement that an article prints in parts: "A," said X. "B." Put together, they are one printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.changes import GRAVEST, Changes, changes
from desk.statements import by_time
from index.engine import QuoteHit

JOINT = "\x1e"  # between parts; no word, and in no article that a person reads


@dataclass(frozen=True, slots=True)
class Printed:
    """One article's printing of a statement, whole or in parts, and what it did to the fullest one."""

    parts: tuple[QuoteHit, ...]  # in the order of the text; mostly one
    changes: Changes

    @property
    def first(self) -> QuoteHit:
        """Where it begins."""
        return self.parts[0]

    @property
    def text(self) -> str:
        """The words of all parts."""
        return JOINT.join(part.text for part in self.parts)


def printings(whole: QuoteHit, quotes: Sequence[QuoteHit]) -> tuple[Printed, ...]:
    """The printings of a statement in order of time: parts that only together change less are one."""
    by_article: dict[str, list[QuoteHit]] = {}
    for quote in sorted(quotes, key=by_time):
        by_article.setdefault(quote.article, []).append(quote)
    return tuple(printed for own in by_article.values() for printed in _of_article(whole, own))


def _of_article(whole: QuoteHit, quotes: Sequence[QuoteHit]) -> list[Printed]:
    apart = [_printed(whole, (quote,)) for quote in quotes]
    if len(quotes) == 1:
        return apart
    together = _printed(whole, tuple(quotes))
    return [together] if all(_left_out(together) < _left_out(one) for one in apart) else apart


def _printed(whole: QuoteHit, parts: tuple[QuoteHit, ...]) -> Printed:
    text = JOINT.join(part.text for part in parts)
    return Printed(parts, changes(whole.text, text, language=whole.language))


def _left_out(printed: Printed) -> tuple[int, int]:
    """How much it does not have, then how grave that is."""
    gone = sum(
        place.one.end - place.one.start + place.other.end - place.other.start for place in printed.changes.places
    )
    return gone, -GRAVEST.index(printed.changes.gravest)
