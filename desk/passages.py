"""What stands around a hit."""

from __future__ import annotations

from dataclasses import dataclass

from index.engine import Engine, Hit
from ingest.article import Paragraph


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its words."""

    paragraph: Paragraph
    text: str  # article.text[start:end]


def neighbours(engine: Engine, hit: Hit, *, reach: int = 1) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The paragraphs before and after a hit, at most `reach` on each side, in reading order."""
    article = engine.article(hit.article)
    passages = [Passage(paragraph, paragraph.span.of(article.text)) for paragraph in article.paragraphs]
    at = hit.paragraph
    return tuple(passages[max(0, at - reach) : at]), tuple(passages[at + 1 : at + 1 + reach])
