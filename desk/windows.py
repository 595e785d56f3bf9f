"""Where in an article words stand that somebody gives as a quote, though they were cut or altered on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from desk.changes import bare
from desk.printing import ELLIPSIS, Word, words_of
from ingest.article import Article, Span
from ingest.marks import find_stretches

SLACK = 2  # words more that the article may have between two pieces, where one of them is short
PIECE = 3  # words in a row that are a piece of their own, and no word that happens to stand there
REACH = 120  # words that may be cut out between two pieces
ATTRIBUTION = 25  # words outside the marks, at most, that part one quote: '"A," said X on Monday. "B."'
_STOPS = re.compile(r"[.!?…。！？\n\"“”«»„「」]")


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of an article that the given words come from."""

    span: Span  # in the article's text
    words: tuple[Word, ...]  # of the article; without what it says between two pieces of a quote
    shared: tuple[Span, ...]  # words given, by number, that stand there in this order; none touching another
    verbatim: bool  # the given words stand there character for character
    in_marks: bool  # all that is shared stands in quotation marks
    apart: int | None  # the number of the given word that begins another quote of the article; None: it is one quote


@dataclass(frozen=True, slots=True)
class _Block:
    at: int  # in the article's words
    given: int  # in the words given
    size: int

    @property
    def end(self) -> int:
        return self.at + self.size

    @property
    def given_end(self) -> int:
        return self.given + self.size


def find_window(article: Article, paragraph: int, text: str, given: Sequence[Word]) -> Window | None:
    """The best place for the given words (`text`, read) around a paragraph; None where it has none of them."""
    region = _region(article, paragraph, len(text))
    if found := _verbatim(article, region, text, given):
        return found
    own = _shifted(words_of(region.of(article.text), article.language), region.start)
    blocks = _blocks([word.same_as for word in own], [word.same_as for word in given], given)
    if not blocks:
        return None
    inside = _inside(article, region, own)
    first, last = _edges(article.text, own, given, blocks)
    shared = {n for block in blocks for n in range(block.at, block.end)}
    in_marks = all(inside[n] for n in shared)
    dropped = _between_pieces(first, last, shared, inside) if in_marks else frozenset()
    return Window(
        span=Span(own[first].span.start, own[last - 1].span.end),
        words=tuple(own[n] for n in range(first, last) if n not in dropped),
        shared=tuple(Span(block.given, block.given_end) for block in blocks),
        verbatim=False,
        in_marks=in_marks,
        apart=_apart(blocks, inside) if in_marks else None,
    )


def _region(article: Article, paragraph: int, length: int) -> Span:
    """The paragraph with at least one more on each side, and as many as the given words are long."""
    spans = [paragraph.span for paragraph in article.paragraphs]
    first, last = max(0, paragraph - 1), min(len(spans) - 1, paragraph + 1)
    while first and spans[paragraph].start - spans[first].start < length:
        first -= 1
    while last + 1 < len(spans) and spans[last].end - spans[paragraph].end < length:
        last += 1
    return Span(spans[first].start if first else min(article.title.start, spans[0].start), spans[last].end)


def stands_in(text: str, words: str) -> bool:
    """Whether the words stand in a text character for character, and not as part of longer ones."""
    return _whole(text, bare(words)) is not None


def _verbatim(article: Article, region: Span, text: str, given: Sequence[Word]) -> Window | None:
    words, within = bare(text), region.of(article.text)
    at = _whole(within, words)
    if at is None:
        return None
    span = Span(region.start + at, region.start + at + len(words))
    own = _shifted(words_of(words, article.language), span.start)
    in_marks = all(_inside(article, region, own))
    return Window(span, tuple(own), (Span(0, len(given)),), verbatim=True, in_marks=in_marks, apart=None)


def _whole(text: str, words: str) -> int | None:
    """Where the words stand and are not part of longer words.

    >>> _whole("start of art", "art"), _whole("start", "art")
    (9, None)
    """
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (_joins(text[at - 1 : at], words[0]) or _joins(words[-1], text[end : end + 1])):
            return at
        at = text.find(words, at + 1)
    return None


def _joins(before: str, after: str) -> bool:
    """Whether two neighbours are one word; Han is written without spaces."""
    return before.isalnum() and after.isalnum() and not (before >= "\u2e80" or after >= "\u2e80")


