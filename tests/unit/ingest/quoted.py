"""What the extractor says of a text, in a form that a test can read."""

from __future__ import annotations

from ingest.article import Quote, Span
from ingest.paragraphs import find_paragraphs
from ingest.quotes import find_quotes


def quotes_of(text: str, language: str = "en") -> tuple[Quote, ...]:
    return find_quotes(text, find_paragraphs(text, Span(0, len(text)), language), language)


def spoken(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    """The words, marks included, and the speaker as printed of every direct quote."""
    found = quotes_of(text, language)
    return [(q.span.of(text), q.speaker.of(text) if q.speaker else None) for q in found if q.kind == "direct"]


def persons(text: str, language: str = "en") -> list[str | None]:
    """The person of every direct quote, in order."""
    return [q.person for q in quotes_of(text, language) if q.kind == "direct"]


def reported(text: str) -> list[tuple[str, str, str | None]]:
    """Kind, words and speaker as printed of every mixed and indirect quote."""
    found = quotes_of(text)
    return [(q.kind, q.span.of(text), q.speaker.of(text) if q.speaker else None) for q in found if q.kind != "direct"]
