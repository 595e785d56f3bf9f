"""What the approximate index finds, and costs: `python -m benchmarks.lists [COUNT]`, a library of benchmarks.synthetic.

Questions are words of real sentences, not those that the index was tuned with. Costs are processor time of one search
for the 1,000 nearest, so that they hold on a machine that others use too.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from benchmarks.results import record
from benchmarks.scale import RECALLED, SHARES, products, questions, resident
from benchmarks.synthetic import of_size
from index.engine import POOL
from index.local import Local
from index.meaning import Meaning
from index.state import MEANING, describe_meaning

Vectors = NDArray[np.float32]


def main() -> None:
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    settings = of_size(count)
    with Local.open(settings) as library:
        embedder = library.finder.embedder()
        asked = embedder.embed(questions(library)[:RECALLED])
        started = time.perf_counter()
        meaning = Meaning.open(settings.library / MEANING, fingerprint=embedder.fingerprint)
        opened = time.perf_counter() - started
        rows = list(measured(meaning, asked))
    index = describe_meaning(settings.library)
    remark = f"{index}; opened in {1000 * opened:.0f} ms; {resident():,.0f} MB resident, mapped files included."
    header = ("passing rows, scattered", "recall@10", "recall@1000", "CPU ms p50", "p95")
    record(f"Lists, {count:,} paragraphs", f"python -m benchmarks.lists {count}", header, rows, remark)


def measured(meaning: Meaning, asked: Vectors) -> Iterator[tuple[str, ...]]:
    """Rows of the table: the recall of each share that passes, and what a search costs."""
    rows, vectors, random = meaning.base.rows, meaning.base.vectors, np.random.default_rng(3)
    cosines = products(asked, vectors)
    for share in (1.0, *SHARES):
        chosen = np.sort(random.choice(len(rows), max(1, int(share * len(rows))), replace=False))
        found, took = [], []
        for query, cosine in zip(asked, cosines[:, chosen], strict=True):
            among = None if share == 1 else np.array(rows[chosen])
            started = time.process_time()
            near, _ = meaning.nearest(query, POOL, among=among)
            took.append(1000 * (time.process_time() - started))
            best = chosen[_highest(cosine, POOL)]
            found.append([np.isin(rows[best[:k]], near[:k]).mean() for k in (10, POOL)])
        ten, all_ = np.mean(found, axis=0)
        p50, p95 = statistics.median(took), sorted(took)[int(0.95 * len(took))]
        yield f"{share:.2%}", f"{ten:.4f}", f"{all_:.4f}", f"{p50:.1f}", f"{p95:.1f}"


def _highest(values: Vectors, k: int) -> NDArray[np.intp]:
    """Places of the k highest, in order."""
    some = np.argpartition(-values, min(k, len(values) - 1))[:k]
    return np.asarray(some[np.argsort(-values[some])])


if __name__ == "__main__":
    main()
