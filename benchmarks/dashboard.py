"""The dashboard in a real browser: started, waited for, and watched. For the browser tests and the screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds: for a first run on a busy machine
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
# On a page below "/", Streamlit's client looks for its server below that page first, and then at "/".
PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass(frozen=True, slots=True)
class Server:
    """A dashboard of this machine."""

    address: str
    process: subprocess.Popen[bytes]

    def processor(self) -> float:
        """Seconds of processor time that it has taken since it was started, of all its threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes of memory that are its own."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(
    library: Path,
    door: str = "app.py",
    *,
    options: Sequence[str] = (),
    variables: Mapping[str, str] | None = None,
    port: int = 0,
    log: Path | None = None,
) -> Iterator[Server]:
    """`streamlit run app.py` (or server.py) over a library; without a port, on a free one."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", door, "--server.headless=true", f"--server.port={port}"]
    environment = os.environ | {"NEWSDESK_LIBRARY": str(library)} | (variables or {})
    with (log or Path(os.devnull)).open("wb") as told:
        server = subprocess.Popen([*command, *options], cwd=ROOT, env=environment, stdout=told, stderr=told)
    try:
        address = f"http://127.0.0.1:{port}"
        _answering(f"{address}/_stcore/health")
        yield Server(address, server)
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def served(
    library: Path, door: str = "app.py", *, options: Sequence[str] = (), variables: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of one that runs for as long as the block lasts."""
    with running(library, door, options=options, variables=variables) as server:
        yield server.address


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


def settle(page: Page, shown: str) -> None:
    """Wait for what only the new run shows, for the end of that run, and for its charts."""
    page.wait_for_selector(shown, timeout=PATIENCE * 1000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=PATIENCE * 1000)
    page.wait_for_function("!document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")
    if page.locator("[data-testid=stVegaLiteChart]").count():
        page.wait_for_selector("[data-testid=stVegaLiteChart] :is(canvas, svg)")


def watch(page: Page) -> list[str]:
    """Everything that goes wrong in the page from now on: errors, and requests to another host."""
    problems: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith(PROBES):
            problems.append(f"console: {message.text} ({message.location['url']})")

    def thrown(error: Error) -> None:
        problems.append(f"page: {error}")

    def requested(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            problems.append(f"request to another host: {request.url}")

    page.on("console", heard)
    page.on("pageerror", thrown)
    page.on("request", requested)
    return problems


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: Server) -> None:
    """Until its libraries are open and the model is loaded."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{server.address}/api/ready"):
                return
        except (URLError, ConnectionError):  # not yet ready, or not there yet
            if monotonic() > deadline:
                raise
            sleep(0.05)


def _answering(address: str) -> None:
    deadline = monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address):
                return
        except HTTPError:  # below a base path it is elsewhere, and answers all the same
            return
        except (URLError, ConnectionError):
            if monotonic() > deadline:
                raise
            sleep(0.01)  # little beside a start
