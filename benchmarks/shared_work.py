"""What shared work costs at its largest: `python -m benchmarks.shared_work`.

A queue of 10,000 passages (the most that one search puts into a project), in an archive of 1,000 articles that are made
of words alone. A page does once what "read the queue" does; a key does it once more, and one decision.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.results import record
from desk.gathering import put
from desk.kept import own_stars, star, tag
from desk.picks import pick_of
from desk.placed import placed
from desk.projects import start
from desk.queue_file import queue_file
from desk.review import decide, progress, queue
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.read import read
from ingest.understand import understand

ARTICLES, PARAGRAPHS = 1000, 10
TAGS = 1000
RUNS = 9
WORDS = "harbour ferry strike council wages night quay vote crew talks ship storm price bridge school market".split()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(Settings.from_environment(), library=Path(folder) / "library", model_languages="xx")
        with Local.open(settings, create=True) as library:
            library.add(understand(one) for one in read(_archive(Path(folder) / "made.jsonl")))  # type: ignore[arg-type]
            rows = _measured(library)
    header = ("what", "median ms", "of")
    record("Shared work", "python -m benchmarks.shared_work", header, rows, "One person, one process, the clock.")


def _measured(library: Local) -> list[tuple[str, str, str]]:
    made = start(library, "Everything")
    project = made.number
    took = _took(lambda: put(library, project, Query("")), runs=1)
    every = queue(library, project)
    hits = library.search(Query("ferry", limit=20)).hits
    for hit in library.search(Query("harbour", limit=TAGS)).hits:
        tag(library, pick_of(hit), "front page")
    star(library, pick_of(hits[0]))
    numbers = iter(one.number for one in every)
    size = f"{len(every):,} passages"
    return [
        ("all that a search finds, into a project", took, size),
        ("read the queue, and how far it is", _took(lambda: progress(queue(library, project), "")), size),
        ("one passage where it stands now", _took(lambda: placed(library, [every[500].entry])), "1 passage"),
        ("one decision, on disk", _took(lambda: decide(library, project, [next(numbers)], "seen")), "1 passage"),
        ("the whole queue as CSV", _took(lambda: queue_file(library, made, "csv"), runs=1), size),
        ("own stars on a page of hits", _took(lambda: own_stars(library, (hit.article for hit in hits))), "20 hits"),
        ("a search with tag:", _took(lambda: library.search(Query('ferry tag:"front page"'))), f"{TAGS:,} places"),
        ("the same without", _took(lambda: library.search(Query("ferry"))), "10,000 paragraphs"),
    ]  # fmt: skip


def _took(work: Callable[[], object], *, runs: int = RUNS) -> str:
    """Milliseconds."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return f"{median(times):,.1f}"


def _archive(target: Path) -> Path:
    chosen = random.Random(7)
    with target.open("w", encoding="utf-8") as lines:
        for number in range(ARTICLES):
            text = "\n\n".join(f"{' '.join(chosen.choices(WORDS, k=30))} {number} {n}." for n in range(PARAGRAPHS))
            article = {"id": str(number), "published": "2024-01-31", "title": f"Report {number}", "text": text}
            lines.write(json.dumps(article) + "\n")
    return target


if __name__ == "__main__":
    main()
