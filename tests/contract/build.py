"""Articles for the tests, made of sentences written here: one line is one paragraph."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from ingest.article import Article, DateMention, Paragraph, Precision, Published, Quote, Source, Span

_QUOTED = re.compile(r'"[^"]+"(?:,? said (?P<speaker>[A-Z]\w+ [A-Z]\w+))?')

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def article(
    id: str,
    *lines: str,
    title: str = "",
    day: date | None = date(2024, 1, 31),
    outlet: str | None = "the-lantern.example",
    language: str = "en",
    precision: Precision = "day",
) -> Article:
    """An article with a quote wherever a line says `"...", said First Last`, and a day wherever it has 2024-01-31.

    The first day after "on" is the one its words were said on.
    """
    text = "\n".join(([title] if title else []) + list(lines))
    digest = sha256(text.encode()).hexdigest()
    days = list(_DAY.finditer(text))
    start, paragraphs = len(title) + 1 if title else 0, []
    for ordinal, line in enumerate(lines):
        span = Span(start, start + len(line))
        paragraphs.append(Paragraph(span, ordinal, (span,)))
        start = span.end + 1
    return Article(
        id=sha256(id.encode()).hexdigest()[:16],
        given_id=id,
        url=f"https://example.org/{id}",
        outlet=outlet,
        language=language,
        published=None if day is None else Published(day, precision, "the test"),
        text=text,
        title=Span(0, len(title)),
        lede=None,
        paragraphs=tuple(paragraphs),
        quotes=tuple(quote for paragraph in paragraphs for quote in _quotes(text, paragraph.span)),
        dates=tuple(DateMention(Span(*found.span()), found[0], "DATE", None) for found in days),
        said=next((n for n, found in enumerate(days) if text.endswith("on ", 0, found.start())), None),
        source=Source(digest, f"{id}.txt", "text/plain", text.encode()),
        sha256=digest,
    )


def _quotes(text: str, span: Span) -> list[Quote]:
    found = _QUOTED.finditer(text, span.start, span.end)
    return [_quote(match) for match in found]


def _quote(match: re.Match[str]) -> Quote:
    words = Span(match.start(), match.start() + match[0].rindex('"') + 1)
    speaker = Span(*match.span("speaker")) if match["speaker"] else None
    return Quote(words, "direct", (), speaker, None, match["speaker"], 0.9, "the test")
