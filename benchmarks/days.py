"""Days counted over a million paragraphs of which 100,000 match: `python -m benchmarks.days`.

The counting alone, on the columns of an archive that is not written: 140,000 articles of 40 outlets on 5,000 days, and
1.5 million days spoken of. What finding the matches takes is measured with the large archive.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.results import record
from index.clocks import Ticks
from index.columns import Columns
from index.columns_reader import EMPTY, places_by_row
from index.counting import days_of
from index.engine import Clock, Query
from index.match import Matches

PARAGRAPHS, ARTICLES, MATCHES = 1_000_000, 140_000, 100_000
OUTLETS, DAYS, SPOKEN = 40, 5_000, 1_500_000
RUNS = 40


def main() -> None:
    chance = np.random.default_rng(0)
    columns = _columns(chance)
    alone = replace(columns, outlet=np.zeros(PARAGRAPHS, np.int64), outlets=("one.example",))
    matches = Matches(chance.permutation(PARAGRAPHS)[:MATCHES], MATCHES, np.zeros(PARAGRAPHS, np.float32), None)
    spoken = Ticks(
        np.sort(chance.integers(0, PARAGRAPHS, SPOKEN)),
        chance.integers(15_000, 15_000 + DAYS, SPOKEN),
        np.zeros(SPOKEN, np.int64),
    )
    printed = Ticks(np.arange(PARAGRAPHS), columns.day, columns.precision, of_articles=True)
    rows = [
        _row(f"{what}, {clock}", matches, archive, ticks, clock)
        for clock, ticks in (("published", printed), ("spoken", spoken))
        for what, archive in (("by day", alone), ("by day and outlet", columns))
    ]
    header = ("counted", "counts", "median", "p95")
    remark = "Processor time of one thread: what a clock shows on a machine that does nothing else."
    record("Days counted, 1,000,000 paragraphs, 100,000 matches", "python -m benchmarks.days", header, rows, remark)


def _columns(chance: np.random.Generator) -> Columns:
    article = np.sort(chance.integers(0, ARTICLES, PARAGRAPHS))
    day = chance.integers(15_000, 15_000 + DAYS, ARTICLES)[article]
    order = np.lexsort((np.arange(PARAGRAPHS), day))
    article, zeros = article[order], np.zeros(PARAGRAPHS, np.int64)
    return replace(
        EMPTY,
        row=order,
        article=article,
        day=day[order],
        precision=zeros,
        outlet=chance.integers(0, OUTLETS, ARTICLES)[article],
        language=zeros,
        words=np.arange(PARAGRAPHS),
        copies=article,
        outlets=tuple(f"outlet-{number}.example" for number in range(OUTLETS)),
        languages=("en",),
        place=places_by_row(order),
    )


def _row(name: str, matches: Matches, columns: Columns, ticks: Ticks, clock: Clock) -> tuple[str, ...]:
    query = Query(clock=clock)
    counts = len(days_of(matches, columns, ticks, query))
    took = sorted(_seconds(lambda: days_of(matches, columns, ticks, query)) for _ in range(RUNS))
    return name, f"{counts:,}", f"{took[RUNS // 2] * 1000:.0f} ms", f"{took[round(0.95 * (RUNS - 1))] * 1000:.0f} ms"


def _seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
