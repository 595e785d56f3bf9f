"""An article and a library's figures as JSON; docs/json.md describes them."""

from __future__ import annotations

from dataclasses import asdict

from desk.rows import Row, span_row
from index.engine import Status
from ingest.article import Article, DateEvidence, DateMention, Paragraph, Quote, Span
from ingest.published import conflicts


def article_answer(article: Article) -> Row:
    """One version of one article, with everything said of its text."""
    published = article.published
    return {
        "article": article.id,
        "version": article.version,
        "given_id": article.given_id,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "published": published.day.isoformat() if published else None,
        "precision": published.precision if published else None,
        "evidence": published.evidence if published else None,
        "sha256": article.sha256,
        "source": article.source.sha256,
        "origin": article.source.origin,
        "text": article.text,
        "title": span_row(article.title),
        "lede": span_row(article.lede) if article.lede else None,
        "paragraphs": [_paragraph(paragraph) for paragraph in article.paragraphs],
        "quotes": [_quote(quote) for quote in article.quotes],
        "dates": [_mention(mention) for mention in article.dates],
        "date_evidence": [_evidence(one) for one in article.evidence],
        "dates_differ": bool(conflicts(article.evidence)),
    }


def status_answer(status: Status) -> Row:
    """`index status --json`."""
    return asdict(status) | {
        "since": status.since.isoformat() if status.since else None,
        "until": status.until.isoformat() if status.until else None,
        "outlets": [list(outlet) for outlet in status.outlets],
        "languages": [list(language) for language in status.languages],
    }


def _paragraph(paragraph: Paragraph) -> Row:
    sentences = [span_row(sentence) for sentence in paragraph.sentences]
    return span_row(paragraph.span) | {"repeats": paragraph.repeats, "sentences": sentences}


def _quote(quote: Quote) -> Row:
    return span_row(quote.span) | {
        "kind": quote.kind,
        "fragments": [span_row(fragment) for fragment in quote.fragments],
        "speaker": _maybe(quote.speaker),
        "cue": _maybe(quote.cue),
        "person": quote.person,
        "confidence": quote.confidence,
        "decided_by": quote.decided_by,
    }


def _mention(mention: DateMention) -> Row:
    return span_row(mention.span) | {"value": mention.value, "type": mention.type, "anchor": mention.anchor}


def _evidence(one: DateEvidence) -> Row:
    day = one.day.isoformat() if one.day else None
    return {
        "value": one.value,
        "place": one.place,
        "span": _maybe(one.span),
        "day": day,
        "precision": one.precision,
        "doubt": one.doubt,
    }


def _maybe(span: Span | None) -> Row | None:
    return span_row(span) if span else None
