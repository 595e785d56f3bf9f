"""Words and days alone, where a library with vectors takes hours to make: `python -m benchmarks.words [COUNT]`.

The library is one of benchmarks.synthetic that waits for its embeddings; it lies in benchmarks/out. With `--vectors`
each text is given a vector like those there, whatever it says, and all is measured that benchmarks.scale measures.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.results import record
from benchmarks.scale import REMARK, answers, questions, resident
from benchmarks.scale import measured as with_vectors
from benchmarks.synthetic import ALIKE, OUT, make, mixed, read_seeds
from index.embedding import claim
from index.engine import Query
from index.local import Local
from index.settings import Settings

LOT = 50_000  # vectors written together


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=5_000_000)
    parser.add_argument("--vectors", action="store_true")
    options = parser.parse_args()
    count, command = options.count, f"python -m benchmarks.words {options.count}"
    settings = replace(Settings.from_environment(), library=OUT / f"words-{count}")
    if not settings.library.exists():
        make(settings, count, embedded=False)
    if not options.vectors:
        remark = "Milliseconds by the clock, p50 / p95, and p95 of processor time; each question asked once before."
        record(f"Words alone, {count:,}", command, ("", "figure"), list(measured(settings)), remark)
        return
    give_vectors(settings)
    remark = f"{REMARK} The vectors are not those of the texts."
    record(f"Speed at {count:,}", f"{command} --vectors", ("", "figure"), list(with_vectors(settings)), remark)


def measured(settings: Settings) -> Iterator[tuple[str, str]]:
    """Rows of the table."""
    started = time.perf_counter()
    with Local.open(settings) as library:
        library.search(Query("first"))
        yield "opened, and the first question answered", f"{time.perf_counter() - started:.1f} s"
        texts = questions(library)
        yield "on disk", f"{library.status().bytes / 1e6:,.0f} MB"
        yield from answers(library, texts, "words")
        yield "memory", f"{resident():,.0f} MB"


def give_vectors(settings: Settings) -> None:
    """One between those of two real paragraphs that are alike, to every text that has none, and their index."""
    with Local.open(settings) as library:
        seeds, random = read_seeds(library), np.random.default_rng(5)
        with library.archive.writing() as connection:
            claim(connection, library.finder.embedder())
            waiting = connection.execute(
                "SELECT text_hash FROM paragraphs EXCEPT SELECT text_hash FROM embeddings ORDER BY text_hash"
            ).fetchall()
        for start in range(0, len(waiting), LOT):
            lot = [hash for (hash,) in waiting[start : start + LOT]]
            a = random.integers(len(seeds.vectors), size=len(lot))
            b = seeds.alike[a, random.integers(ALIKE, size=len(lot))].astype(np.int64)
            vectors = (vector.tobytes() for vector in mixed(seeds, a, b, random))
            with library.archive.writing() as connection:
                pairs = zip(lot, vectors, strict=True)
                connection.executemany("INSERT INTO embeddings(text_hash, vector) VALUES (?, ?)", pairs)
        library.archive.checkpoint()
        if waiting:
            with library.lock.held():
                library.derived.update_base(always=True)


if __name__ == "__main__":
    main()
