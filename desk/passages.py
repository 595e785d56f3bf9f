"""Words of the archive with all that proves them, and what stands around a hit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.engine import Engine, Hit
from ingest.article import Article, Paragraph, Span
from ingest.verbatim import verbatim


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article, once it has passed the gate."""

    article: str
    given_id: str | None
    url: str | None
    outlet: str | None
    language: str
    title: str
    published: date | None
    sha256: str  # of the article's text
    start: int
    end: int
    text: str  # article.text[start:end]


def passage_of(article: Article, span: Span, words: str, *, sha256: str | None = None) -> Passage:
    """The words at this place of the article; `sha256` of its text as it was when they were found.

    Raises NotVerbatim where these are not the words, or no longer the text.
    """
    return Passage(
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
        text=verbatim(article.text, span, words, sha256=sha256 or article.sha256),
    )


def neighbours(engine: Engine, hit: Hit, *, reach: int = 1) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The paragraphs before and after a hit, at most `reach` on each side, in reading order."""
    article, at = engine.article(hit.article), hit.paragraph
    before, after = article.paragraphs[max(0, at - reach) : at], article.paragraphs[at + 1 : at + 1 + reach]
    return _passages(article, before), _passages(article, after)


def _passages(article: Article, paragraphs: Iterable[Paragraph]) -> tuple[Passage, ...]:
    return tuple(passage_of(article, one.span, one.span.of(article.text)) for one in paragraphs)
