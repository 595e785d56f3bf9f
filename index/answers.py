"""Matches become answers: rows of the archive for one page, counts over everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from index.columns import Columns, Ints
from index.corrections import put_right
from index.engine import Copy, Hit, Query, QuoteHit, Quotes, Sharing, Speaker
from index.find import Found
from index.fusion import Floats
from index.marking import Marked
from index.match import Matches
from index.records import quote_of
from ingest.article import Span
from ingest.verbatim import verbatim


@dataclass(frozen=True, slots=True)
class Page:
    """The matches that a page shows: each the best of its copies."""

    firsts: Ints  # their places, best first
    copies: tuple[Ints, ...]  # the places of each one's copies, best first


def page_of(matches: Matches, columns: Columns, query: Query) -> Page:
    """Collapse copies, then cut the page out."""
    first = _comes_first(columns.words[matches.places[: matches.sure]])
    if len(first) < query.offset + query.limit and matches.sure < len(matches.places):
        matches = matches.in_order(columns)
        first = _comes_first(columns.words[matches.places])
    firsts = first[query.offset : query.offset + query.limit]
    return Page(matches.places[firsts], tuple(_copies(matches, columns, firsts)))


def _copies(matches: Matches, columns: Columns, firsts: Ints) -> Iterator[Ints]:
    """Of each of the matches the places of its copies, best first."""
    group = columns.words[matches.places]
    shown = np.zeros(int(group.max(initial=-1)) + 1, np.bool_)
    shown[group[firsts]] = True
    held = np.flatnonzero(shown[group])
    few = replace(matches, places=matches.places[held], sure=int(np.searchsorted(held, matches.sure)))
    places = few.in_order(columns).places
    words = columns.words[places]
    for first in matches.places[firsts]:
        yield places[(words == columns.words[first]) & (places != first)]


def hits_of(
    connection: sqlite3.Connection, found: Found, page: Page, columns: Columns, cosines: Floats
) -> Iterator[Hit]:
    """The page's hits. `cosines`: of its firsts, NaN where a paragraph has no vector."""
    wanted, matches = Marked.of(found.parsed, found.telling, columns.languages), found.matches
    for place, copies, cosine in zip(page.firsts, page.copies, cosines, strict=True):
        why = matches.pool.why(int(place)) if matches.pool else None
        given = _paragraph(connection, int(columns.row[place]))
        id, given_id, url, outlet, language, sha256, text, title_start, title_end, start, end, ordinal = given
        yield Hit(
            article=id,
            given_id=given_id,
            url=url,
            outlet=outlet,
            language=language,
            title=text[title_start:title_end],
            published=columns.published(place),
            sha256=sha256,
            start=start,
            end=end,
            text=verbatim(text, Span(start, end), text[start:end], sha256=sha256),
            paragraph=ordinal,
            cosine=None if np.isnan(cosine) else float(cosine),
            bm25=float(matches.bm25[place]),
            fused=why.share * why.meaning + (1 - why.share) * why.words + why.recency if why else 0.0,
            matched=wanted.found_in(text[start:end], language, start),
            copies=tuple(_copy(connection, columns, copy) for copy in copies),
            why=why,
        )


def sharing_of(connection: sqlite3.Connection, columns: Columns, places: Ints, shared: Floats) -> Iterator[Sharing]:
    """The paragraphs at these places, and how much each shares."""
    for place, rarities in zip(places, shared, strict=True):
        given = _paragraph(connection, int(columns.row[place]))
        id, given_id, url, outlet, language, sha256, text, title_start, title_end, start, end, ordinal = given
        yield Sharing(
            article=id,
            given_id=given_id,
            url=url,
            outlet=outlet,
            language=language,
            title=text[title_start:title_end],
            published=columns.published(place),
            sha256=sha256,
            start=start,
            end=end,
            text=verbatim(text, Span(start, end), text[start:end], sha256=sha256),
            paragraph=ordinal,
            shared=float(rarities),
        )


def counts_of(matches: Matches, columns: Columns) -> tuple[int, int]:
    """Articles with a matching paragraph, and matches with copies counted once."""
    return _different(columns.article[matches.places]), _different(columns.words[matches.places])


def _different(numbers: Ints) -> int:
    """How many different ones; they are small, so that nothing is sorted."""
    there = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)
    there[numbers] = True
    return int(np.count_nonzero(there))


