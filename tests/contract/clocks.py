"""The days that a paragraph counts by, found by looking at its article."""

from __future__ import annotations

from datetime import date

from index.engine import Clock, Query
from ingest.article import Article, DateMention, Paragraph, Precision

Tick = tuple[date, Precision]


def ticks_of(article: Article, paragraph: Paragraph, clock: Clock) -> list[Tick]:
    """On the clock of a query; empty: the paragraph has no day there."""
    published = [(article.published.day, article.published.precision)] if article.published else []
    if clock == "spoken":
        inside = (d for d in article.dates if paragraph.span.start <= d.span.start < paragraph.span.end)
        return [(day, "day") for mention in inside if (day := _whole_day(mention))]
    said = None if clock == "published" or article.said is None else _whole_day(article.dates[article.said])
    return [(said, "day")] if said else published


def ticks_asked(article: Article, paragraph: Paragraph, query: Query) -> list[Tick]:
    """Those between the days that the query asks for."""
    ticks = ticks_of(article, paragraph, query.clock)
    return [tick for tick in ticks if (query.since or tick[0]) <= tick[0] <= (query.until or tick[0])]


def passes_by_day(article: Article, paragraph: Paragraph, query: Query) -> bool:
    """Whether the paragraph has such a day, or none where the query wants what has none."""
    if query.undated:
        return not ticks_of(article, paragraph, query.clock)
    return not (query.since or query.until) or bool(ticks_asked(article, paragraph, query))


def _whole_day(mention: DateMention) -> date | None:
    try:
        return date.fromisoformat(mention.value[:10]) if mention.type in ("DATE", "TIME") else None
    except ValueError:
        return None
