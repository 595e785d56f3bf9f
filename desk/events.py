"""The days that matter to a question, over a library: what is told of each, in whose words, and by how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.candidates import material_of
from desk.days_that_matter import Source, ToldDay, days_that_matter
from desk.event_quotes import quotes_by_period
from desk.passages import Passage, passage_of
from desk.periods import Grain, period_of
from desk.said_apart import Distance, distance
from desk.tellings import Telling, by_period, read_tellings
from index.engine import POOL, Engine, Hits, Query, QuoteHit
from index.query import understood
from ingest.article import Article
from ingest.copies import COPY, shingles

SENTENCES = 2  # for each day, where nobody says how many
_READ = 500  # best articles that are read whole, at some 5 ms each

Shas = Mapping[str, str]  # article id -> sha256 of its text when it was found


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day, week, month or year that matters, and why."""

    day: date  # the first of the period
    until: date  # the last: of a day, the same
    sentences: tuple[Passage, ...]  # the best first
    published: int  # articles on the question that appeared on it
    later: int  # articles on the question that speak of it on a later day
    outlets: int  # that speak of it or appeared on it; an article that names no outlet counts for none
    independent: int  # of the outlets, those that tell it in words of their own, copies counted once
    quotes: tuple[QuoteHit, ...]  # said on it or speaking of it, each statement once, the best first
    apart: Distance | None  # between what the independent outlets wrote; None: fewer than two say enough


@dataclass(frozen=True, slots=True)
class Events:
    """The answer, and what it rests on."""

    days: tuple[EventDay, ...]  # in order of time
    read: int  # dated articles with a word of the question: what it rests on
    articles: int  # that match the question
    note: str | None  # what the answer had to leave out; None: nothing


def events(
    engine: Engine, query: Query, *, grain: Grain = "day", days: int | None = None, sentences: int = SENTENCES
) -> Events:
    """The days that matter to the query, with at most so many sentences for each; without `days` a knee decides.

    With a coarser grain they are weeks, months or years.
    Raises QueryError, and NotVerbatim where an article has changed since it was found.
    """
    found = engine.search(replace(query, order="relevance", limit=POOL, offset=0))
    shas = {hit.article: hit.sha256 for hit in found.hits}
    articles = _read(engine, found)
    materials = ((material_of(article), article.dates) for article in articles.values())
    tellings = by_period(read_tellings(materials, understood(query).plain), grain)
    told = days_that_matter(tellings, days=days, sentences=sentences)
    quotes = quotes_by_period(engine, query, articles, grain) if told else {}
    return Events(
        tuple(_event_day(day, grain, tellings, articles, shas, quotes.get(day.day, ())) for day in told),
        len(tellings),
        found.articles,
        _left_out(found, articles.values()),
    )


def _read(engine: Engine, found: Hits) -> dict[str, Article]:
    """The articles with the best paragraphs and those that print copies of them."""
    ids = dict.fromkeys(id for hit in found.hits for id in (hit.article, *(copy.article for copy in hit.copies)))
    return {id: engine.article(id) for id in list(ids)[:_READ]}


def _left_out(found: Hits, articles: Iterable[Article]) -> str | None:
    read = list(articles)
    undated = sum(material_of(article).published is None for article in read)
    said = (
        found.note,
        f"Of {found.articles:,} articles that match, the {len(read):,} that rank first were read."
        if len(read) < found.articles
        else None,
        f"{undated:,} without a day of publication took no part." if undated else None,
    )
    return " ".join(filter(None, said)) or None


def _event_day(
    told: ToldDay,
    grain: Grain,
    tellings: Sequence[Telling],
    articles: Mapping[str, Article],
    shas: Shas,
    quotes: tuple[QuoteHit, ...],
) -> EventDay:
    telling_of_it = _words_by_article(told, tellings)
    outlets = {article: articles[article].outlet for article in telling_of_it}
    independent = _independent(telling_of_it, outlets)
    return EventDay(
        told.day,
        period_of(told.day, grain).until,
        tuple(_passage(source, articles[source.telling.material.id], shas) for source in told.sentences),
        told.published,
        told.later,
        len(set(outlets.values()) - {None}),
        len(independent),
        quotes,
        distance(_by_outlet(telling_of_it, articles, independent)),
    )


def _by_outlet(
    words: Mapping[str, str], articles: Mapping[str, Article], independent: set[str]
) -> dict[str, list[tuple[str, str]]]:
    """What each independent outlet says, with the language of each article."""
    said: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, text in words.items():
        if (outlet := articles[id].outlet) in independent and outlet:
            said[outlet].append((text, articles[id].language))
    return said


def _words_by_article(told: ToldDay, tellings: Sequence[Telling]) -> dict[str, str]:
    """What each article says of the day, the earliest article first; one that only appeared on it speaks as a whole."""
    naming: defaultdict[str, list[str]] = defaultdict(list)
    for source in told.sources:
        naming[source.telling.material.id].append(source.sentence.text)
    words = {}
    for telling in sorted(tellings, key=lambda one: (one.published, one.material.id)):
        id = telling.material.id
        if id in naming or telling.published == told.day:
            words[id] = "\n".join(naming.get(id) or (one.sentence.text for one in telling.told))
    return words


def _independent(words: Mapping[str, str], outlets: Mapping[str, str | None]) -> set[str]:
    """The outlets with an article that is no copy of what another outlet printed before it."""
    holders: defaultdict[int, set[str]] = defaultdict(set)  # shingle -> articles that hold it
    sizes: dict[str, int] = {}
    own: set[str] = set()
    for article, said in words.items():
        outlet, cut = outlets[article], shingles(said)
        shared = Counter(holder for shingle in cut for holder in holders[shingle] if outlets[holder] != outlet)
        if outlet and not any(count >= COPY * min(len(cut), sizes[other]) for other, count in shared.items()):
            own.add(outlet)
        sizes[article] = len(cut)
        for shingle in cut:
            holders[shingle].add(article)
    return own


def _passage(source: Source, article: Article, shas: Shas) -> Passage:
    return passage_of(article, source.sentence.span, source.sentence.text, sha256=shas.get(article.id))
