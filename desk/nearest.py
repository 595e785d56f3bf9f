"""The sentence of each hit that is nearest to the question in meaning."""

from __future__ import annotations

from collections.abc import Sequence

from index.engine import Engine, Hit, Query
from index.query import understood
from ingest.article import Span


def asked_for(query: Query) -> str:
    """What the model reads of a question."""
    return query.like or understood(query).plain


def nearest_sentences(engine: Engine, text: str, hits: Sequence[Hit]) -> tuple[Span | None, ...]:
    """One for each hit; None where its paragraph is one sentence, has no embedding, or nothing was asked for."""
    if not text:
        return (None,) * len(hits)
    sentences = [_sentences(engine, hit) for hit in hits]
    words = [_words(hit, span) for hit, spans in zip(hits, sentences, strict=True) for span in spans]
    cosines = iter(engine.cosines(text, words))
    return tuple(_best(spans, [next(cosines, 0.0) for _ in spans]) for spans in sentences)


def _sentences(engine: Engine, hit: Hit) -> tuple[Span, ...]:
    sentences = engine.article(hit.article).paragraphs[hit.paragraph].sentences
    return sentences if hit.cosine is not None and len(sentences) > 1 else ()


def _best(spans: Sequence[Span], cosines: Sequence[float]) -> Span | None:
    return spans[max(range(len(spans)), key=cosines.__getitem__)] if any(cosines) else None


def _words(hit: Hit, span: Span) -> str:
    return hit.text[span.start - hit.start : span.end - hit.start]
