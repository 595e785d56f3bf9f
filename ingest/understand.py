"""A received text becomes an Article: its language, paragraphs, quotes and dates, every one a span."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from ingest.article import Article, Published, Span
from ingest.datelines import dates_in_name, dates_in_text
from ingest.dates import find_dates, when_said
from ingest.identity import article_id, canonical_url, outlet_of
from ingest.language import language_of
from ingest.paragraphs import find_paragraphs
from ingest.published import choose_published, dates_in, weigh
from ingest.quotes import find_quotes
from ingest.received import DateGiven, Received

# What a fault in a rule raises on a text that nobody thought of. It costs that text alone, and is named.
FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def fault(error: Exception) -> str:
    """What to say of a text that could not be understood."""
    return f"a fault of Newsdesk and not of the text, {error!r}: please report it with the text"


def understand(received: Received) -> Article:
    """Everything that can be said of the text; the text itself is kept as received."""
    text, url = received.text, canonical_url(received.url)
    language = language_of(text, received.language)
    evidence = weigh(_dates_of(received))
    published = choose_published(evidence)
    body = Span(received.title.end, len(text)) if text[received.title.end :].strip() else received.title
    paragraphs = find_paragraphs(text, body, language)
    quotes = find_quotes(text, paragraphs, language)
    dates = find_dates(text, paragraphs, language, _day_of(published))
    return Article(
        id=article_id(received, url),
        given_id=received.given_id,
        url=url,
        outlet=outlet_of(received.outlet, url),
        language=language,
        published=published,
        text=text,
        title=received.title,
        lede=received.lede,
        paragraphs=paragraphs,
        quotes=quotes,
        dates=dates,
        source=received.source,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        evidence=evidence,
        said=when_said(paragraphs, quotes, dates, _day_of(published)),
    )


def _dates_of(received: Received) -> Iterator[DateGiven]:
    """Every day of publication that was given, the most trustworthy first."""
    yield from received.dates
    yield from dates_in(received.url)
    yield from dates_in_text(received.text, received.title)
    yield from dates_in_name(received.source.origin)


def _day_of(published: Published | None) -> date | None:
    """The day that "yesterday" counts from; a month or a year is none."""
    return published.day if published and published.precision == "day" else None
