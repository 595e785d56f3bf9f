"""Which paragraphs match a query, in which order: filters first, then words and meaning, fused.

DESIGN, invariant 3. Places count rows of the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.columns import UNDATED, Columns, Ints, Mask
from index.engine import POOL, Query
from index.query import Free, Parsed, Phrase, Term, query_terms
from index.words import Words

if TYPE_CHECKING:
    from index.meaning import Meaning  # imports faiss, which a question without text does not need

MEANING_SHARE = 0.4  # of the fused value: FINDINGS, min-max sums with .3-.5 beat rank fusion on every collection

Floats = NDArray[np.float64]
Vector = NDArray[np.float32]  # unit, shape (width,)


@dataclass(frozen=True, slots=True)
class Near:
    """The meaning side of one query."""

    meaning: Meaning
    vector: Vector  # the query's own
    floor: float  # cosine; a paragraph below it is not near, however few are nearer

    def cosines(self, rows: Ints) -> Floats:
        """Of each paragraph row to the query; NaN where it has no vector."""
        return self.meaning.cosines(self.vector, rows).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of a query, best first; arrays have shape (matches,)."""

    places: Ints
    bm25: Floats
    fused: Floats  # 0 beyond both pools


def by_date(passing: Mask, columns: Columns, query: Query) -> Matches:
    """Everything that passes: newest first unless the query wants the oldest."""
    places = np.flatnonzero(passing)
    nothing = np.zeros(len(places))
    return Matches(places[_by_day(places, columns, query)], nothing, nothing)


def by_text(passing: Mask, columns: Columns, query: Query, parsed: Parsed, words: Words, near: Near | None) -> Matches:
    """What passes and holds a query word or is near in meaning; `near` None: meaning takes no part."""
    terms = query_terms(parsed.plain, columns.languages)
    bm25, scored = _bm25(words, terms, columns)
    holds = scored | bool(parsed.phrases)  # what passes holds the phrase, so words of the query, be they stop words
    best = _best(np.flatnonzero(passing & holds), bm25, columns)
    if near is None:
        candidates, cosines = best, np.full(len(best), np.nan)
    else:
        candidates, cosines = _candidates(passing, columns, best, near)
    _add_titles(bm25, words, terms, columns, candidates[~scored[candidates]])
    share = MEANING_SHARE if near else 0.0
    fused = np.zeros(len(columns.row))
    fused[candidates] = share * _min_max(cosines) + (1 - share) * _min_max(bm25[candidates])
    matching = passing & holds
    matching[candidates] = True
    places = np.flatnonzero(matching)
    pooled = np.zeros(len(columns.row), np.bool_)
    pooled[candidates] = True
    order = np.lexsort((columns.row[places], -bm25[places], -fused[places].round(6), ~pooled[places]))
    if query.order != "relevance":
        order = _by_day(places, columns, query)
    return Matches(places[order], bm25[places[order]], fused[places[order]])


def operators(parsed: Parsed, words: Words, columns: Columns) -> Mask:
    """The paragraphs that hold every phrase and nothing that is excluded."""
    passing = np.ones(len(columns.row), np.bool_)
    for phrase in parsed.phrases:
        passing &= columns.only(words.holding(phrase.words))
    for excluded in parsed.excluded:
        passing &= ~_held(excluded, words, columns)
    return passing


def _held(excluded: Free | Phrase, words: Words, columns: Columns) -> Mask:
    if isinstance(excluded, Phrase):
        return columns.only(words.holding(excluded.words))
    held = np.zeros(len(columns.row), np.bool_)
    for term in query_terms(excluded.text, columns.languages):
        held |= columns.only(words.with_term(term))
    return held


def _bm25(words: Words, terms: tuple[Term, ...], columns: Columns) -> tuple[Floats, Mask]:
    """Of every place, and which hold one of the terms."""
    rows, scores = words.search(terms)
    bm25, holds = np.zeros(len(columns.row)), np.zeros(len(columns.row), np.bool_)
    places, live = columns.look_up(rows)  # the words may be a batch behind
    bm25[places[live]], holds[places[live]] = scores[live], True
    return bm25, holds


def _best(places: Ints, bm25: Floats, columns: Columns) -> Ints:
    """The POOL places of highest BM25, ties by row."""
    if len(places) > POOL:
        places = places[np.lexsort((columns.row[places], -bm25[places]))[:POOL]]
    return places


def _candidates(passing: Mask, columns: Columns, best: Ints, near: Near) -> tuple[Ints, Floats]:
    """The pools of both sides together, and the cosine of each; NaN where a paragraph has no vector."""
    among = None if passing.all() else np.sort(columns.row[passing])
    rows, cosines = near.meaning.nearest(near.vector, POOL, among=among)
    candidates = np.union1d(best, columns.places(rows[cosines >= near.floor]))
    return candidates, near.cosines(columns.row[candidates])


def _add_titles(bm25: Floats, words: Words, terms: tuple[Term, ...], columns: Columns, places: Ints) -> None:
    """Give places that hold no query word what their titles are worth."""
    stemmed = tuple(term for term in terms if term.field == "text")
    if stemmed and len(places):
        rows, scores = words.titled(stemmed, columns.row[places])
        bm25[columns.places(rows)] = scores


def _min_max(values: Floats) -> Floats:
    """Spread over 0..1; NaN is 0. Where all are equal there is nothing to tell apart: 1, or 0 if they are 0."""
    if not len(values) or np.isnan(values).all():
        return np.zeros(len(values))
    low, high = np.nanmin(values), np.nanmax(values)
    spread = (values - low) / (high - low) if high > low else (values != 0).astype(np.float64)
    return np.where(np.isnan(values), 0.0, spread)


def _by_day(places: Ints, columns: Columns, query: Query) -> Ints:
    """The order by day: newest first unless the oldest are asked for, undated last either way, ties by row."""
    day = columns.day[places]
    wanted = day if query.order == "oldest" else np.where(day == UNDATED, UNDATED, -day)
    return np.lexsort((columns.row[places], wanted))
