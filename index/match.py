"""Which paragraphs match a query, in which order: filters and guarantees first, then words and meaning, fused.

DESIGN, invariant 3. Places count rows of the columns. Meaning is looked for beside the words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from index.beside import BESIDE
from index.clauses import Term
from index.columns import UNDATED, Columns, Ints, Mask
from index.engine import POOL, Query
from index.fusion import Floats, Pool, fuse, share_of
from index.words import Scores, Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.meaning import Meaning  # imports faiss, which a question without text does not need

    Vector = NDArray[np.float32]  # unit, shape (width,)


SAMPLED = 32  # of so many values one is looked at


@dataclass(frozen=True, slots=True)
class Near:
    """The meaning side of one query."""

    meaning: Meaning
    vector: Callable[[], Vector]  # the query's own; the first call takes as long as the model does
    floor: float  # cosine; a paragraph below it is not near, however few are nearer

    def cosines(self, rows: Ints) -> Floats:
        """Of each paragraph row to the query; NaN where it has no vector."""
        return self.meaning.cosines(self.vector(), rows).astype(np.float64)

    def pool(self, passing: Mask, columns: Columns) -> tuple[Ints, Floats]:
        """The places of the POOL nearest of those that pass and are near, in order of place; the cosine of each."""
        among = None if passing.all() else columns.row[passing]
        rows, cosines = self.meaning.nearest(self.vector(), POOL, among=among)
        places, live = columns.look_up(rows)  # another thread may have let in what came since
        kept = np.flatnonzero(live & (cosines >= self.floor))
        kept = kept[np.argsort(places[kept])]
        return places[kept], cosines[kept].astype(np.float64)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words side of one query."""

    terms: tuple[Term, ...]
    kept: bool  # a guarantee asked for words: whatever passes holds them


@dataclass(frozen=True, slots=True)
class Matches:
    """All matches of a query."""

    places: Ints  # shape (matches,): the best first, in order as far as `sure`
    sure: int  # beyond what was ranked together, order costs a sort of everything that holds a word
    bm25: Scores  # of each place of the columns
    pool: Pool | None  # what was ranked; None: nothing was, they are in order of day

    def in_order(self, columns: Columns) -> Matches:
        """The same, all of them best first."""
        rest = self.places[self.sure :]
        places = np.concatenate([self.places[: self.sure], rest[_best_first(rest, self.bm25, columns)]])
        return replace(self, places=places, sure=len(places))


def by_date(passing: Mask, columns: Columns, query: Query) -> Matches:
    """Everything that passes: newest first unless the query wants the oldest."""
    places = _by_day(np.flatnonzero(passing), columns, query)
    return Matches(places, len(places), np.zeros(len(columns.row), np.float32), None)


def by_text(passing: Mask, columns: Columns, query: Query, wanted: Wanted, words: Words, near: Near | None) -> Matches:
    """What passes and holds a wanted word or is near in meaning; `near` None: meaning takes no part."""
    terms = wanted.terms
    nearest = BESIDE.submit(near.pool, passing, columns) if near else None
    bm25, held = _bm25(words, terms, columns)
    keeping = passing if wanted.kept else passing & held
    holding = np.flatnonzero(keeping)
    best = _best(holding, bm25, columns)
    if near is None or nearest is None:
        candidates, cosines = best, np.full(len(best), np.nan)
    else:
        candidates, cosines = _candidates(best, *nearest.result(), columns, near)
    _add_titles(bm25, words, terms, columns, candidates[bm25[candidates] == 0])
    pool = fuse(candidates, bm25[candidates].astype(np.float64), cosines, columns, query, share_of(terms))
    ranked = candidates[pool.order]
    others = np.delete(holding, np.searchsorted(holding, candidates[keeping[candidates]]))
    places = np.concatenate([ranked, others])
    if query.order in ("newest", "oldest"):
        places = _by_day(np.sort(places), columns, query)
        return Matches(places, len(places), bm25, pool)
    return Matches(places, len(ranked), bm25, pool)


def _bm25(words: Words, terms: tuple[Term, ...], columns: Columns) -> tuple[Scores, Mask]:
    """Of every place, and which hold one of the terms."""
    found = words.search(terms)
    bm25, held = np.zeros(len(columns.row), np.float32), np.zeros(len(columns.row), np.bool_)
    places, live = columns.look_up(found.rows)
    if not live.all():  # the words may be a batch behind
        places, found = places[live], found.only(live)
    bm25[places], held[places] = found.bm25, found.held
    return bm25, held


def _best(places: Ints, bm25: Scores, columns: Columns) -> Ints:
    """The POOL places of highest BM25, ties by row."""
    if len(places) > POOL:
        values = bm25[places]
        likely = np.flatnonzero(values >= _under_the_best(values))
        values, places = values[likely], places[likely]
        places = places[values >= np.partition(values, -POOL)[-POOL]]  # ties for the last place among them
        places = places[_best_first(places, bm25, columns)[:POOL]]
    return places


def _under_the_best(values: Scores) -> float:
    """A value that POOL reach and not many more, told from a sample: to partition all takes ten times as long."""
    sample = values[::SAMPLED]
    rank = 2 * POOL // SAMPLED
    if len(sample) <= rank or np.count_nonzero(values >= (under := np.partition(sample, -rank)[-rank])) < POOL:
        return 0.0
    return float(under)


def _best_first(places: Ints, bm25: Scores, columns: Columns) -> Ints:
    """The order of highest BM25, ties by row: in one number, for sorting numbers takes a tenth of sorting pairs."""
    bits = bm25[places].view(np.int32).astype(np.int64)  # in the order of the values, none negative
    return np.argsort((-bits << 32) + columns.row[places])


def _candidates(best: Ints, nearest: Ints, known: Floats, columns: Columns, near: Near) -> tuple[Ints, Floats]:
    """The pools of both sides together, and the cosine of each: what is `known` of the nearest, and the others'."""
    candidates = np.union1d(best, nearest)
    cosines = np.full(len(candidates), np.nan)
    cosines[np.searchsorted(candidates, nearest)] = known
    rest = np.flatnonzero(np.isnan(cosines))
    cosines[rest] = near.cosines(columns.row[candidates[rest]])
    return candidates, cosines


def _add_titles(bm25: Scores, words: Words, terms: tuple[Term, ...], columns: Columns, places: Ints) -> None:
    """Give places that hold no query word what their titles are worth."""
    if len(places):
        rows, scores = words.titled(terms, columns.row[places])
        bm25[columns.places(rows)] = scores


def _by_day(places: Ints, columns: Columns, query: Query) -> Ints:
    """The places, given in order, by day: newest first unless the oldest are wanted, undated last, ties by row."""
    day = columns.day[places]
    if columns.dates.rows:  # on the days that people put right they no longer lie in order
        order = np.lexsort((columns.row[places], day))
        places, day = places[order], day[order]
    if query.order == "oldest":
        return places
    dated = int(np.searchsorted(day, UNDATED))
    return np.concatenate([places[_turned(day[:dated])], places[dated:]])


def _turned(day: Ints) -> Ints:
    """The last day first, each day in its own order.

    >>> _turned(np.array([3, 3, 5, 7])).tolist()
    [3, 2, 0, 1]
    """
    starts = np.flatnonzero(np.diff(day, prepend=-UNDATED))
    lengths = np.diff(starts, append=len(day))[::-1]
    before = np.cumsum(lengths) - lengths
    turned: Ints = np.arange(len(day)) + np.repeat(starts[::-1] - before, lengths)
    return turned
