"""The writer killed, then the server killed, under open pages: `python -m benchmarks.restart [COUNT] [--sessions 50]`.

The library is a copy of one of benchmarks.synthetic. Files are handed in and read while every page asks, and whoever
reads them gets SIGKILL; then more are handed in, the server gets SIGKILL, and another is started in its place.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.dashboard import free_port, running, wait_until_ready
from benchmarks.load import new_questions
from benchmarks.results import record
from benchmarks.scale import questions
from benchmarks.synthetic import OUT, of_size
from benchmarks.visitor import Page, Visitor
from desk.intake import hand_in, start_worker
from index.jobs import Jobs
from index.local import Local

FILES, ARTICLES = 4, 50  # handed in at a time, each a job; in each
PATIENCE = 120.0  # seconds until everything handed in has been read
PAUSE = 0.2  # seconds between the questions of two pages while the writer is killed: of 50, each asks every 10


@dataclass(frozen=True)
class Told:
    """What the pages met."""

    pages: int  # that were asked for while whoever writes was killed
    slowest: float  # of them, seconds
    same: int  # that show after the restart of the server what they showed before
    back: float  # seconds from the new server's start until the last page was finished again
    errors: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--sessions", type=int, default=50)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        settings = replace(of_size(options.count), library=Path(folder) / "library")
        shutil.copytree(of_size(options.count).library, settings.library)
        with Local.open(settings) as library:
            asked = new_questions(questions(library))
            before = library.status().articles
            told = asyncio.run(both_killed(library, [next(asked) for _ in range(options.sessions)]))
            states = [job.state for job in Jobs(library.ledger).jobs()]
            added = library.status().articles - before
    rows = [
        ("writer killed: pages asked for meanwhile", told.pages),
        ("the slowest of them", f"{told.slowest:.2f} s"),
        ("server killed: pages that show the same again", f"{told.same} of {options.sessions}"),
        ("the last of them, from the new server's start", f"{told.back:.1f} s"),
        ("errors on any page", len(told.errors)),
        ("jobs done in the end", f"{states.count('done')} of {2 * FILES}"),
        ("articles added by them", f"{added} of {2 * FILES * ARTICLES}"),
    ]
    command = f"python -m benchmarks.restart {options.count} --sessions {options.sessions}"
    record(f"Writer and server killed under {options.sessions} pages", command, ("what", "found"), rows)


async def both_killed(library: Local, texts: Sequence[str]) -> Told:
    """Open a page for each text, kill the writer and then the server, and wait until all that was handed in is read."""
    port = free_port()
    with running(library.folder, "server.py", port=port) as server:
        visitors = [Visitor(server.address) for _ in texts]
        first = [await visitor.open(q=text) for visitor, text in zip(visitors, texts, strict=True)]
        meanwhile = await writer_killed(library, visitors, texts)
        shown = [await visitor.ask(text) for visitor, text in zip(visitors, texts, strict=True)]
        _hand_in(library, FILES)
        server.process.kill()
        await asyncio.gather(*(visitor.lost() for visitor in visitors))
    started = time.perf_counter()
    with running(library.folder, "server.py", port=port) as server:
        wait_until_ready(server)  # a browser comes earlier, is answered by words and draws again
        again = await asyncio.gather(*(visitor.again() for visitor in visitors))
        back = time.perf_counter() - started
        await _read(library)
        for visitor in visitors:
            await visitor.close()
    same = sum(hits(one) == hits(other) != [] for one, other in zip(shown, again, strict=True))
    errors = [error for page in (*first, *meanwhile, *shown, *again) for error in page.errors]
    return Told(len(meanwhile), max(page.seconds for page in meanwhile), same, back, tuple(errors))


async def writer_killed(library: Local, visitors: Sequence[Visitor], texts: Sequence[str]) -> list[Page]:
    """Ask on every page in turn while files are read and whoever reads them is killed, until a successor is done."""
    _hand_in(library, 0)
    worker = start_worker(library)
    reading, pages = asyncio.create_task(_read(library)), list[Page]()
    killing = asyncio.create_task(_kill(library, worker))
    while not reading.done():
        asked = (
            _after(n * PAUSE, visitor, text) for n, (visitor, text) in enumerate(zip(visitors, texts, strict=True))
        )
        pages += await asyncio.gather(*asked)
    await asyncio.gather(reading, killing)
    return pages


async def _after(seconds: float, visitor: Visitor, text: str) -> Page:
    await asyncio.sleep(seconds)
    return await visitor.ask(text)


async def _kill(library: Local, worker: subprocess.Popen[bytes]) -> None:
    """As soon as it reads."""
    async with asyncio.timeout(PATIENCE):
        while not any(job.state == "running" for job in Jobs(library.ledger).open()):
            await asyncio.sleep(0.05)
    worker.kill()


def hits(page: Page) -> list[str]:
    """Links to the hits that a page shows, in order; how a hit came to its rank changes with each article added."""
    return re.findall(r'<h3[^>]*><a href="([^"]*)', "".join(page.html))


def _hand_in(library: Local, first: int) -> None:
    for number in range(first, first + FILES):
        articles = (_article(number * ARTICLES + each) for each in range(ARTICLES))
        hand_in(library, [(f"{number}.txt", "\n\n".join(articles).encode())])


def _article(number: int) -> str:
    day = f"2031-{1 + number % 12:02}-{1 + number % 28:02}"
    head = f" date {day} https://restart.example/{number}\nNotice {number}"
    return f"{head}\n\nThe tide table of quay {number} was renewed."


async def _read(library: Local) -> None:
    """Wait until nothing waits to be read."""
    async with asyncio.timeout(PATIENCE):
        while Jobs(library.ledger).open():
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    main()
