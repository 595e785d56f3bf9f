"""The lists over vectors alone, where a whole library takes hours: `python -m benchmarks.vectors [COUNT]`.

Vectors are made as in benchmarks.synthetic; neither texts nor words are. The base lies in benchmarks/out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.lists import measured
from benchmarks.results import record, seconds
from benchmarks.scale import RECALLED, questions, resident
from benchmarks.synthetic import ALIKE, OUT, Seeds, Vectors, mixed, of_size, read_seeds
from index.base import Choice, Marks, write_base
from index.local import Local
from index.meaning import Meaning
from index.settings import Settings
from index.state import SAMPLE, WORDS_ASKED, describe_meaning

SMALL = 10_000  # paragraphs of the library that lends its model and its questions
LOT = 50_000


def main() -> None:
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 5_000_000
    folder = OUT / f"vectors-{count}"
    with Local.open(of_size(SMALL)) as library:
        seeds, embedder = read_seeds(library), library.finder.embedder()
        asked = embedder.embed(questions(library)[:RECALLED])
        sample = embedder.embed([" ".join(text.split()[:WORDS_ASKED]) for text in seeds.more[: 50 * SAMPLE : 50]])
    if not (folder / "meaning" / "manifest.json").exists():
        print(f"{seconds(lambda: _build(folder, seeds, count, sample)):,.0f} s to build")
    started = time.perf_counter()
    meaning = Meaning.open(folder / "meaning", fingerprint="")
    opened = time.perf_counter() - started
    rows = list(measured(meaning, asked))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    remark = (
        f"{describe_meaning(folder)}; {size / 1e9:.1f} GB on disk, opened in {1000 * opened:.0f} ms; "
        f"{resident():,.0f} MB resident after this table, in which every vector was touched."
    )
    header = ("passing rows, scattered", "recall@10", "recall@1000", "CPU ms p50", "p95")
    record(f"Vectors alone, {count:,}", f"python -m benchmarks.vectors {count}", header, rows, remark)


def _build(folder: Path, seeds: Seeds, count: int, sample: Vectors) -> None:
    settings = replace(Settings.from_environment(), library=folder)
    choice = Choice(settings.exact_up_to, settings.recall, lambda: sample)
    width = seeds.vectors.shape[1]
    given = folder / "meaning", np.arange(count), _made(seeds, count)
    write_base(*given, width=width, marks=Marks(), fingerprint="", choice=choice)


def _made(seeds: Seeds, count: int) -> Iterator[Vectors]:
    random = np.random.default_rng(5)
    for start in range(0, count, LOT):
        size = min(LOT, count - start)
        a = random.integers(len(seeds.vectors), size=size)
        b = seeds.alike[a, random.integers(ALIKE, size=size)].astype(np.int64)
        yield mixed(seeds, a, b, random)


if __name__ == "__main__":
    main()
