"""An article's text cut into pieces that a page can mark: quotes, speakers, cues, dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.article import Article, Paragraph, Quote, Span

Mark = Literal["quote", "indirect", "speaker", "cue", "date", "focus"]
Marked = tuple[Span, Mark]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and everything that holds for the whole of it."""

    span: Span
    text: str  # article.text[start:end]
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in pieces, which join up to exactly its words."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]


def read_article(article: Article, focus: Span | None = None) -> tuple[Block, ...]:
    """The paragraphs with their marks; `focus` is a stretch to be pointed at, such as a hit."""
    within = _by_paragraph(article.paragraphs, _marks(article, focus))
    return tuple(
        Block(paragraph, _cut(article.text, paragraph.span, marked))
        for paragraph, marked in zip(article.paragraphs, within, strict=True)
    )


def _marks(article: Article, focus: Span | None) -> Iterable[Marked]:
    for quote in article.quotes:
        yield from _quote_marks(quote)
    for mention in article.dates:
        yield mention.span, "date"
    if focus:
        yield focus, "focus"


def _quote_marks(quote: Quote) -> Iterable[Marked]:
    yield quote.span, "indirect" if quote.kind == "indirect" else "quote"
    if quote.speaker:
        yield quote.speaker, "speaker"
    if quote.cue:
        yield quote.cue, "cue"


def _by_paragraph(paragraphs: Sequence[Paragraph], marked: Iterable[Marked]) -> list[list[Marked]]:
    """For each paragraph the marks that touch it, cut to it."""
    starts, ends = [p.span.start for p in paragraphs], [p.span.end for p in paragraphs]
    within: list[list[Marked]] = [[] for _ in paragraphs]
    for span, mark in marked:
        for at in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
            within[at].append((Span(max(span.start, starts[at]), min(span.end, ends[at])), mark))
    return within


def _cut(text: str, whole: Span, marked: list[Marked]) -> tuple[Piece, ...]:
    """`whole` in pieces, cut wherever a mark begins or ends."""
    edges = sorted({whole.start, whole.end}.union(*((span.start, span.end) for span, _ in marked)))
    marks: list[set[Mark]] = [set() for _ in edges]
    for span, mark in marked:
        for at in range(bisect_left(edges, span.start), bisect_left(edges, span.end)):
            marks[at].add(mark)
    pieces = [Span(start, end) for start, end in pairwise(edges)]
    return tuple(Piece(piece, piece.of(text), frozenset(own)) for piece, own in zip(pieces, marks, strict=False))
