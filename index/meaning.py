"""Nearest in meaning: a base that FAISS searches, a tail in memory for what came since, and what was dropped.

Exact, but where a large base is searched by lists; there a cosine is within 5e-5 (index/rounded.py).

Any thread may search while one writer extends and drops: a search works on the state that it found.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.base import Base, Stale, checked, empty_base, read_base, unit, write_base
from index.columns_reader import places_by_row
from index.engine import LibraryError
from index.lists import selecting
from index.rounded import floats, rounded

__all__ = ["Meaning", "Stale", "write_base"]

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]

ROUNDING = 1e-4  # fp32 sums of 384 to 1,024 products differ by less, whatever their order: closer cosines may be a tie
SPARE = 32  # candidates beyond k, so that one search mostly holds every tie for the last place
# Rows of a large base that are read and multiplied, which is exact: lists take about as long for as many
# (benchmarks/RESULTS.md).
GATHERED = 20_000


@dataclass(frozen=True, slots=True)
class _Tail:
    """Vectors in memory. Arrays have room to grow: what lies behind `count` belongs to a later state."""

    rows: Rows
    vectors: Vectors
    count: int

    def extended(self, rows: Rows, vectors: Vectors) -> _Tail:
        """With more rows behind; a copy only when room is short, so that many small batches cost no more than one."""
        count = self.count + len(rows)
        grown = self if count <= len(self.rows) else self._with_room(2 * count)
        grown.rows[self.count : count] = rows
        grown.vectors[self.count : count] = vectors
        return _Tail(grown.rows, grown.vectors, count)

    def _with_room(self, room: int) -> _Tail:
        rows, vectors = np.empty(room, np.int64), np.empty((room, self.vectors.shape[1]), np.float32)
        rows[: self.count] = self.rows[: self.count]
        vectors[: self.count] = self.vectors[: self.count]
        return _Tail(rows, vectors, self.count)


@dataclass(frozen=True, slots=True)
class _State:
    """What a search sees."""

    base_live: Mask  # of each base row: not dropped
    tail: _Tail
    tail_live: Mask  # shape (tail.count,)


class Meaning:
    """The vectors of a library's paragraphs, by paragraph row."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.marks = base.marks  # how far in the archive these vectors are
        self.width: int = base.index.d
        self._place = places_by_row(base.rows)  # in the base
        tail = _Tail(np.empty(0, np.int64), np.empty((0, self.width), np.float32), 0)
        self._state = _State(np.ones(len(base.rows), np.bool_), tail, np.empty(0, np.bool_))

    @classmethod
    def open(cls, folder: Path, *, fingerprint: str) -> Meaning:
        """The base in the folder. Raises Stale where it is missing, damaged or not of the model `fingerprint`."""
        return cls(read_base(folder, fingerprint=fingerprint))

    @classmethod
    def empty(cls, width: int) -> Meaning:
        """No vectors yet; generation 0."""
        return cls(empty_base(width))

    @property
    def rows(self) -> Rows:
        """Every row that has a vector: those of the base in its order, then the tail's."""
        state = self._state
        return np.concatenate([self.base.rows[state.base_live], state.tail.rows[: state.tail.count][state.tail_live]])

    @property
    def beside(self) -> int:
        """How many vectors came or went since the base was written."""
        state = self._state
        return int(np.count_nonzero(~state.base_live) + np.count_nonzero(state.tail_live))

    def extend(self, rows: Rows, vectors: Vectors) -> None:
        """Add unit vectors, shape (len(rows), width), to the tail. LibraryError on a row that has one already."""
        rows, vectors = checked(rows, vectors, self.width)
        if self.base.lists:
            vectors = floats(rounded(vectors))  # as the base has them: equal texts are equally near wherever they lie
        state = self._state
        places = self._places(rows)
        in_base = (places >= 0) & state.base_live[places] if len(state.base_live) else places >= 0
        known = rows[in_base | np.isin(rows, state.tail.rows[: state.tail.count][state.tail_live])]
        if len(known):
            raise LibraryError(f"row {known[0]} has a vector already: drop it first")
        live = np.concatenate([state.tail_live, np.ones(len(rows), np.bool_)])
        self._state = _State(state.base_live, state.tail.extended(rows, vectors), live)

    def drop(self, rows: Rows) -> None:
        """Forget these rows; one that has no vector is no mistake."""
        state = self._state
        rows = np.unique(rows)
        self._state = _State(
            state.base_live & ~self._base_mask(rows), state.tail, state.tail_live & ~_tail_mask(state, rows)
        )

    def nearest(self, vector: Vectors, k: int, *, among: Rows | None = None) -> tuple[Rows, Vectors]:
        """The k rows nearest to a unit vector, and their cosines: best first, equal ones by row.

        `among`: only these rows; those without a vector are passed over. Fewer than k where fewer pass.
        """
        query = self._query(vector)
        state = self._state
        in_base, in_tail = state.base_live, state.tail_live
        if among is not None:
            in_base, in_tail = in_base & self._base_mask(among), in_tail & _tail_mask(state, among)
        base = _search(self.base, in_base, query, k)
        tail = _multiply(state.tail.vectors[: state.tail.count], in_tail, query, k)
        rows = np.concatenate([self.base.rows[base], state.tail.rows[tail]])
        cosines = _cosines(np.concatenate([floats(self.base.vectors[base]), state.tail.vectors[tail]]), query)
        best = np.lexsort((rows, -cosines))[: max(k, 0)]
        return rows[best], cosines[best]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """Of each row to a unit vector, float32, shape (len(rows),); NaN where the row has no vector."""
        query = self._query(vector)
        state = self._state
        found = np.full(len(rows), np.nan, np.float32)
        for live, vectors, places in (
            (state.base_live, self.base.vectors, self._places(rows)),
            (state.tail_live, state.tail.vectors, _tail_places(state, rows)),
        ):
            here = np.flatnonzero(places >= 0)
            here = here[live[places[here]]]
            found[here] = _cosines(floats(vectors[places[here]]), query)
        return found

    def _places(self, rows: Rows) -> NDArray[np.intp]:
        """In the base; -1 where a row is not in it."""
        if not len(self._place):
            return np.full(len(rows), -1, np.intp)
        places = np.take(self._place, rows, mode="clip").astype(np.intp)
        places[(rows < 0) | (rows >= len(self._place))] = -1
        return places

    def _base_mask(self, rows: Rows) -> Mask:
        mask = np.zeros(len(self.base.rows), np.bool_)
        places = self._places(rows)
        mask[places[places >= 0]] = True
        return mask

    def _query(self, vector: Vectors) -> Vectors:
        query: Vectors = unit(np.asarray(vector)[None], self.width)[0]
        return query


