"""Many texts as their shingles, eight bytes each, and which of them share how much."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Set

import numpy as np
from numpy.typing import NDArray

COMMON = 200  # texts that share a shingle; more is boilerplate, and looking at all their pairs would take for ever

Pair = tuple[int, int]  # the earlier text first
Ints = NDArray[np.int64]


class Shingled:
    """Texts by number, from 0 in the order in which they came."""

    def __init__(self) -> None:
        self._shingles = array("q")  # of each text in ascending order, one text after the other
        self._ends = array("q", [0])

    def add(self, shingles: Set[int]) -> None:
        """The next text."""
        self._shingles.extend(sorted(shingles))
        self._ends.append(len(self._shingles))

    def pairs(self, at_least: float) -> Iterator[tuple[Pair, float]]:
        """Texts of which the shorter one's shingles are in the other to such a share, and the share.

        Looked for among those that share a shingle which is no boilerplate.
        """
        holders, length = _Holders(self._shared()), np.diff(np.array(self._ends, np.int64))
        for later in range(len(length)):
            earlier, shared, unsure = holders.meet(later, self._of(later))
            shorter = np.minimum(length[earlier], length[later])
            for n in np.flatnonzero(shared + unsure >= at_least * shorter).tolist():
                both = self._both(int(earlier[n]), later) if unsure else int(shared[n])
                if (share := both / int(shorter[n])) >= at_least:
                    yield (int(earlier[n]), later), share

    def _of(self, text: int) -> Ints:
        return np.frombuffer(self._shingles, np.int64)[self._ends[text] : self._ends[text + 1]]

    def _both(self, one: int, other: int) -> int:
        return len(np.intersect1d(self._of(one), self._of(other), assume_unique=True))

    def _shared(self) -> tuple[Ints, Ints]:
        """The shingles that more than one text has, and how many texts: most stand in one alone."""
        shingle, count = np.unique(np.frombuffer(self._shingles, np.int64), return_counts=True)
        return shingle[count > 1], count[count > 1]


class _Holders:
    """Which texts have a shingle: the first COMMON of them."""

    def __init__(self, shared: tuple[Ints, Ints]) -> None:
        self._shingle, count = shared
        most = np.minimum(count, COMMON)
        self._begin = np.cumsum(most) - most
        self._text = np.empty(int(most.sum()), np.int32)
        self._held = np.zeros(len(most), np.int64)

    def meet(self, text: int, shingles: Ints) -> tuple[Ints, NDArray[np.intp], int]:
        """The earlier texts that share some of this one's, how many each shares, and how many are boilerplate, which
        any of them may share besides.
        """
        shingles = shingles[shingles <= self._shingle[-1]] if len(self._shingle) else shingles[:0]
        place = np.searchsorted(self._shingle, shingles)
        place = place[self._shingle[place] == shingles]
        held = self._held[place]
        each = np.repeat(self._begin[place] - (np.cumsum(held) - held), held) + np.arange(int(held.sum()))
        earlier, shared = np.unique(self._text[each].astype(np.int64), return_counts=True)
        room = held < COMMON
        self._text[self._begin[place[room]] + held[room]] = text
        self._held[place[room]] += 1
        return earlier, shared, int((~room).sum())
