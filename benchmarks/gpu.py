"""Embedding on a GPU that torch finds, beside the same machine's processor: `python -m benchmarks.gpu [--n 20000]`.

Texts are made up, so that it runs on any machine.
"""

from __future__ import annotations

import argparse
import subprocess
from itertools import islice

import numpy as np

from benchmarks.copies import texts
from benchmarks.results import record, seconds
from index.embed import Embedder, on_gpu, open_embedder
from index.settings import Settings

OF_THE_PROCESSOR = 2_000  # texts: it takes long
ORDERS = 3  # in which the same texts are embedded


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=20_000)
    given = paragraphs(parser.parse_args().n)
    settings = Settings.from_environment()
    processor, gpu = open_embedder(settings), on_gpu(settings)
    if gpu is None:
        raise SystemExit("torch finds no GPU here")
    some = given[:OF_THE_PROCESSOR]
    gpu.embed(some)  # its kernels are loaded
    fast, slow = (len(of) / seconds(lambda of=of, by=by: by.embed(of)) for of, by in ((given, gpu), (some, processor)))
    cosines = (gpu.embed(some) * processor.embed(some)).sum(axis=1)
    rows = [
        ("GPU", name_of_gpu()),
        ("texts", f"{len(given):,} of {np.mean([len(text.split()) for text in given]):.0f} words"),
        ("on the GPU", f"{fast:,.0f} texts/s"),
        ("on the processor, by the exported graph", f"{slow:,.0f} texts/s"),
        ("least cosine between them", f"{cosines.min():.7f}"),
        ("most that a vector differs with what else is embedded", f"{most_apart(gpu, some):.1e}"),
    ]
    record("Embedding on a GPU", "python -m benchmarks.gpu", ("", ""), rows)


def paragraphs(count: int) -> list[str]:
    """So many different ones."""
    found = (line for text in texts(count) for line in text.split("\n"))
    return list(islice(dict.fromkeys(found), count))


def most_apart(embedder: Embedder, given: list[str]) -> float:
    """Largest difference of one number of a vector, between runs in other orders and company."""
    first, apart = embedder.embed(given), 0.0
    for seed in range(ORDERS):
        order = np.random.default_rng(seed).permutation(len(given))[: len(given) // 2 + seed]
        again = embedder.embed([given[place] for place in order])
        apart = max(apart, float(np.abs(again - first[order]).max()))
    return apart


def name_of_gpu() -> str:
    """As its driver calls it."""
    asked = ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "not NVIDIA's"


if __name__ == "__main__":
    main()
