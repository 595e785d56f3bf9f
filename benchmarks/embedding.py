"""Paragraphs per second of the desk's embedder beside SentenceTransformer.encode, and what the machine allows.

    python -m benchmarks.embedding [--n 400] [--rounds 5] [--texts FILE.jsonl.gz]

Same model, same texts. What the machine allows: the model's multiplications alone, at the measured speed of one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path
from statistics import median

import numpy as np
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

from benchmarks.results import record, seconds
from index.embed import TOKENS_PER_BATCH, open_embedder
from index.model_files import find_model
from index.settings import DEFAULT_MODEL, Settings

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "articles.jsonl.gz"
LAYERS, WIDTH, INNER = 6, 384, 1536  # of all-MiniLM-L6-v2
MULTIPLY = (TOKENS_PER_BATCH, WIDTH, INNER)  # the largest product of a batch
REPEATS = 800  # products per measurement, about as long as embedding takes: a busy machine slows both alike


def paragraphs(source: Path, n: int) -> list[str]:
    """n English paragraphs of the file, the same ones each time."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        articles = (json.loads(line) for line in lines)
        found = [line for article in articles if article["lang"] == "en" for line in article["text"].split("\n")]
    return random.Random(1).sample([line for line in found if line.strip()], n)


def size(texts: list[str]) -> tuple[int, float]:
    """Tokens of the texts, and floating-point operations of the model's matrix products over them, without padding."""
    tokenizer = Tokenizer.from_file(str(find_model(DEFAULT_MODEL) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    lengths = [len(encoding.ids) for encoding in tokenizer.encode_batch(texts)]
    weights = 4 * WIDTH * WIDTH + 2 * WIDTH * INNER
    return sum(lengths), float(sum(LAYERS * 2 * length * (weights + 2 * length * WIDTH) for length in lengths))


def multiply() -> None:
    """REPEATS products of one batch's shape."""
    left, right = np.ones(MULTIPLY[:2], np.float32), np.ones(MULTIPLY[1:], np.float32)
    for _ in range(REPEATS):
        left @ right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--texts", type=Path, default=CORPUS)
    options = parser.parse_args()
    compare(paragraphs(options.texts, options.n), options.rounds)


def compare(texts: list[str], rounds: int) -> None:
    """Measure all three in turn, `rounds` times, and record the medians."""
    tokens, needed = size(texts)
    desk = open_embedder(Settings.from_environment())
    theirs = SentenceTransformer(str(find_model(DEFAULT_MODEL)), device="cpu")
    cosines = (desk.embed(texts) * theirs.encode(texts, normalize_embeddings=True)).sum(axis=1)
    ways = {"desk": lambda: desk.embed(texts), "encode": lambda: theirs.encode(texts), "multiply": multiply}
    taken = {name: np.array([0.0] * rounds) for name in ways}
    for turn in range(rounds):
        for name, work in ways.items():
            taken[name][turn] = seconds(work)
    taken["multiply"] *= needed / (REPEATS * 2 * np.prod(MULTIPLY, dtype=float))  # as if it multiplied what is needed
    ours, encode, limit = (len(texts) / median(taken[name]) for name in ways)
    rows = [
        ("paragraphs", f"{len(texts)} of {tokens / len(texts):.0f} tokens"),
        ("desk", f"{ours:.0f} paragraphs/s"),
        ("SentenceTransformer.encode", f"{encode:.0f} paragraphs/s"),
        ("desk / encode", f"{median(taken['encode'] / taken['desk']):.2f}"),
        ("what the fp32 multiply allows", f"{limit:.0f} paragraphs/s"),
        ("desk / what it allows", f"{median(taken['multiply'] / taken['desk']):.2f}"),
        ("least cosine to encode", f"{cosines.min():.6f}"),
    ]
    record("Embedding", "python -m benchmarks.embedding", ("", f"median of {rounds} interleaved rounds"), rows)


if __name__ == "__main__":
    main()
