"""benchmarks/RESULTS.md: one section a benchmark, replaced when it is run again."""

from __future__ import annotations

import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = "# Measured\n\nEach section names its command, machine and date; running the command replaces the section.\n"


def record(title: str, command: str, header: Sequence[str], rows: Sequence[Sequence[object]], remark: str = "") -> None:
    """Put a table under `## title`, and print it."""
    table = "\n".join(_line(row) for row in (header, ["---"] * len(header), *rows))
    section = f"## {title}\n\n`{command}` · {machine()}\n\n{table}\n" + (f"\n{remark}\n" if remark else "")
    print(section)
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEAD
    parts = re.split(r"(?m)^(?=## )", old)
    place = next((n for n, part in enumerate(parts) if part.startswith(f"## {title}\n")), len(parts))
    parts[place : place + 1] = [section]
    RESULTS.write_text("\n".join(part.strip() + "\n" for part in parts), encoding="utf-8")


def machine() -> str:
    """The machine, and its speed today: fp32 matrix multiply in GFLOP/s (median of 9)."""
    day = datetime.now(UTC).date()
    return (
        f"{_processor()}, {os.cpu_count()} cores, {calibrate():.0f} GFLOP/s, Python {platform.python_version()}, {day}"
    )


def calibrate(n: int = 1024, runs: int = 9) -> float:
    """Speed of the product of two n x n float32 matrices, in GFLOP/s."""
    one = np.random.default_rng(0).random((n, n), dtype=np.float32)
    return 2 * n**3 / statistics.median(seconds(lambda: one @ one) for _ in range(runs)) / 1e9


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"