def _look_up(wanted: Rows, ordered: Rows, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """The place of each wanted row, -1 where it is not; `ordered` are the rows sorted, `places` where each lies."""
    if not len(ordered):
        return np.full(len(wanted), -1, np.intp)
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    return np.where(ordered[at] == wanted, places[at], -1)


def _tail_places(state: _State, rows: Rows) -> NDArray[np.intp]:
    live = np.flatnonzero(state.tail_live)  # a row that was dropped and came again is in the tail twice, once live
    known = state.tail.rows[live]
    order = np.argsort(known)
    return _look_up(rows, known[order], live[order])


def _tail_mask(state: _State, rows: Rows) -> Mask:
    return np.isin(state.tail.rows[: state.tail.count], rows)


def _search(base: Base, mask: Mask, query: Vectors, k: int) -> NDArray[np.intp]:
    """Places in the base of the k nearest of those that the mask lets pass, and of some that may tie with the last."""
    passing = int(np.count_nonzero(mask))
    if k < 1 or not passing:
        return np.empty(0, np.intp)
    if base.lists is None:
        return _compare_all(base.index, mask, passing, query, k)
    if passing > GATHERED:
        return base.lists.nearest(query, k, mask, passing)
    places = np.flatnonzero(mask)
    return places[_multiply(floats(base.vectors[places]), np.ones(passing, np.bool_), query, k)]


def _compare_all(index: Any, mask: Mask, passing: int, query: Vectors, k: int) -> NDArray[np.intp]:
    """Places of the k nearest of those that the mask lets pass, and of every one that may tie with the last of them.

    One way for every filter: FAISS passes over what a bitmap leaves out at next to no cost, so that gathering the rows
    that pass and multiplying wins only below 2 % of them, by less than a millisecond (benchmarks/RESULTS.md); and for
    all rows, or one stretch of them, a bitmap costs no more than no selector or a range.
    """
    parameters = faiss.SearchParameters(sel=selecting(mask))  # type: ignore[call-arg]  # faiss's stubs show the C++ forms
    wanted = min(k + SPARE, passing)
    while True:
        cosines, places = index.search(query[None], wanted, params=parameters)
        if wanted == passing or cosines[0, k - 1] - cosines[0, -1] > ROUNDING:
            return np.asarray(places[0], np.intp)
        wanted = min(2 * wanted, passing)


def _multiply(vectors: Vectors, mask: Mask, query: Vectors, k: int) -> NDArray[np.intp]:
    """As `_compare_all`, over vectors in memory."""
    passing = np.flatnonzero(mask)
    if k < 1 or not len(passing):
        return np.empty(0, np.intp)
    if k >= len(passing):
        return passing
    # Not @: its threads wait for each other, which on a busy machine takes ten times as long.
    cosines = np.einsum("ij,j->i", vectors, query)[passing]
    near: NDArray[np.intp] = passing[cosines >= np.partition(cosines, -k)[-k] - ROUNDING]
    return near


def _cosines(vectors: Vectors, query: Vectors) -> Vectors:
    """Of each row, added up in double precision, so that equal vectors have equal cosines wherever they lie."""
    exact: NDArray[np.float64] = np.vecdot(vectors.astype(np.float64), query.astype(np.float64))
    return np.clip(exact, -1, 1).astype(np.float32)
