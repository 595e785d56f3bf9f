"""From process start to the first answer: `python -m benchmarks.cold_start` (the samples).

The command line is timed whole; the dashboard from process start until its first page is drawn in Chromium, and beside
it Streamlit's own share: a page of two widgets. Modules are compiled already, as on any machine where they ran before.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.results import record, seconds

ROOT = Path(__file__).parents[1]
RUNS = 7


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NEWSDESK_LIBRARY": f"{folder}/library",
            "PYTHONPYCACHEPREFIX": f"{folder}/modules",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _module(environment, "ingest", "add", "samples")
        _module(environment, "desk", "search", "close the strait")  # file cache warm, as on a machine in use
        asked = [
            ("python -c pass", lambda: subprocess.run([sys.executable, "-c", "pass"], check=True)),
            ("desk search", lambda: _module(environment, "desk", "search", "close the strait")),
            ("desk search, no words", lambda: _module(environment, "desk", "search")),
        ]
        doors = {
            "a page of two widgets in Streamlit, drawn": "benchmarks/bare.py",
            "first page of the dashboard, drawn": "app.py",
            "first page of the shared desk, drawn": "server.py",
        }
        times: dict[str, list[float]] = {name: [] for name in [*dict(asked), *doors]}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            )
            for _ in range(RUNS):
                for name, work in asked:
                    times[name].append(seconds(work))
                for name, door in doors.items():
                    times[name].append(_first_page(environment, door, browser.new_page()))
            browser.close()
    rows = [(name, f"{statistics.median(took):.2f} s", f"{max(took):.2f} s") for name, took in times.items()]
    record("Cold start", "python -m benchmarks.cold_start", ("from process start", f"median of {RUNS}", "worst"), rows)


def _module(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _first_page(environment: dict[str, str], door: str, page: Page) -> float:
    """Seconds from the start of the server's process until the search box stands on the page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", door, f"--server.port={port}", "--server.headless=true"]
    started = time.perf_counter()
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _listening(port)
        page.goto(f"http://127.0.0.1:{port}/", wait_until="commit")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] input")
        return time.perf_counter() - started
    finally:
        page.close()
        server.terminate()
        server.wait()


def _listening(port: int) -> None:
    """Wait until somebody answers there, as Streamlit does before it opens a browser; gives up after 30 seconds."""
    deadline = time.perf_counter() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            if time.perf_counter() > deadline:
                raise
            time.sleep(0.01)  # little beside what is measured


if __name__ == "__main__":
    main()
