"""A live paragraph as the reference engine looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from index.analyse import terms, tokens
from ingest.article import Article, Paragraph, Quote


@dataclass(frozen=True)
class Row:
    """A live paragraph."""

    row: int
    article: Article
    paragraph: Paragraph

    @cached_property
    def text(self) -> str:
        return self.paragraph.span.of(self.article.text)

    @cached_property
    def plain(self) -> str:
        return " ".join(self.text.split())

    @cached_property
    def held(self) -> Held:
        return Held.of(self.text, self.article.language)

    @cached_property
    def title(self) -> Held:
        return Held.of(self.article.title.of(self.article.text), self.article.language)

    @cached_property
    def quotes(self) -> list[Quote]:
        span = self.paragraph.span
        return [quote for quote in self.article.quotes if span.start <= quote.span.start < span.end]

    def said(self, quote: Quote) -> Held:
        return Held.of(quote.span.of(self.article.text), self.article.language)


@dataclass(frozen=True)
class Held:
    """The words of a text."""

    stems: list[str]
    words: list[str]

    @classmethod
    def of(cls, text: str, language: str) -> Held:
        cut = tokens(text)
        return cls([term.word for term in terms(cut, language)], [token.word for token in cut])
