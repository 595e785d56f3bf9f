"""What is new for a saved search: how much, which passages, and the sentence of each that answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk.links import words_url
from desk.saved import Saved, news_of
from index.arrivals import Arrival
from index.engine import Hit, Query, UnknownArticle
from index.local import Local
from ingest.article import Article, NewsdeskError, Span


class AlertError(NewsdeskError):
    """A mail or a feed that cannot be made."""


@dataclass(frozen=True, slots=True)
class News:
    """A passage that came, and when."""

    hit: Hit
    sentence: str  # of the passage, verbatim: the first that holds a word of the question
    arrival: Arrival
    url: str  # of these words on the desk


def new_for(engine: Local, one: Saved) -> int:
    """How many passages are new; nothing is searched where no article came since."""
    return engine.search(replace(news_of(one), limit=1)).groups if engine.received() > one.received else 0


def latest(engine: Local, query: Query, limit: int, base: str, collection: str = "") -> tuple[News, ...]:
    """The passages that came last, the newest first. `base`: where the desk is reached."""
    came, back = engine.received(), limit
    while True:
        after = max(query.received_after, came - back)
        found = engine.search(replace(query, received_after=after, limit=1)).groups
        if found >= limit or after <= query.received_after:
            break
        back *= 4  # few of those that came last match: look further back
    hits = engine.search(replace(query, received_after=after, limit=found)).hits
    arrivals = engine.arrivals({hit.article for hit in hits})
    there = (hit for hit in hits if hit.article in arrivals)
    last = sorted(there, key=lambda hit: (-arrivals[hit.article].number, hit.start))[:limit]
    every = (_news(engine, hit, arrivals[hit.article], base, collection) for hit in last)
    return tuple(news for news in every if news)


def _news(engine: Local, hit: Hit, arrival: Arrival, base: str, collection: str) -> News | None:
    """None: the article went, or was written anew, this very moment."""
    try:
        article = engine.article(hit.article)
    except UnknownArticle:
        return None
    if article.sha256 != hit.sha256:
        return None
    span = _sentence(article, hit)
    return News(hit, span.of(article.text), arrival, words_url(base, article, span.start, span.end, collection))


def _sentence(article: Article, hit: Hit) -> Span:
    sentences = article.paragraphs[hit.paragraph].sentences
    marked = (span for span in sentences for word in hit.matched if span.start <= word.start < span.end)
    return next(marked, sentences[0] if sentences else Span(hit.start, hit.end))
