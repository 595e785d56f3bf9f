"""The quotes of a day that matters: the words that were said on it, or that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from desk.periods import Grain, period_of
from desk.tellings import whole_days
from index.engine import POOL, Engine, Query, QuoteHit
from ingest.article import Article

SHOWN = 3  # quotes of a day


def quotes_by_period(
    engine: Engine, query: Query, articles: Mapping[str, Article], grain: Grain
) -> dict[date, tuple[QuoteHit, ...]]:
    """Of each period, by its first day: the quotes of the best paragraphs, each statement once.

    A quote belongs to the days that its paragraph names; where that names none, to the day its article's words were
    said on, else appeared on.
    """
    found: defaultdict[date, dict[int, QuoteHit]] = defaultdict(dict)
    for hit in engine.quotes(replace(query, order="relevance", limit=POOL, offset=0)).quotes:
        if article := articles.get(hit.article):
            for day in _days(hit, article):
                found[period_of(day, grain).since].setdefault(hit.group, hit)
    return {first: tuple(list(hits.values())[:SHOWN]) for first, hits in found.items()}


def _days(hit: QuoteHit, article: Article) -> Iterable[date]:
    paragraph = next(one.span for one in article.paragraphs if one.ordinal == hit.paragraph)
    named = {day for start, day in whole_days(article.dates) if paragraph.start <= start < paragraph.end}
    if named:
        return named
    said = () if article.said is None else tuple(day for _, day in whole_days([article.dates[article.said]]))
    published = (article.published.day,) if article.published and article.published.precision == "day" else ()
    return said or published