def _comes_first(numbers: Ints) -> Ints:
    """Where each number comes first, in order."""
    first = np.empty(int(numbers.max(initial=-1)) + 1, np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return np.flatnonzero(first[numbers] == np.arange(len(numbers)))


def quotes_of(connection: sqlite3.Connection, found: Found, columns: Columns, query: Query) -> Quotes:
    """The quotes in the matches: those of the best paragraph first, each paragraph's in the order of its text."""
    chosen, rank = _chosen_quotes(replace(found, matches=found.matches.in_order(columns)), columns)
    quotes = columns.quotes
    order = chosen[np.lexsort((quotes.start[chosen], rank))]
    rank = np.sort(rank)
    group = _numbered(quotes.words[order])
    page = slice(query.offset, query.offset + query.limit)
    hits = (
        _quote(connection, columns, place, int(rank_), int(group_))
        for place, rank_, group_ in zip(order[page], rank[page], group[page], strict=True)
    )
    return Quotes(tuple(hits), len(order))


def speakers_of(found: Found, columns: Columns) -> tuple[Speaker, ...]:
    """The persons quoted in the matches, most quoted first, then by name."""
    chosen, _ = _chosen_quotes(found, columns)
    quotes = columns.quotes
    counts = np.bincount(quotes.person[chosen], minlength=len(quotes.persons))
    pairs = np.unique(np.stack([quotes.person[chosen], quotes.article[chosen]], axis=1), axis=0)
    articles = np.bincount(pairs[:, 0], minlength=len(quotes.persons))
    speakers = (
        Speaker(person, int(counts[code]), int(articles[code]))
        for code, person in enumerate(quotes.persons)
        if person is not None and counts[code]
    )
    return tuple(sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.person)))


def _chosen_quotes(found: Found, columns: Columns) -> tuple[Ints, Ints]:
    """The quotes in the matches that keep what is asked of a quote, and the rank of each one's paragraph, from 1."""
    quotes, places = columns.quotes, found.matches.places
    ranks = np.zeros(len(columns.row), np.int64)
    ranks[places] = np.arange(1, len(places) + 1)
    place, live = columns.look_up(quotes.paragraph)
    rank = np.where(live, ranks[place], 0) if len(ranks) else np.zeros(len(place), np.int64)
    mask = (rank > 0) & found.quotes
    return np.flatnonzero(mask), rank[mask]


def _numbered(keys: Ints) -> Ints:
    """The same number for the same key, from 1 in the order in which keys first come."""
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    number = np.empty(len(first), np.int64)
    number[np.argsort(first)] = np.arange(1, len(first) + 1)
    numbered: Ints = number[which]
    return numbered


# The text whole, cut in Python: SQLite counts characters otherwise where a text holds NUL.
_ARTICLE = "a.id, v.given_id, v.url, v.outlet, v.language, v.sha256, v.text, v.title_start, v.title_end"
_PARAGRAPH = f"""
SELECT {_ARTICLE}, p.start, p."end", p.ordinal FROM paragraphs p JOIN articles a ON a.row = p.article
JOIN versions v ON v.article = p.article AND v.version = p.version WHERE p.row = ?
"""
_COPY = """
SELECT a.id, v.outlet, p.start, p."end" FROM paragraphs p JOIN articles a ON a.row = p.article
JOIN versions v ON v.article = p.article AND v.version = p.version WHERE p.row = ?
"""
_QUOTE = f"""
SELECT {_ARTICLE}, p.ordinal, q.start, q."end", q.kind, q.fragments, q.speaker_start, q.speaker_end,
q.cue_start, q.cue_end, q.person, q.confidence, q.decided_by FROM quotes q
JOIN articles a ON a.row = q.article AND a.version = q.version
JOIN versions v ON v.article = q.article AND v.version = q.version
JOIN paragraphs p ON p.row = q.paragraph WHERE q.article = ? AND q.number = ?
"""


def _paragraph(connection: sqlite3.Connection, row: int) -> tuple:  # type: ignore[type-arg]  # columns of _PARAGRAPH
    found: tuple = connection.execute(_PARAGRAPH, (row,)).fetchone()  # type: ignore[type-arg]
    return found


def _copy(connection: sqlite3.Connection, columns: Columns, place: int) -> Copy:
    id, outlet, start, end = connection.execute(_COPY, (int(columns.row[place]),)).fetchone()
    return Copy(id, outlet, columns.published(place), start, end)


def _quote(connection: sqlite3.Connection, columns: Columns, place: int, rank: int, group: int) -> QuoteHit:
    quotes = columns.quotes
    key = (int(quotes.article[place]), int(quotes.number[place]))
    id, given_id, url, outlet, language, sha256, text, title_start, title_end, ordinal, *values = connection.execute(
        _QUOTE, key
    ).fetchone()
    extracted = quote_of(values)
    person = quotes.persons[quotes.person[place]]
    quote, corrected = put_right(extracted, person, quotes.corrections, id, key[1])
    return QuoteHit(
        article=id,
        given_id=given_id,
        url=url,
        outlet=outlet,
        language=language,
        title=text[title_start:title_end],
        published=columns.published(columns.look_up(quotes.paragraph[place : place + 1])[0][0]),
        sha256=sha256,
        start=quote.span.start,
        end=quote.span.end,
        text=verbatim(text, quote.span, quote.span.of(text), sha256=sha256),
        paragraph=ordinal,
        quote=quote,
        speaker=quote.speaker.of(text) if quote.speaker else None,
        rank=rank,
        group=group,
        extracted=extracted.person,
        corrected=corrected,
    )
