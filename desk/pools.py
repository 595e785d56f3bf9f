"""What a brief is made from: articles of the library, and the places in them that it may take sentences from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk.assignment import About, Assignment, BriefError
from desk.picks import parse_pick, picked_article
from index.engine import POOL, Engine, Hit, Hits, QuoteHit
from index.query import parse
from ingest.article import Article, Span
from ingest.verbatim import unchanged

Printing = tuple[str, str | None]  # an article's id, and its outlet

_READ = 60  # best paragraphs, or first articles, that a brief is made from: more change little, at 10 ms each
_QUOTES = 200  # best quotes of a speaker
_SPOKEN_OF = timedelta(days=30)  # after a day, in which articles may tell of it


@dataclass(frozen=True, slots=True)
class Place:
    """Where sentences may come from."""

    article: str
    sha256: str  # of the article's text when the place was found
    start: int
    end: int
    weight: float  # what its rank multiplies a sentence's weight by
    cosine: float | None  # to the question; None: not known
    printings: tuple[Printing, ...]  # other articles that print the same


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything that a brief rests on: with it the same brief is made again, without the library."""

    articles: tuple[Article, ...]
    places: tuple[Place, ...]  # the best first
    theme: str  # words that a sentence has to speak of; empty: any sentence will do
    paragraphs: int  # that match, copies included
    found: int  # articles that match
    note: str | None  # what the search left out; None: nothing


def gather(engine: Engine, assignment: Assignment) -> Pool:
    """The pool for what is assignment. Raises BriefError, PickError, QueryError, UnknownArticle."""
    return _GATHER[assignment.about](engine, assignment)


def pool_of(articles: Iterable[Article]) -> Pool:
    """Articles that are in hand, each whole."""
    given = tuple(articles)
    places = tuple(_place(one, Span(0, len(one.text))) for one in given)
    return Pool(given, places, "", sum(len(one.paragraphs) for one in given), len(given), None)


def _of_query(engine: Engine, assignment: Assignment) -> Pool:
    return _pool(engine, engine.search(replace(assignment.query, limit=_READ, offset=0)), assignment.query.text)


def _pool(engine: Engine, found: Hits, text: str) -> Pool:
    places = tuple(map(_place_of_hit, found.hits))
    return Pool(_read(engine, places), places, parse(text).plain, found.total, found.articles, found.note)


def _of_speaker(engine: Engine, assignment: Assignment) -> Pool:
    """What the speaker is quoted with."""
    if not assignment.speaker:
        raise BriefError("A brief of a speaker's words needs to know whose: name the speaker.")
    found = engine.quotes(replace(assignment.query, speakers=(assignment.speaker,), limit=_QUOTES, offset=0))
    first = set(list(dict.fromkeys(quote.article for quote in found.quotes))[:_READ])
    quotes = [quote for quote in found.quotes if quote.article in first]
    left_out = found.total - len(quotes)
    note = f"Of {found.total:,} quotes the {len(quotes):,} that rank first were read." if left_out else None
    places = tuple(_places_of_quotes(quotes))
    paragraphs = len({(quote.article, quote.paragraph) for quote in quotes})
    return Pool(_read(engine, places), places, "", paragraphs, len(first), note)


def _of_day(engine: Engine, assignment: Assignment) -> Pool:
    """What was printed on the day, and what the month after it says of it, where there is a question."""
    if assignment.day is None:
        raise BriefError("A brief of a day needs to know which: give it as YYYY-MM-DD.")
    on_it = replace(assignment.query, since=assignment.day, until=assignment.day, undated=False, limit=_READ, offset=0)
    if not assignment.query.text:
        found = engine.search(replace(on_it, limit=POOL))
        ids = list(dict.fromkeys(hit.article for hit in found.hits))[:_READ]
        pool = pool_of(engine.article(id) for id in ids)
        return replace(pool, paragraphs=found.total, found=found.articles, note=found.note)
    after = replace(on_it, since=assignment.day + timedelta(days=1), until=assignment.day + _SPOKEN_OF)
    pool = _pool(engine, engine.search(on_it), assignment.query.text)
    later = _pool(engine, engine.search(after), assignment.query.text)
    naming = tuple(_places_naming(assignment.day, later))
    named = {place.article for place in naming}
    return replace(
        pool,
        articles=(*pool.articles, *(article for article in later.articles if article.id in named)),
        places=(*pool.places, *naming),
        paragraphs=pool.paragraphs + len(naming),
        found=pool.found + len(named),
    )


def _of_picked(engine: Engine, assignment: Assignment) -> Pool:
    if not assignment.picks:
        raise BriefError("Nothing is picked: pick passages on the Search or Compare page, or name an article.")
    picks = [parse_pick(written) for written in dict.fromkeys(assignment.picks)]
    picked = [(picked_article(engine, pick), pick.span) for pick in picks]
    places = tuple(_place(article, span or Span(0, len(article.text))) for article, span in picked)
    articles = tuple({(article.id, article.sha256): article for article, _ in picked}.values())
    return Pool(articles, places, "", len(places), len(articles), None)


_GATHER: dict[About, Callable[[Engine, Assignment], Pool]] = {
    "query": _of_query,
    "speaker": _of_speaker,
    "day": _of_day,
    "article": _of_picked,
    "picked": _of_picked,
}


def _read(engine: Engine, places: Iterable[Place]) -> tuple[Article, ...]:
    """The articles, each still with the text that the places were found in."""
    found = {place.article: place.sha256 for place in places}
    articles = tuple(engine.article(id) for id in found)
    for article in articles:
        unchanged(article.text, found[article.id])
    return articles


def _place(article: Article, span: Span) -> Place:
    return Place(article.id, article.sha256, span.start, span.end, 1.0, None, ())


def _place_of_hit(hit: Hit) -> Place:
    printings = tuple((copy.article, copy.outlet) for copy in hit.copies)
    return Place(hit.article, hit.sha256, hit.start, hit.end, 0.5 + hit.fused, hit.cosine, printings)


def _places_of_quotes(quotes: Iterable[QuoteHit]) -> Iterator[Place]:
    """A place for each; those with the same words print one another."""
    same: defaultdict[int, list[QuoteHit]] = defaultdict(list)
    for quote in quotes:
        same[quote.group].append(quote)
    for group in same.values():
        for quote in group:
            others = tuple((one.article, one.outlet) for one in group if one.article != quote.article)
            yield Place(quote.article, quote.sha256, quote.start, quote.end, 1.0, None, others)


def _places_naming(day: date, pool: Pool) -> Iterator[Place]:
    """Where the articles name the day."""
    for article in pool.articles:
        for mention in article.dates:
            if mention.value[:10] == day.isoformat() and mention.type in ("DATE", "TIME"):
                yield _place(article, mention.span)
