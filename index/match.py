"""Which paragraphs match a query, in which order: filters and guarantees first, then words and meaning, fused.

DESIGN, invariant 3. Places count rows of the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.clauses import Term
from index.columns import UNDATED, Columns, Ints, Mask
from index.engine import POOL, Query
from index.fusion import Floats, Pool, fuse
from index.words import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.meaning import Meaning  # imports faiss, which a question without text does not need

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
class Wanted:
    """The words side of one query."""

    terms: tuple[Term, ...]
    kept: bool  # a guarantee asked for words: whatever passes holds them


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of a query, best first; arrays have shape (matches,)."""

    places: Ints
    bm25: Floats
    pool: Pool | None  # what was ranked; None: nothing was, they are in order of day


def by_date(passing: Mask, columns: Columns, query: Query) -> Matches:
    """Everything that passes: newest first unless the query wants the oldest."""
    places = np.flatnonzero(passing)
    return Matches(places[_by_day(places, columns, query)], np.zeros(len(places)), None)


def by_text(passing: Mask, columns: Columns, query: Query, wanted: Wanted, words: Words, near: Near | None) -> Matches:
    """What passes and holds a wanted word or is near in meaning; `near` None: meaning takes no part."""
    terms = wanted.terms
    bm25, scored = _bm25(words, terms, columns)
    holding = np.flatnonzero(passing if wanted.kept else passing & scored)
    best = _best(holding, bm25, columns)
    if near is None:
        candidates, cosines = best, np.full(len(best), np.nan)
    else:
        candidates, cosines = _candidates(passing, columns, best, near)
    _add_titles(bm25, words, terms, columns, candidates[~scored[candidates]])
    pool = fuse(candidates, bm25[candidates], cosines, columns, query)
    rest = holding[~_among(candidates, columns)[holding]]
    if query.order in ("newest", "oldest"):
        places = np.concatenate([candidates, rest])
        places = places[_by_day(places, columns, query)]
    else:
        places = np.concatenate([candidates[pool.order], rest[_best_first(rest, bm25, columns)]])
    return Matches(places, bm25[places], pool)


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
        places = places[_best_first(places, bm25, columns)[:POOL]]
    return places


def _best_first(places: Ints, bm25: Floats, columns: Columns) -> Ints:
    """The order of highest BM25, ties by row: in one number, for sorting numbers takes a tenth of sorting pairs."""
    bits = bm25[places].astype(np.float32).view(np.int32).astype(np.int64)  # in the order of the values, none negative
    return np.argsort((-bits << 32) + columns.row[places])


def _among(places: Ints, columns: Columns) -> Mask:
    mask = np.zeros(len(columns.row), np.bool_)
    mask[places] = True
    return mask


def _candidates(passing: Mask, columns: Columns, best: Ints, near: Near) -> tuple[Ints, Floats]:
    """The pools of both sides together, and the cosine of each; NaN where a paragraph has no vector."""
    among = None if passing.all() else columns.row[passing]
    rows, cosines = near.meaning.nearest(near.vector, POOL, among=among)
    candidates = np.union1d(best, columns.places(rows[cosines >= near.floor]))
    return candidates, near.cosines(columns.row[candidates])


def _add_titles(bm25: Floats, words: Words, terms: tuple[Term, ...], columns: Columns, places: Ints) -> None:
    """Give places that hold no query word what their titles are worth."""
    if len(places):
        rows, scores = words.titled(terms, columns.row[places])
        bm25[columns.places(rows)] = scores


def _by_day(places: Ints, columns: Columns, query: Query) -> Ints:
    """The order by day: newest first unless the oldest are asked for, undated last either way, ties by row."""
    day = columns.day[places]
    wanted = day if query.order == "oldest" else np.where(day == UNDATED, UNDATED, -day)
    return np.lexsort((columns.row[places], wanted))
