"""A real archive from file to answer: `python -m benchmarks.corpus [FILE]`, by default the shared corpus.

The library is made in benchmarks/out/corpus and kept, so that a dashboard can be opened on it.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.results import record, seconds
from index.engine import Query
from index.local import Local
from index.settings import Settings

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "articles.jsonl.gz"
LIBRARY = ROOT / "benchmarks" / "out" / "corpus"
QUESTIONS = (
    "tariffs on steel imports",
    "oil prices opec",
    '"interest rates" inflation',
    "переговоры в Стамбуле",
    "人工智能 发展",
)


def main() -> None:
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    shutil.rmtree(LIBRARY, ignore_errors=True)
    started = time.perf_counter()
    receipt = _module("ingest", "add", "--json", str(source))
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    status = _module("index", "status", "--json")
    _module("index", "check")
    outcome = {key: receipt[key] for key in ("new", "same", "changed")} | {"refused": receipt["refused"]}
    rows = [
        ("lines in", sum(outcome.values())),
        *outcome.items(),
        ("paragraphs", f"{status['paragraphs']:,}"),
        ("of them embedded texts", f"{receipt['embedded']:,}"),
        ("time", f"{took:,.0f} s"),
        ("paragraphs a second", f"{status['paragraphs'] / took:.1f}"),
        ("embedded texts a second", f"{receipt['embedded'] / took:.1f}"),
        ("peak memory", f"{peak:,.0f} MB"),
        ("library", f"{status['bytes'] / 1e6:,.0f} MB"),
        ("index check", "passes"),
    ]
    record("A real archive, whole", f"python -m benchmarks.corpus {source.name}", ("what", "figure"), rows)
    _questions()


def _questions() -> None:
    with Local.open(Settings(library=LIBRARY)) as engine:
        rows = []
        for text in QUESTIONS:
            hits = engine.search(Query(text))
            took = statistics.median(seconds(lambda text=text: engine.search(Query(text))) for _ in range(9))
            days = statistics.median(seconds(lambda text=text: engine.days(Query(text))) for _ in range(9))
            rows.append(
                (text, f"{hits.total:,}", f"{hits.articles:,}", f"{took * 1000:.0f} ms", f"{days * 1000:.0f} ms")
            )
    header = ("question", "paragraphs", "articles", "search, median of 9", "days, median of 9")
    record("Questions to it", "python -m benchmarks.corpus", header, rows)


def _module(*arguments: str) -> dict[str, object] | None:
    environment = os.environ | {"NEWSDESK_LIBRARY": str(LIBRARY)}
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(arguments)} ended with status {done.returncode}")
    return json.loads(done.stdout) if "--json" in arguments else None


if __name__ == "__main__":
    main()
