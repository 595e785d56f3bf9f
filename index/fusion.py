"""Words and meaning as one number: each side as a share of its best, added, and every step kept for a receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.clauses import Term
from index.columns import UNDATED, Columns, Ints
from index.engine import Query, Why

# Of the fused value. With recency still under half of it, so that the best by words is never behind what holds none.
MEANING_SHARE = 0.4
BESIDE_NUMBERS = 0.25  # where the query holds a number: to a model 1998 is much like 2003 (docs/decisions.md, Ranking)
RECENT_MOST = 0.1  # what being of the newest day adds, where that is asked for: a quarter of what meaning can
RECENT_HALF = 30  # days after which half of it is left

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Pool:
    """What was ranked together; arrays have shape (candidates,), in order of place."""

    places: Ints
    bm25: Floats
    cosine: Floats  # NaN: no vector
    words: Floats  # bm25 as a share of the best
    meaning: Floats  # cosine as a share of the best
    recency: Floats
    fused: Floats
    order: Ints  # the candidates best first
    share: float  # of meaning

    def why(self, place: int) -> Why | None:
        """How a place came to its rank; None: it is beyond both pools."""
        at = int(np.searchsorted(self.places, place))
        if at == len(self.places) or self.places[at] != place:
            return None
        return Why(
            share=self.share,
            words=float(self.words[at]),
            meaning=float(self.meaning[at]),
            recency=float(self.recency[at]),
            best_bm25=float(self._bm25_sorted[-1]),
            best_cosine=float(self._cosine_sorted[-1]) if self.share else None,
            words_rank=_rank(self._bm25_sorted, self.bm25[at]) if self.bm25[at] > 0 else None,
            meaning_rank=None if np.isnan(self.cosine[at]) else _rank(self._cosine_sorted, self.cosine[at]),
        )

    @cached_property
    def _bm25_sorted(self) -> Floats:
        return np.sort(self.bm25)

    @cached_property
    def _cosine_sorted(self) -> Floats:
        return np.sort(self.cosine[~np.isnan(self.cosine)])


def share_of(terms: Iterable[Term]) -> float:
    """How much meaning counts in a query that these words rank."""
    has_number = any(char.isdecimal() for term in terms for char in term.word)
    return BESIDE_NUMBERS if has_number else MEANING_SHARE


def fuse(places: Ints, bm25: Floats, cosine: Floats, columns: Columns, query: Query, share: float) -> Pool:
    """Rank the candidates; `share` of meaning, none where no candidate has a vector."""
    share = 0.0 if np.isnan(cosine).all() else share
    words, meaning = _of_best(bm25), _of_best(cosine)
    recency = _recency(columns.day[places], columns) if query.order == "recent" else np.zeros(len(places))
    fused = share * meaning + (1 - share) * words + recency
    order = np.lexsort((columns.row[places], -bm25, -fused.round(6)))
    return Pool(places, bm25, cosine, words, meaning, recency, fused, order, share)


def _of_best(values: Floats) -> Floats:
    """Each as a share of the highest, whatever else is in the pool; NaN, or less than 0, is 0."""
    known = np.maximum(np.nan_to_num(values), 0.0)
    best = known.max(initial=0.0)
    return known / best if best > 0 else known


def _rank(ordered: Floats, value: float) -> int:
    """Among the values, from 1; what differs by less than rounding is level."""
    return len(ordered) - int(np.searchsorted(ordered, value + 1e-5, side="right")) + 1


def _recency(days: Ints, columns: Columns) -> Floats:
    """By how long before the archive's newest day each was published; nothing for what has no date."""
    newest = columns.day.max(initial=0, where=columns.day != UNDATED)
    return np.where(days == UNDATED, 0.0, RECENT_MOST * 0.5 ** (np.maximum(newest - days, 0) / RECENT_HALF))
