"""What a brief is made from: articles of the library, and the places in them that it may take sentences from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from desk.assignment import About, Assignment, BriefError
from desk.picks import parse_pick, picked_article
from index.engine import POOL, Engine, Hit, Hits, Query, QuoteHit
from index.query import understood
from ingest.article import Article, Span
from ingest.verbatim import unchanged

Printing = tuple[str, str | None]  # an article's id, and its outlet

_READ = 60  # best paragraphs, or first articles, that a brief is made from: more change little, at 10 ms each
_QUOTES = 200  # best quotes of a speaker


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
    """The pool for an assignment. Raises BriefError, PickError, QueryError, UnknownArticle."""
    return _GATHER[assignment.about](engine, assignment)


def pool_of(articles: Iterable[Article]) -> Pool:
    """Articles that are in hand, each whole."""
    given = tuple(articles)
    places = tuple(_place(one, Span(0, len(one.text))) for one in given)
    return Pool(given, places, "", sum(len(one.paragraphs) for one in given), len(given), None)


def _of_query(engine: Engine, assignment: Assignment) -> Pool:
    return _pool(engine, engine.search(replace(assignment.query, limit=_READ, offset=0)), assignment.query)


def _pool(engine: Engine, found: Hits, query: Query) -> Pool:
    places = tuple(map(_place_of_hit, found.hits))
    return Pool(_read(engine, places), places, understood(query).plain, found.total, found.articles, found.note)


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
    """What was printed on the day, and the sentences of later articles that name it."""
    if assignment.day is None:
        raise BriefError("A brief of a day needs to know which: give it as YYYY-MM-DD.")
    on_it = replace(
        assignment.query, since=assignment.day, until=assignment.day, undated=False, clock="published", offset=0
    )
    printed = _printed_on(engine, replace(on_it, limit=_READ if on_it.text else POOL))
    spoken = engine.search(replace(on_it, clock="spoken", limit=_READ))
    known = {article.id for article in printed.articles}
    later = _read(engine, [place for hit in spoken.hits if (place := _place_of_hit(hit)).article not in known])
    naming = tuple(_places_naming(assignment.day, later))
    return replace(
        printed,
        articles=printed.articles + later,
        places=printed.places + naming,
        theme=understood(on_it).plain,
        paragraphs=printed.paragraphs + spoken.total,
        found=printed.found + len(later),
    )


def _printed_on(engine: Engine, query: Query) -> Pool:
    """The paragraphs that match; without words, the articles whole."""
    found = engine.search(query)
    ids = list(dict.fromkeys(hit.article for hit in found.hits))[:_READ]
    places = [_place_of_hit(hit) for hit in found.hits if hit.article in set(ids)]
    articles = tuple(one for one in _read(engine, places) if one.published and one.published.precision == "day")
    if not query.text:
        places = [_place(article, Span(0, len(article.text))) for article in articles]
    return Pool(articles, tuple(places), "", found.total, found.articles, found.note)


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


def _places_naming(day: date, articles: Iterable[Article]) -> Iterator[Place]:
    """Where the articles name the day."""
    for article in articles:
        for mention in article.dates:
            if mention.value[:10] == day.isoformat() and mention.type in ("DATE", "TIME"):
                yield _place(article, mention.span)
