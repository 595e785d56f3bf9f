"""Open pages that ask, and the API: `python -m benchmarks.load [COUNT] [--seconds 60] [--sessions 10 50 100]`.

Each session asks something new every 10 seconds. One replica is asked at once, two by way of nginx with
deploy/nginx.conf, each session from an address of its own. Who asks shares the machine's cores with who answers.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import ssl
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import httpx

from benchmarks.dashboard import Server, free_port, running, wait_until_ready
from benchmarks.nginx import proxied
from benchmarks.results import record
from benchmarks.scale import questions
from benchmarks.synthetic import of_size
from benchmarks.visitor import Visitor
from index.local import Local
from index.settings import Settings

EVERY = 10.0  # seconds between two questions of one session
BOUND = 100.0  # milliseconds that an answer of the API may take at the 95th percentile
AT_ONCE = (1, 2, 4, 8, 16)  # callers of the API
BASE = "newsdesk"


@dataclass
class Met:
    """What the sessions of one size met."""

    took: list[float] = field(default_factory=list)  # seconds from asking to the finished page
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Desk:
    """What is asked: one server, or several behind nginx."""

    servers: tuple[Server, ...]
    address: str
    secure: ssl.SSLContext | None

    def processor(self) -> float:
        """Seconds of processor time of all replicas."""
        return sum(server.processor() for server in self.servers)

    def memory(self) -> int:
        """Bytes of all replicas."""
        return sum(server.memory() for server in self.servers)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--sessions", type=int, nargs="+", default=[10, 50, 100])
    options = parser.parse_args()
    settings = of_size(options.count)
    with Local.open(settings) as library:
        texts = new_questions(questions(library))
    rows, calls = [], []
    for replicas in (1, 2):
        with opened(settings, replicas) as desk:
            for size in options.sessions:
                rows.append((replicas, size, *asyncio.run(sessions(desk, size, options.seconds, texts))))
            calls.append((replicas, *asyncio.run(requests(desk, options.seconds / 4, texts))))
    record(
        f"Load, {options.count:,} paragraphs",
        f"python -m benchmarks.load {options.count} --seconds {options.seconds:g}",
        (
            "replicas",
            "sessions",
            "pages",
            "p50 s",
            "p95 s",
            "errors",
            "cores busy: desk, client",
            "MB: a replica, each session",
        ),
        rows,
        f"Each session asks something new every {EVERY:.0f} s. The client takes its part of the same {os.cpu_count()} "
        "cores, as the table says. "
        + " ".join(f"API, {n} replica{'s' * (n > 1)}, searches: {told}." for n, told in calls),
    )


def new_questions(texts: Sequence[str]) -> Iterator[str]:
    """Questions that nobody has asked: some words each of two real sentences."""
    for one, other in permutations(texts, 2):
        yield " ".join([*one.split()[:3], *other.split()[:2]])


class opened:
    """The replicas, warm; behind nginx where there are several."""

    def __init__(self, settings: Settings, replicas: int) -> None:
        self._settings, self._replicas = settings, replicas
        self._stack = ExitStack()

    def __enter__(self) -> Desk:
        library, many = self._settings.library, self._replicas > 1
        options = ["--server.address=127.0.0.1", *([f"--server.baseUrlPath={BASE}"] if many else [])]
        variables = {"NEWSDESK_API_PER_MINUTE": "0"}
        servers = tuple(
            self._stack.enter_context(running(library, "server.py", options=options, variables=variables))
            for _ in range(self._replicas)
        )
        for server in servers:
            wait_until_ready(server)
        if not many:
            return Desk(servers, servers[0].address, None)
        folder, port = Path(self._stack.enter_context(tempfile.TemporaryDirectory())), free_port()
        self._stack.enter_context(proxied(folder, [server.address for server in servers], port))
        secure = ssl.create_default_context(cafile=str(folder / "desk.crt"))
        secure.check_hostname = False
        return Desk(servers, f"https://127.0.0.1:{port}/{BASE}", secure)

    def __exit__(self, *error: object) -> None:
        self._stack.close()


async def sessions(desk: Desk, size: int, seconds: float, texts: Iterator[str]) -> tuple[object, ...]:
    """So many pages, open for so long -> a row of the table."""
    met, memory = Met(), desk.memory()
    visitors = [Visitor(desk.address, secure=desk.secure, source=f"127.0.{n + 1}.1") for n in range(size)]
    for visitor in visitors:
        await visitor.open(q=next(texts))
    grown = desk.memory() - memory
    busy, own, started = desk.processor(), time.process_time(), time.perf_counter()
    await asyncio.gather(*(_ask(visitor, n * EVERY / size, seconds, texts, met) for n, visitor in enumerate(visitors)))
    wall = time.perf_counter() - started
    cores = f"{(desk.processor() - busy) / wall:.2f}, {(time.process_time() - own) / wall:.2f}"
    for visitor in visitors:
        await visitor.close()
    p50, p95 = statistics.median(met.took), sorted(met.took)[int(0.95 * len(met.took))]
    megabytes = f"{memory / len(desk.servers) / 1e6:.0f}, {max(grown, 0) / size / 1e6:.1f}"
    return len(met.took), f"{p50:.2f}", f"{p95:.2f}", len(met.errors), cores, megabytes


async def _ask(visitor: Visitor, after: float, seconds: float, texts: Iterator[str], met: Met) -> None:
    """Ask every 10 seconds; a page that takes longer is waited for."""
    started = time.monotonic() + after
    for turn in range(int(seconds / EVERY)):
        await asyncio.sleep(max(0.0, started + turn * EVERY - time.monotonic()))
        try:
            page = await visitor.ask(next(texts))
        except Exception as error:  # noqa: BLE001  # whatever it is, it is what is counted
            met.errors.append(repr(error))
        else:
            met.took.append(page.seconds)
            met.errors += page.errors


async def requests(desk: Desk, seconds: float, texts: Iterator[str]) -> tuple[str]:
    """Searches a second over HTTP, by callers at once, until the 95th percentile passes the bound."""
    told: list[str] = []
    for callers in AT_ONCE:
        took: list[float] = []
        started = time.monotonic()
        await asyncio.gather(*(_call(desk, n, started + seconds, texts, took) for n in range(callers)))
        p95 = 1000 * sorted(took)[int(0.95 * len(took))]
        told.append(f"{callers} at once {len(took) / seconds:.0f} a second (p95 {p95:.0f} ms)")
        if p95 > BOUND:
            break
    return (", ".join(told),)


async def _call(desk: Desk, number: int, until: float, texts: Iterator[str], took: list[float]) -> None:
    transport = httpx.AsyncHTTPTransport(verify=desk.secure or True, local_address=f"127.0.{number + 1}.1")
    async with httpx.AsyncClient(transport=transport, timeout=60) as http:
        while time.monotonic() < until:
            started = time.perf_counter()
            answer = await http.get(f"{desk.address}/api/v1/search", params={"q": next(texts)})
            answer.raise_for_status()
            took.append(time.perf_counter() - started)


if __name__ == "__main__":
    main()
