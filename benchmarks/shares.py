"""Where the time of an ingest goes: `python -m benchmarks.shares [FILE] [--articles 1500]`, else the shared corpus.

Words first and then meaning, each in a process of its own; processor time is told too, for another program's load does
not change it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import CORPUS, ROOT
from benchmarks.results import record

# Run by the process that is measured: how long each part of the writing process itself takes.
_PARTS = """
import cProfile, json, pstats, sys
from ingest.__main__ import main
profile = cProfile.Profile()
profile.runcall(main, ["add", "--words-only", "--json", sys.argv[1]])
calls = {f"{path.rsplit('/', 2)[-2]}/{path.rsplit('/', 1)[-1]}:{name}": found[3]
         for (path, _, name), found in pstats.Stats(profile).stats.items() if "/" in path}
print(json.dumps({name: calls.get(call, 0) for name, call in json.loads(sys.argv[2]).items()}), file=sys.stderr)
"""
_CALLS = {
    "rows of the archive": "index/records.py:write_version",
    "copies": "index/copies.py:link",
    "index of words": "index/derived.py:update_words",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--articles", type=int, default=1500)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        given = _head(options.file, Path(folder) / "head.jsonl", options.articles)
        os.environ["NEWSDESK_LIBRARY"] = str(Path(folder) / "library")
        added, words = _measured("add", "--words-only", "--json", str(given))
        embedded, meaning = _measured("embed", "--json")
        os.environ["NEWSDESK_LIBRARY"] = str(Path(folder) / "parts")
        command = [sys.executable, "-c", _PARTS, str(given), json.dumps(_CALLS)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        parts = json.loads(done.stderr.splitlines()[-1])
    rows = [
        (f"words, dates, quotes and copies of {added['new']:,} articles", *_told(words, words, meaning)),
        (f"embedding {embedded['embedded']:,} texts", *_told(meaning, words, meaning)),
    ]
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in parts.items())
    remark = f"Start and loading of the model included. Under a profiler, in the process that writes the words: {told}."
    record(
        "Where the time goes",
        f"python -m benchmarks.shares --articles {options.articles}",
        ("part", "time", "share", "processor time", "share"),
        rows,
        remark,
    )


def _head(file: Path, target: Path, count: int) -> Path:
    with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
        target.write_bytes(b"".join(islice(lines, count)))
    return target


def _measured(*arguments: str) -> tuple[dict[str, int], tuple[float, float]]:
    """What the command says, and its time and processor time in seconds."""
    before, began = _used(), time.perf_counter()
    command = [sys.executable, "-m", "ingest", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return json.loads(done.stdout), (time.perf_counter() - began, _used() - before)


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _told(part: tuple[float, float], *all_parts: tuple[float, float]) -> tuple[str, ...]:
    of = [sum(one[n] for one in all_parts) for n in (0, 1)]
    return f"{part[0]:.1f} s", f"{part[0] / of[0]:.0%}", f"{part[1]:.1f} s", f"{part[1] / of[1]:.0%}"


if __name__ == "__main__":
    main()
