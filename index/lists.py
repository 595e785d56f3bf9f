"""An approximate index for a base too large to compare whole: vectors in 2 bits a number, in lists around centres.

A search reads the lists nearest to the query, and the best of what it finds are compared exactly afterwards. How many
lists that are is not guessed: it is raised until a sample finds the share of the truly nearest that was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engine import POOL
from index.rounded import floats

Vectors = NDArray[np.float32]
Places = NDArray[np.intp]

MEASURED = 100  # of the nearest, whose share is the recall: the first page, and some pages more
SHARES = (1.0, 0.5, 0.1, 0.02)  # of the vectors that pass: each is to reach the recall
DEEP = 6_000  # truly nearest that are looked up: a fiftieth of them is 120, and MEASURED of those are compared
# Power of the share: the .995 of a million took 1,350 lists of all, 1,536 of a twentieth, 1,900 of a fiftieth.
MORE = 1 / 8
PAIR, BITS = 2, 4  # numbers that share a code, and its bits: FAISS sums such codes in registers, 32 vectors at a time
TRAINED_ON = 40  # vectors a list: FAISS warns below 39
ROUNDS = 8  # of k-means, and not FAISS's ten: what a worse centre misses, the tuned number of lists makes good
LOT = 65_536  # vectors added at a time
LEVEL = 1e-6  # fp32 products of equal vectors differ by less, wherever they lie
WIDER, SPARE = 2.0, 100  # candidates for each one wanted, and in all: 2 bits put many places in another order


@dataclass(frozen=True, slots=True)
class Lists:
    """The index, and how it is searched."""

    index: Any  # faiss.IndexIVFPQFastScan over the base's places
    probes: int  # lists that are read where every row passes
    recall: float  # share of the MEASURED truly nearest that the sample found so

    def nearest(self, query: Vectors, k: int, mask: NDArray[np.bool_], passing: int) -> Places:
        """Places of about the nearest `k` (twice as many, to be compared exactly) that the mask lets pass.

        The fewer pass, the farther apart lie the nearest of them, and the more lists are read, if not many more.
        """
        share = passing / len(mask)
        probes = min(self.index.nlist, int(np.ceil(self.probes / share**MORE)))
        selector = None if passing == len(mask) else selecting(mask)
        parameters = faiss.SearchParametersIVF(nprobe=probes, sel=selector)  # type: ignore[call-arg]
        _, places = self.index.search(query[None], min(int(k * WIDER) + SPARE, passing), params=parameters)
        return np.asarray(places[0][places[0] >= 0], np.intp)  # fewer where the lists that are read hold fewer


def selecting(mask: NDArray[np.bool_]) -> Any:
    """FAISS's selector of the places that a mask lets pass."""
    return faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))  # type: ignore[call-arg, arg-type]


def build(vectors: NDArray[Any], questions: Vectors, *, recall: float) -> Lists:
    """The lists of unit vectors, shape (count, width), tuned to find `recall` of what is nearest to the questions.

    They are float32 or rounded (index/rounded.py).

    Questions lie beside an archive and not in it: vectors of the archive itself are found with a quarter of the lists.
    """
    count, width = vectors.shape
    codes = width // PAIR if width % PAIR == 0 else width
    index = faiss.IndexIVFPQFastScan(
        faiss.IndexFlatIP(width), width, lists_for(count), codes, BITS, faiss.METRIC_INNER_PRODUCT
    )
    index.cp.niter, index.cp.seed, index.cp.min_points_per_centroid = ROUNDS, 0, 1
    some = np.sort(np.random.default_rng(0).choice(count, min(count, TRAINED_ON * index.nlist), replace=False))
    index.train(floats(vectors[np.resize(some, max(len(some), 1 << BITS))]))  # again and again where they are few
    for start in range(0, count, LOT):
        index.add(floats(vectors[start : start + LOT]))
    return _tuned(index, vectors, questions, recall)


def lists_for(count: int) -> int:
    """A power of two, about four times the root of the count: reading lists then costs as much as choosing them.

    >>> lists_for(100_000), lists_for(1_000_000), lists_for(5_000_000)
    (1024, 4096, 8192)
    """
    return min(count, int(2 ** round(np.log2(4 * max(count, 1) ** 0.5))))


def _tuned(index: Any, vectors: NDArray[Any], questions: Vectors, wanted: float) -> Lists:
    """Twice the lists until the sample finds enough; then a quarter less as long as it still does."""
    exact = truly_nearest(questions, vectors, min(DEEP, len(vectors)))
    random = np.random.default_rng(1)
    masks = [mask for share in SHARES if (mask := random.random(len(vectors)) < share).any()]

    def found(probes: int) -> float:
        made = Lists(index, probes, 0)
        return min(_recall(made, mask, exact, questions, vectors) for mask in masks)

    probes = min(8, index.nlist)
    while (recall := found(probes)) < wanted and probes < index.nlist:
        probes = min(2 * probes, index.nlist)
    while (fewer := probes * 3 // 4) > 0 and (less := found(fewer)) >= wanted:
        probes, recall = fewer, less
    return Lists(index, probes, recall)


def truly_nearest(questions: Vectors, vectors: NDArray[Any], k: int) -> Places:
    """Of each question the k nearest places, best first, shape (questions, k), by comparing everything."""
    cosines = np.empty((len(questions), 0), np.float32)
    places = np.empty((len(questions), 0), np.intp)
    for start in range(0, len(vectors), LOT):
        lot = questions @ floats(vectors[start : start + LOT]).T
        cosines = np.concatenate([cosines, lot], axis=1)
        places = np.concatenate([places, np.tile(np.arange(start, start + lot.shape[1]), (len(questions), 1))], axis=1)
        best = np.argpartition(-cosines, k - 1, axis=1)[:, :k] if cosines.shape[1] > k else np.argsort(-cosines)
        cosines, places = np.take_along_axis(cosines, best, axis=1), np.take_along_axis(places, best, axis=1)
    nearest: Places = np.take_along_axis(places, np.argsort(-cosines, axis=1, kind="stable"), axis=1)
    return nearest


def _recall(lists: Lists, mask: NDArray[np.bool_], exact: Places, questions: Vectors, vectors: NDArray[Any]) -> float:
    """Share of the MEASURED truly nearest of those that pass which are found, over all questions.

    What is as near as the last of them counts as one: of paragraphs with the same words any may be found.
    """
    passing, shares = int(np.count_nonzero(mask)), []
    for question, places in zip(questions, exact, strict=True):
        truly = places[mask[places]][:MEASURED]
        near = lists.nearest(question, POOL, mask, passing)
        least = np.min(floats(vectors[truly]) @ question, initial=1)
        found = np.count_nonzero(floats(vectors[near]) @ question >= least - LEVEL)
        shares.append(min(1.0, found / len(truly)) if len(truly) else 1.0)
    return float(np.mean(shares))
