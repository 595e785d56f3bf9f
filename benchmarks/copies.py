"""Copies: how well they are told on marked sets, and how the work grows: `python -m benchmarks.copies`.

The sets are the shared ones (development files); the archive is made up here, with boilerplate, cuts and re-edits.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from math import comb
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import record
from index.archive import Archive
from index.writing import batches, write_batch
from tests.contract.build import article

ROOT = Path(__file__).parents[1]
SETS = ROOT.parent / "shared" / "gold" / "duplicates"
SIZES = (10_000, 50_000, 200_000)
COMMAND = "python -m benchmarks.copies"


def main() -> None:
    marked()
    growth()


def marked() -> None:
    """Pair F1 of `ingest group` on each set."""
    rows = []
    for path in sorted(SETS.glob("*_dev.jsonl")):
        given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        lines = [
            {"id": d["id"], "published": d.get("date"), "title": d.get("title", ""), "text": d["text"]} for d in given
        ]
        grouped = {answer["id"]: answer["group"] for answer in _grouped(lines)}
        gold = {d["id"]: d["cluster"] for d in given}
        precision, recall, f1 = _pairs(gold, grouped)
        rows.append((path.stem, len(given), f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"))
    if not rows:
        sys.exit(
            f"{SETS}: no such folder; the growth alone: python -c 'from benchmarks.copies import growth; growth()'"
        )
    remark = "Pairs of articles in one group, against pairs marked. Thresholds and why: ingest/copies.py, grouping.py."
    record("Near copies", COMMAND, ("set", "articles", "precision", "recall", "pair F1"), rows, remark)


def _grouped(lines: list[dict[str, object]]) -> list[dict[str, str]]:
    given = "\n".join(json.dumps(line) for line in lines)
    done = subprocess.run(
        [sys.executable, "-m", "ingest", "group"], cwd=ROOT, input=given, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _pairs(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs."""
    right, marked, claimed = (
        sum(comb(count, 2) for count in Counter(kinds).values())
        for kinds in (((gold[id], found[id]) for id in gold), gold.values(), (found[id] for id in gold))
    )
    precision, recall = right / claimed, right / marked
    return precision, recall, 2 * precision * recall / (precision + recall)


def growth() -> None:
    """Time and memory as the archive grows: an article at a time into a library, and all at once by `ingest group`."""
    rows = []
    for size in SIZES:
        kept, late, pairs = _library(size)
        loose, memory = _loose(size)
        rows.append(
            (f"{size:,}", f"{kept:.0f} s", f"{late:.2f} ms", f"{pairs:,}", f"{loose:.0f} s", f"{memory:,.0f} MB")
        )
    header = (
        "articles", "kept in a library", "each of the last 2,000", "pairs of copies", "`ingest group`", "its memory",
    )  # fmt: skip
    remark = (
        "Articles of about 90 words: two in ten are cut or re-edited copies, each ends in 12 words of its outlet. "
        "Processor time. Kept: rows, spans and pairs of copies, 500 in a transaction, without indexes and embeddings."
    )
    record("Copies in a growing archive", COMMAND, header, rows, remark)


def texts(size: int) -> Iterator[str]:
    """Articles that are nobody's, the same each time."""
    chance = random.Random(0)
    vocabulary = ["".join(chance.choices("bdfglmnprstvkaeiou", k=chance.randint(3, 9))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    outlets = [" ".join(chance.choices(vocabulary, weights, k=12)) for _ in range(20)]
    recent: list[str] = []
    words = iter(())
    for n in range(size):
        if recent and chance.random() < 0.2:
            body = _edited(chance.choice(recent).split(), chance)
        else:
            if n % 500 == 0 or not words:
                words = iter(chance.choices(vocabulary, weights, k=200 * 600))
            body = " ".join(next(words, "end") for _ in range(chance.randint(40, 100)))
        recent = [*recent[-400:], body]
        yield f"{body}\n{outlets[n % len(outlets)]}"


def _edited(words: list[str], chance: random.Random) -> str:
    """A cut, with a word here and there changed."""
    kept = words[: max(30, int(len(words) * chance.uniform(0.6, 1)))]
    return " ".join(word if chance.random() > 0.03 else "other" for word in kept)


def _library(size: int) -> tuple[float, float, int]:
    """Processor seconds for all, milliseconds for each of the last 2,000, pairs found."""
    with TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        given = (article(str(n), *text.split("\n")) for n, text in enumerate(texts(size)))
        kept, took, late = 0, 0.0, 0.0
        for batch in batches(given):
            began = time.process_time()
            with archive.writing() as connection:
                write_batch(connection, batch)
            spent = time.process_time() - began
            kept, took = kept + len(batch), took + spent
            late += spent if kept > size - 2000 else 0
        with archive.reading() as connection:
            (pairs,) = connection.execute("SELECT count(*) FROM article_copies").fetchone()
        archive.close()
    return took, late / 2, pairs


def _loose(size: int) -> tuple[float, float]:
    """Processor seconds and megabytes of `ingest group` over as many."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "loose.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for n, text in enumerate(texts(size)):
                out.write(json.dumps({"id": n, "title": "", "text": text}) + "\n")
        measured = (
            "import resource, sys; from ingest.__main__ import main; main(['group', sys.argv[1]]);"
            "used = resource.getrusage(resource.RUSAGE_SELF);"
            "print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", measured, str(path)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=True,
        )
        seconds, kilobytes = done.stderr.split()[-2:]
        return float(seconds), int(kilobytes) / 1024


if __name__ == "__main__":
    main()
