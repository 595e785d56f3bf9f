"""A gigabyte in bounded memory, and 100,000 articles killed at random moments: `python -m benchmarks.large`.

Words only. `python -m benchmarks.large memory` or `kills` does one of them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.copies import texts
from benchmarks.results import record
from index.local import Local
from index.settings import Settings

ROOT = Path(__file__).parents[1]
OUT = ROOT / "benchmarks" / "out" / "large"
LONG = 150  # made-up articles joined into one of 100 kB
LOOK = 0.25  # seconds between two looks at the memory: a lot is in work for seconds, and a look takes a millisecond
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["memory", "kills"])
    parser.add_argument("--bytes", type=int, default=1 << 30)
    parser.add_argument("--seconds", type=float, help="stop the reading of the gigabyte after so long")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=8)
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    if "memory" in options.what:
        memory(options.bytes, options.seconds)
    if "kills" in options.what:
        kills(options.articles, options.kills)


def memory(size: int, seconds: float | None) -> None:
    """Peak memory of all processes together while one file of this size is read, whole or for so many seconds."""
    path = OUT / "long.jsonl"
    count = _write(path, _long(size))
    shutil.rmtree(OUT / "library", ignore_errors=True)
    began, peak = time.perf_counter(), 0
    running = _add(path)
    while running.poll() is None:
        peak = max(peak, _resident(running.pid))
        time.sleep(LOOK)  # the loop ends with the process that it watches
        if seconds and time.perf_counter() - began > seconds:
            running.send_signal(signal.SIGINT)
            seconds = None
    took = time.perf_counter() - began
    rows = [
        ("file", f"{path.stat().st_size / 1e6:,.0f} MB, one JSON line for each of {count:,} articles"),
        ("articles kept", f"{_kept():,}{'' if running.returncode == 0 else ' when it was stopped'}"),
        ("peak memory of all processes together", f"{peak / 1e6:,.0f} MB"),
        ("time", f"{took:,.0f} s"),
    ]
    stopped = "" if running.returncode == 0 else " --seconds N"
    record("A gigabyte, words only", f"python -m benchmarks.large memory{stopped}", ("what", "figure"), rows)
    path.unlink()


def kills(articles: int, times: int) -> None:
    """kill -9 at random moments, then run to the end: nothing may be lost or doubled."""
    path = OUT / "short.jsonl"
    _write(path, islice(texts(articles), articles))
    shutil.rmtree(OUT / "library", ignore_errors=True)
    moments, rows = random.Random(1), []
    for number in range(1, times + 1):
        after = moments.uniform(2, 30)
        running = _add(path)
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(after)
        running.kill()
        running.wait()
        rows.append((number, f"{after:.0f} s", f"{_kept():,}", _checked()))
    began = time.perf_counter()
    _add(path).wait()
    rows.append(("run to its end", f"{time.perf_counter() - began:.0f} s", f"{_kept():,}", _checked()))
    whole = "every article, once" if _ids() == sorted(str(n) for n in range(articles)) else "DIFFERENT"
    header = ("kill -9", "after", "articles kept", "index check")
    record(
        f"{articles:,} short articles, killed and resumed", "python -m benchmarks.large kills", header, rows,
        f"Words only. In the end the library holds {whole}.",
    )  # fmt: skip


def _long(size: int) -> Iterator[str]:
    chance, written = random.Random(0), 0
    short = list(texts(4000))
    while written < size:
        text = "\n".join(chance.choices(short, k=LONG))
        written += len(text)
        yield text


def _write(path: Path, bodies: Iterator[str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for body in bodies:
            out.write(json.dumps({"id": str(count), "published": "2025-03-04", "text": body}) + "\n")
            count += 1
    return count


def _add(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ingest", "add", "--words-only", "--json", str(path)]
    environment = os.environ | {"NEWSDESK_LIBRARY": str(OUT / "library")}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _resident(pid: int) -> int:
    """Bytes of the process and those that it started (Linux)."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return own + sum(_resident(int(child)) for child in children)
    return 0


def _kept() -> int:
    if not (OUT / "library" / "archive.db").exists():
        return 0
    with Local.open(Settings(library=OUT / "library")) as engine, engine.archive.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def _ids() -> list[str]:
    with Local.open(Settings(library=OUT / "library")) as engine, engine.archive.reading() as connection:
        return sorted(id for (id,) in connection.execute("SELECT given_id FROM versions"))


def _checked() -> str:
    command = [sys.executable, "-m", "index", "check", "--json"]
    environment = os.environ | {"NEWSDESK_LIBRARY": str(OUT / "library")}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    return "passes" if done.returncode == 0 else f"{len(json.loads(done.stdout)['problems'])} problems"


if __name__ == "__main__":
    main()
