"""An ingest killed (SIGKILL) at random moments, checked each time, then run to its end.

`python -m benchmarks.kills [FILE] [--kills 20] [--longest 60]`: nothing may be lost or doubled against the library of
`python -m benchmarks.corpus`, which has to be there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import CORPUS, LIBRARY, ROOT
from benchmarks.results import record
from index.local import Local
from index.settings import Settings

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
    same = "the same articles, paragraphs and hashes" if _contents(KILLED) == _contents(LIBRARY) else "DIFFERENT"
    record(
        "Killed and resumed",
        f"python -m benchmarks.kills --kills {options.kills}",
        ("kill -9", "after", "articles kept", "texts embedded", "index check"),
        rows,
        f"Beside a library made in one go: {same}.",
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
    time.sleep(after)
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


def _contents(library: Path) -> set[tuple[str, str, int, int]]:
    """Every current paragraph: article, SHA-256 of its text, start, end; doubled rows would show in the count."""
    with Local.open(Settings(library=library)) as engine, engine.archive.reading() as connection:
        rows = connection.execute(
            "SELECT a.id, v.sha256, p.start, p.\"end\" FROM paragraphs p"
            " JOIN versions v ON v.article = p.article AND v.version = p.version JOIN articles a ON a.row = p.article"
        ).fetchall()
    assert len(rows) == len(set(rows)), "a paragraph stands twice"
    return set(rows)


if __name__ == "__main__":
    main()
