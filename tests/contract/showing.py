"""What the reference engine shows of a match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.analyse import terms, tokens
from index.clauses import Free, Parsed, Phrase, Prefix, Term, query_terms
from index.engine import Copy, Hit, QuoteHit, Sharing, Why
from ingest.article import Quote, Span
from tests.contract.grouping import key_of
from tests.contract.judging import starts
from tests.contract.ranking import sum_of
from tests.contract.rows import Row


@dataclass(frozen=True)
class Match:
    """A paragraph that matches."""

    row: Row
    bm25: float
    cosine: float | None
    why: Why | None = None

    @property
    def fused(self) -> float:
        return sum_of(self.why) if self.why else 0.0


def hit_of(match: Match, copies: Sequence[Match], parsed: Parsed, telling: Iterable[Term], languages: set[str]) -> Hit:
    """The hit, its copies collapsed into it."""
    article, paragraph = match.row.article, match.row.paragraph
    return Hit(
        article=article.id,
        given_id=article.given_id,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        title=article.title.of(article.text),
        published=article.published.day if article.published else None,
        sha256=article.sha256,
        start=paragraph.span.start,
        end=paragraph.span.end,
        text=match.row.text,
        paragraph=paragraph.ordinal,
        cosine=match.cosine,
        bm25=match.bm25,
        fused=match.fused,
        matched=_matched(match.row, parsed, telling, languages),
        copies=tuple(_copy(copy.row) for copy in copies),
        why=match.why,
    )


def quote_hit(rank: int, row: Row, quote: Quote, numbers: dict[str, int]) -> QuoteHit:
    """The quote in a paragraph of this rank; `numbers`: of its words."""
    article = row.article
    return QuoteHit(
        article=article.id,
        given_id=article.given_id,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        title=article.title.of(article.text),
        published=article.published.day if article.published else None,
        sha256=article.sha256,
        start=quote.span.start,
        end=quote.span.end,
        text=quote.span.of(article.text),
        paragraph=row.paragraph.ordinal,
        quote=quote,
        speaker=quote.speaker.of(article.text) if quote.speaker else None,
        rank=rank,
        group=numbers[key_of(quote.span.of(article.text))],
        extracted=quote.person,
    )


def sharing_of(row: Row, shared: float) -> Sharing:
    """A paragraph, and how much it shares."""
    article, span = row.article, row.paragraph.span
    return Sharing(
        article=article.id,
        given_id=article.given_id,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        title=article.title.of(article.text),
        published=article.published.day if article.published else None,
        sha256=article.sha256,
        start=span.start,
        end=span.end,
        text=row.text,
        paragraph=row.paragraph.ordinal,
        shared=shared,
    )


def _copy(row: Row) -> Copy:
    article, span = row.article, row.paragraph.span
    return Copy(article.id, article.outlet, article.published.day if article.published else None, span.start, span.end)


def _matched(row: Row, parsed: Parsed, telling: Iterable[Term], languages: set[str]) -> tuple[Span, ...]:
    text = " ".join(leaf.text for leaf in parsed.marked if isinstance(leaf, Free))
    free = set(query_terms(text, languages)) & set(query_terms(parsed.plain, languages)) | set(telling)
    begins = tuple(leaf.start for leaf in parsed.marked if isinstance(leaf, Prefix))
    cut = tokens(row.text)
    spans = [(term.start, term.end) for term in terms(cut, row.article.language) if Term("text", term.word) in free]
    spans += [(t.start, t.end) for t in cut if Term("exact", t.word) in free or t.word.startswith(begins)]
    for phrase in (leaf for leaf in parsed.marked if isinstance(leaf, Phrase)):
        found = starts(row.held.words, phrase.words)
        spans += [(cut[at].start, cut[at + len(phrase.words) - 1].end) for at in found]
    return _without_overlap(spans, row.paragraph.span.start)


def _without_overlap(spans: Iterable[tuple[int, int]], offset: int) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        span = Span(start + offset, end + offset)
        if merged and span.start < merged[-1].end:
            span = Span(merged[-1].start, max(span.end, merged.pop().end))
        merged.append(span)
    return tuple(merged)
