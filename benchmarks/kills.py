"""An ingest killed (SIGKILL) at random moments, checked each time, then run to its end.

`python -m benchmarks.kills [FILE] [--kills 20] [--longest 60]`: nothing of the file may be lost or doubled.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.corpus import CORPUS, ROOT
from benchmarks.results import record
from index.local import Local
from index.settings import Settings
from ingest.read import read
from ingest.receipt import Tally

Where = tuple[str, str, int, int]  # article, SHA-256 of its text, start and end of the paragraph
KILLED = ROOT / "benchmarks" / "out" / "killed"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--longest", type=float, default=60, help="seconds before a kill, at most")
    options = parser.parse_args()
    shutil.rmtree(KILLED, ignore_errors=True)
    moments = random.Random(0)
    rows = []
    for number in range(1, options.kills + 1):
        after = moments.uniform(2, options.longest)
        _killed(options.file, after)
        rows.append((number, f"{after:.0f} s", *_kept(), _checked()))
    _ingest(options.file).communicate()
    rows.append(("run to its end", "", *_kept(), _checked()))
    whole = (
        "every paragraph of the file, once" if _kept_paragraphs() == _given_paragraphs(options.file) else "DIFFERENT"
    )
    record(
        "Killed and resumed",
        f"python -m benchmarks.kills --kills {options.kills}",
        ("kill -9", "after", "articles kept", "texts embedded", "index check"),
        rows,
        f"In the end the library holds {whole}.",
    )


def _ingest(file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", "add", "--json", str(file)],
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_LIBRARY": str(KILLED)},
        stdout=subprocess.DEVNULL,
    )


def _killed(file: Path, after: float) -> None:
    running = _ingest(file)
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.wait(after)
    running.kill()
    running.wait()


def _kept() -> tuple[str, str]:
    if not (KILLED / "archive.db").exists():
        return "0", "0"
    with Local.open(Settings(library=KILLED)) as engine, engine.archive.reading() as connection:
        count = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("articles", "embeddings")
        ]
    return f"{count[0]:,}", f"{count[1]:,}"


def _checked() -> str:
    command = [sys.executable, "-m", "index", "check", "--json"]
    environment = os.environ | {"NEWSDESK_LIBRARY": str(KILLED)}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return "passes" if done.returncode == 0 else f"{len(json.loads(done.stdout)['problems'])} problems"


def _kept_paragraphs() -> list[Where]:
    """Every current paragraph; one that stands twice would be listed twice."""
    with Local.open(Settings(library=KILLED)) as engine, engine.archive.reading() as connection:
        return sorted(
            connection.execute(
                'SELECT a.id, v.sha256, p.start, p."end" FROM live p JOIN articles a ON a.row = p.article'
                " JOIN versions v ON v.article = p.article AND v.version = p.version"
            )
        )


def _given_paragraphs(file: Path) -> list[Where]:
    latest = {article.id: article for article in Tally().articles_of(read(file))}
    return sorted(
        (article.id, article.sha256, paragraph.span.start, paragraph.span.end)
        for article in latest.values()
        for paragraph in article.paragraphs
    )


if __name__ == "__main__":
    main()
