"""An approximate index for a base too large to compare whole: vectors in 8 bits, in lists around centres.

A search reads the lists nearest to the query, and what it finds is compared exactly afterwards. How many lists that are
is not guessed: it is raised until a sample finds the share of the truly nearest that was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engine import POOL

Vectors = NDArray[np.float32]
Places = NDArray[np.intp]

SAMPLE = 64  # queries that the recall is measured with
TRAINED_ON = 40  # vectors a list: FAISS warns below 39
ROUNDS = 8  # of k-means: more gained nothing that a list more to read would not (benchmarks/RESULTS.md)
LOT = 65_536  # vectors added at a time
SPREAD = 0.5  # of another vector in a query of the sample: a question lies beside the archive, not in it
WIDER = 1.25  # candidates for each one wanted: 8 bits put some of the last places in another order


@dataclass(frozen=True, slots=True)
class Lists:
    """The index, and how it is searched."""

    index: Any  # faiss.IndexIVFScalarQuantizer over the base's places
    probes: int  # lists that are read where every row passes
    recall: float  # share of the POOL truly nearest that the sample found so

    def nearest(self, query: Vectors, k: int, mask: NDArray[np.bool_], passing: int) -> Places:
        """Places of about the nearest `k` (a quarter more, to be compared exactly) that the mask lets pass.

        The fewer pass, the more lists are read, so that as many vectors are compared whatever the filter.
        """
        share = passing / len(mask)
        probes = min(self.index.nlist, int(np.ceil(self.probes / share)))
        bits = np.packbits(mask, bitorder="little")
        selector = None if passing == len(mask) else faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        return search(self.index, query[None], _wider(k, passing), probes, selector)[0]


def build(vectors: Vectors, *, recall: float) -> Lists:
    """The lists of unit vectors, shape (count, width), tuned to find `recall` of the POOL nearest."""
    count, width = vectors.shape
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(width), width, lists_for(count), faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    random = np.random.default_rng(0)
    index.cp.niter, index.cp.seed = ROUNDS, 0
    index.train(vectors[np.sort(random.choice(count, min(count, TRAINED_ON * index.nlist), replace=False))])
    for start in range(0, count, LOT):
        index.add(vectors[start : start + LOT])
    return _tuned(index, vectors, _questions(vectors, random), recall)


def lists_for(count: int) -> int:
    """A power of two, about four times the root of the count: reading lists then costs as much as choosing them.

    >>> lists_for(100_000), lists_for(1_000_000), lists_for(5_000_000)
    (1024, 4096, 8192)
    """
    return int(2 ** round(np.log2(4 * max(count, 1) ** 0.5)))


def search(index: Any, queries: Vectors, k: int, probes: int, selector: Any) -> list[Places]:
    """Places of the k nearest of each query as 8 bits see them; fewer where the lists that are read hold fewer."""
    parameters = faiss.SearchParametersIVF(nprobe=probes, sel=selector)  # type: ignore[call-arg]
    _, places = index.search(queries, k, params=parameters)
    return [np.asarray(row[row >= 0], np.intp) for row in places]


def _questions(vectors: Vectors, random: np.random.Generator) -> Vectors:
    one, other = random.integers(len(vectors), size=(2, SAMPLE))
    between: Vectors = vectors[one] + SPREAD * vectors[other]
    questions: Vectors = between / np.maximum(np.linalg.norm(between, axis=1, keepdims=True), 1e-6)
    return questions


def _tuned(index: Any, vectors: Vectors, questions: Vectors, wanted: float) -> Lists:
    """Twice the lists until the sample finds enough; then a quarter less as long as it still does."""
    k = min(POOL, len(vectors))
    _, exact = faiss.knn(questions, vectors, k, metric=faiss.METRIC_INNER_PRODUCT)

    def found(probes: int) -> float:
        near = search(index, questions, _wider(k, len(vectors)), probes, None)
        return float(np.mean([_best(*each, vectors, k) for each in zip(near, exact, questions, strict=True)]))

    probes = min(8, index.nlist)
    while (recall := found(probes)) < wanted and probes < index.nlist:
        probes = min(2 * probes, index.nlist)
    while (fewer := probes * 3 // 4) > 0 and (less := found(fewer)) >= wanted:
        probes, recall = fewer, less
    return Lists(index, probes, recall)


def _best(near: Places, exact: Places, question: Vectors, vectors: Vectors, k: int) -> float:
    """Share of the exact places among the k best of those that were found."""
    best = near[np.argsort(-(vectors[near] @ question), kind="stable")[:k]]
    return float(np.isin(exact, best).mean())


def _wider(k: int, passing: int) -> int:
    return min(int(k * WIDER) + 1, passing)
