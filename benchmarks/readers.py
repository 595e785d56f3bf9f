"""16 readers while one writer adds articles: `python -m benchmarks.readers [COUNT]`.

Readers are threads of one process, as a dashboard has them; the writer is a process of its own, as its worker is. The
library is a copy of one of benchmarks.synthetic; the articles are those of the real archive.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.corpus import CORPUS
from benchmarks.results import record
from benchmarks.scale import questions
from benchmarks.synthetic import OUT, of_size
from index.engine import Query
from index.local import Local
from index.settings import Settings

ROOT = Path(__file__).parents[1]
READERS = 16
ARTICLES = 300  # that the writer adds
ALONE = 20.0  # seconds that the readers read without a writer


@dataclass
class Seen:
    """What the readers met."""

    took: list[float] = field(default_factory=list)  # milliseconds
    doubled: int = 0  # answers that held a paragraph twice
    lost: int = 0  # answers without the paragraph that was there from the start
    errors: list[str] = field(default_factory=list)


def main() -> None:
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        library, articles = Path(folder) / "library", Path(folder) / "articles.jsonl"
        shutil.copytree(of_size(count).library, library)
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            articles.write_text("".join(line for _, line in zip(range(ARTICLES), lines, strict=False)), "utf-8")
        with Local.open(replace(Settings.from_environment(), library=library)) as engine:
            engine.search(Query("warm"))
            alone = read_while(engine, lambda started: time.perf_counter() - started < ALONE)
            before = engine.status()
            writer = _writer(library, articles)
            beside = read_while(engine, lambda _: writer.poll() is None)
            after = engine.status()
    rows = [_row("without the writer", alone), _row("with the writer", beside)]
    added = f"{after.articles - before.articles} articles, {after.paragraphs - before.paragraphs:,} paragraphs"
    remark = f"The writer's exit status was {writer.returncode}; it added {added}. Every answer was looked through for "
    remark += "paragraphs that come twice, and every tenth asked for one that was there from the start."
    header = ("16 readers", "questions", "p50 ms", "p95 ms", "errors", "doubled", "lost")
    record(f"Many readers, {count:,} paragraphs", f"python -m benchmarks.readers {count}", header, rows, remark)


def _writer(library: Path, articles: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"NEWSDESK_LIBRARY": str(library), "NEWSDESK_THREADS": "1"}
    command = [sys.executable, "-m", "ingest", "add", str(articles), "--json"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def read_while(engine: Local, going_on: Callable[[float], bool]) -> Seen:
    """All readers ask until it is over."""
    seen, guard, started = Seen(), threading.Lock(), time.perf_counter()
    texts = questions(engine)
    first = engine.search(Query(texts[0], limit=1)).hits[0]
    sentinel = Query(f'"{" ".join(first.text.split()[:8]).strip(".,;:")}"', limit=100)

    def read(number: int) -> None:
        turn = number
        while going_on(started):
            turn += 1
            asked = sentinel if turn % 10 == 0 else Query(texts[turn * 7 % len(texts)])
            begun = time.perf_counter()
            try:
                hits = engine.search(asked).hits
            except Exception as error:  # noqa: BLE001  # whatever it is, it is what is counted
                with guard:
                    seen.errors.append(repr(error))
                continue
            places = [(hit.article, hit.paragraph) for hit in hits]
            places += [(copy.article, copy.start) for hit in hits for copy in hit.copies]
            with guard:
                seen.took.append(1000 * (time.perf_counter() - begun))
                seen.doubled += len(set(places)) < len(places)
                seen.lost += asked is sentinel and (first.article, first.paragraph) not in places

    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(read, range(READERS)))
    return seen


def _row(name: str, seen: Seen) -> tuple[object, ...]:
    took = sorted(seen.took)
    p50, p95 = (f"{took[int(share * len(took))]:.0f}" for share in (0.5, 0.95))
    return name, len(took), p50, p95, len(seen.errors), seen.doubled, seen.lost


if __name__ == "__main__":
    main()
