"""Words of the archive with all that proves them, and what stands around a hit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.engine import Engine, Hit
from index.texts import Text
from ingest.article import Article, Paragraph, Published, Span
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


def passage_at(article: Article | Text, span: Span) -> Passage:
    """The words at this place of the article, whole or its text alone."""
    return passage_of(article, span, span.of(article.text))


def passage_of(article: Article | Text, span: Span, words: str, *, sha256: str | None = None) -> Passage:
    """The words at this place of the article; `sha256` of its text as it was when they were found.

    Raises NotVerbatim where these are not the words, or no longer the text.
    """
    published = article.published
    return Passage(
        article=article.id,
        given_id=article.given_id,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        title=article.title.of(article.text),
        published=published.day if isinstance(published, Published) else published,
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
    return tuple(passage_at(article, one.span) for one in paragraphs)
