"""What a search by meaning costs as a filter narrows: FAISS with a selector, as the desk does it, beside gathering.

    python -m benchmarks.meaning [--n 100000] [--rounds 15]

Random unit vectors of 384 dimensions, the 1,000 nearest, medians.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from benchmarks.results import record, seconds
from index.base import Choice, Marks
from index.engine import POOL
from index.meaning import Meaning, write_base
from index.model_files import sha256_of

WIDTH = 384


def milliseconds(work: Callable[[], object], rounds: int) -> str:
    """Median of several runs."""
    return f"{1000 * median(seconds(work) for _ in range(rounds)):.2f} ms"


def gathered(vectors: NDArray[np.float32], rows: NDArray[np.int64], query: NDArray[np.float32]) -> NDArray[np.int64]:
    """The other way to filter: copy the rows that pass, multiply, take the best."""
    cosines = vectors[rows] @ query
    best = np.argpartition(-cosines, min(POOL, len(rows) - 1))[:POOL]
    return rows[best[np.argsort(-cosines[best])]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    random = np.random.default_rng(0)
    vectors = random.standard_normal((options.n, WIDTH), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(Path(folder), vectors, random, options.rounds))
    header = ("share that passes", "scattered", "one stretch", "gather and multiply")
    record(f"Search by meaning, {options.n:,} paragraphs", "python -m benchmarks.meaning", header, rows)


def write(folder: Path, vectors: NDArray[np.float32]) -> None:
    """A base that is compared whole."""
    choice = Choice(len(vectors), 1, lambda: vectors[:1])
    write_base(
        folder, np.arange(len(vectors)), [vectors], width=WIDTH, marks=Marks(1), fingerprint="random", choice=choice
    )


def measure(
    folder: Path, vectors: NDArray[np.float32], random: np.random.Generator, rounds: int
) -> Iterator[tuple[str, ...]]:
    """Rows of the table: writing and opening, then each share of the vectors, scattered and as one stretch."""
    count, query = len(vectors), vectors[5].copy()
    writing = seconds(lambda: write(folder, vectors))
    meaning = Meaning.open(folder, fingerprint="random")
    checking = seconds(lambda: sha256_of(next(folder.glob("base-*"))))
    yield f"write {writing:.1f} s, check at open {1000 * checking:.0f} ms", "", "", ""
    yield "all", "", milliseconds(lambda: meaning.nearest(query, POOL), rounds), ""
    for share in (0.005, 0.02, 0.05, 0.2, 0.5, 0.9):
        scattered = np.sort(random.choice(count, int(count * share), replace=False))
        ways = (
            partial(meaning.nearest, query, POOL, among=scattered),
            partial(meaning.nearest, query, POOL, among=np.arange(count - len(scattered), count)),
            partial(gathered, vectors, scattered, query),
        )
        yield f"{share:.1%}", *(milliseconds(way, rounds) for way in ways)


if __name__ == "__main__":
    main()