def _shifted(words: Sequence[Word], by: int) -> list[Word]:
    return [replace(word, span=Span(word.span.start + by, word.span.end + by)) for word in words]


def _blocks(own: Sequence[object], keys: Sequence[object], given: Sequence[Word]) -> list[_Block]:
    """What both have, outwards from the longest piece; a lone word far from the rest only happens to stand there."""
    longest = SequenceMatcher(None, own, keys, autojunk=False).find_longest_match()
    if not longest.size:
        return []
    core = _Block(longest.a, longest.b, longest.size)
    return [*_leftwards(own, keys, given, core), core, *_rightwards(own, keys, given, core)]


def _rightwards(own: Sequence[object], keys: Sequence[object], given: Sequence[Word], core: _Block) -> list[_Block]:
    end = min(len(own), core.end + len(keys) + REACH)
    matcher = SequenceMatcher(None, own[core.end : end], keys[core.given_end :], autojunk=False)
    kept, last = [], core
    for at, other, size in matcher.get_matching_blocks()[:-1]:
        block = _Block(core.end + at, core.given_end + other, size)
        if _belongs(block.at - last.end, given[last.given_end : block.given], size):
            kept.append(block)
            last = block
    return kept


def _leftwards(own: Sequence[object], keys: Sequence[object], given: Sequence[Word], core: _Block) -> list[_Block]:
    """The same backwards: of two places the nearer is taken."""
    start = max(0, core.at - len(keys) - REACH)
    matcher = SequenceMatcher(None, own[start : core.at][::-1], keys[: core.given][::-1], autojunk=False)
    kept, last = [], core
    for at, other, size in matcher.get_matching_blocks()[:-1]:
        block = _Block(core.at - at - size, core.given - other - size, size)
        if _belongs(last.at - block.end, given[block.given_end : last.given], size):
            kept.append(block)
            last = block
    return kept[::-1]


def _belongs(gap: int, between: Sequence[Word], size: int) -> bool:
    marked = any(word.key == ELLIPSIS for word in between)
    return gap <= (REACH if size >= PIECE or marked else len(between) + SLACK)


def _edges(text: str, own: Sequence[Word], given: Sequence[Word], blocks: Sequence[_Block]) -> tuple[int, int]:
    """The window, in words: where the given words begin or end with others, those that stand there instead."""
    first, last = blocks[0].at, blocks[-1].end
    for word in reversed(given[: blocks[0].given]):
        if word.key == ELLIPSIS or not first or _STOPS.search(text, own[first - 1].span.end, own[first].span.start):
            break
        first -= 1
    for word in given[blocks[-1].given_end :]:
        if (
            word.key == ELLIPSIS
            or last == len(own)
            or _STOPS.search(text, own[last - 1].span.end, own[last].span.start)
        ):
            break
        last += 1
    return first, last


def _inside(article: Article, region: Span, own: Sequence[Word]) -> list[bool]:
    """Which words stand in quotation marks."""
    paragraphs = [p for p in article.paragraphs if p.span.end > region.start and p.span.start < region.end]
    stretches = iter(find_stretches(article.text, paragraphs))
    current, inside = next(stretches, None), []
    for word in own:
        while current and current.span.end <= word.span.start:
            current = next(stretches, None)
        inside.append(current is not None and current.span.start <= word.span.start)
    return inside


def _between_pieces(first: int, last: int, shared: set[int], inside: Sequence[bool]) -> frozenset[int]:
    """Words outside the marks that part one quote: who said it is no part of what was said."""
    return frozenset(
        n
        for run in _runs_outside(first, last, inside)
        if not shared & set(run) and len(run) <= ATTRIBUTION
        for n in run
    )


def _runs_outside(first: int, last: int, inside: Sequence[bool]) -> Iterator[range]:
    start = None
    for n in range(first, last + 1):
        outside = n < last and not inside[n]
        if outside and start is None:
            start = n
        elif not outside and start is not None:
            yield range(start, n)
            start = None


def _apart(blocks: Sequence[_Block], inside: Sequence[bool]) -> int | None:
    """Where the given words pass from one quote to another one further on."""
    for before, block in pairwise(blocks):
        if sum(not inside[n] for n in range(before.end, block.at)) > ATTRIBUTION:
            return block.given
    return None
