"""From process start to the first answer: `python -m benchmarks.cold_start` (the samples).

The command line is timed whole; the dashboard from process start until its first page is drawn in Chromium, and beside
it Streamlit's own share: a page of two widgets. Modules are compiled already, as on any machine where they ran before.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.dashboard import ROOT, browser, served
from benchmarks.results import record, seconds

RUNS = 7


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        environment = os.environ | {
            "NEWSDESK_LIBRARY": str(library),
            "PYTHONPYCACHEPREFIX": f"{folder}/modules",
            "PYTHONDONTWRITEBYTECODE": "",  # as if it were not set
        }
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
        with browser() as chromium:
            for _ in range(RUNS):
                for name, work in asked:
                    times[name].append(seconds(work))
                for name, door in doors.items():
                    times[name].append(_first_page(library, environment, door, chromium.new_page()))
    rows = [(name, f"{statistics.median(took):.2f} s", f"{max(took):.2f} s") for name, took in times.items()]
    record("Cold start", "python -m benchmarks.cold_start", ("from process start", f"median of {RUNS}", "worst"), rows)


def _module(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _first_page(library: Path, environment: Mapping[str, str], door: str, page: Page) -> float:
    """Seconds from the start of the server's process until the search box stands on the page."""
    started = time.perf_counter()
    with served(library, door, variables=environment) as address:
        page.goto(f"{address}/", wait_until="commit")
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning] input")
        took = time.perf_counter() - started
        page.close()
    return took


if __name__ == "__main__":
    main()
