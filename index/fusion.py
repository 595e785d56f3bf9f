"""Words and meaning as one number: each side as a share of its best, added, and every step kept for a receipt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.columns import UNDATED, Columns, Ints
from index.engine import Query, Why

# Of the fused value. At .3 names and years, which words find, keep their lead, and questions in prose lose nothing that
# can be measured (docs/decisions.md, Ranking).
MEANING_SHARE = 0.3
RECENT_MOST = 0.1  # what being of the newest day adds, where that is asked for: a third of what meaning can
RECENT_HALF = 30  # days after which half of it is left

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
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
            best_bm25=float(self.bm25.max()),
            best_cosine=float(np.nanmax(self.cosine)) if self.share else None,
            words_rank=_rank(self.bm25, at) if self.bm25[at] > 0 else None,
            meaning_rank=None if np.isnan(self.cosine[at]) else _rank(self.cosine, at),
        )


def fuse(places: Ints, bm25: Floats, cosine: Floats, columns: Columns, query: Query) -> Pool:
    """Rank the candidates; where none has a vector, by words alone."""
    share = 0.0 if np.isnan(cosine).all() else MEANING_SHARE
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


def _rank(values: Floats, at: int) -> int:
    """Among the values, from 1; what differs by less than rounding is level."""
    return int((values > values[at] + 1e-5).sum()) + 1


def _recency(days: Ints, columns: Columns) -> Floats:
    """By how long before the archive's newest day each was published; nothing for what has no date."""
    newest = columns.day.max(initial=0, where=columns.day != UNDATED)
    return np.where(days == UNDATED, 0.0, RECENT_MOST * 0.5 ** (np.maximum(newest - days, 0) / RECENT_HALF))
