"""Words and days alone, where a library with vectors takes hours to make: `python -m benchmarks.words [COUNT]`.

The library is one of benchmarks.synthetic that waits for its embeddings; it lies in benchmarks/out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.results import record
from benchmarks.scale import SHARES, asked, median, questions, resident, stretch, widest
from benchmarks.synthetic import OUT, make
from index.engine import Query
from index.local import Local
from index.settings import Settings


def main() -> None:
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 5_000_000
    settings = replace(Settings.from_environment(), library=OUT / f"words-{count}")
    if not settings.library.exists():
        make(settings, count, embedded=False)
    rows = list(measured(settings))
    remark = (
        "Milliseconds by the clock, p50 / p95, and in brackets p95 of processor time; each question asked once before."
    )
    record(f"Words alone, {count:,}", f"python -m benchmarks.words {count}", ("", "figure"), rows, remark)


def measured(settings: Settings) -> Iterator[tuple[str, str]]:
    """Rows of the table."""
    started = time.perf_counter()
    with Local.open(settings) as library:
        library.search(Query("first"))
        yield "opened, and the first question answered", f"{time.perf_counter() - started:.1f} s"
        texts = questions(library)
        yield "on disk", f"{library.status().bytes / 1e6:,.0f} MB"
        yield "words", asked(library, library.search, texts, Query())
        for share in SHARES:
            yield f"words, {share:.2%} pass by date", asked(library, library.search, texts, stretch(library, share))
        yield "words, one outlet", asked(library, library.search, texts, Query(outlets=("outlet-1.example",)))
        yield "words, one speaker", asked(library, library.search, texts, Query(speakers=("Person 9",)))
        yield "days, by day and outlet", asked(library, library.days, texts, Query())
        text, matches = widest(library)
        yield f"days of a question with so many matches: {text}", f"{matches:,}: {median(library.days, text)}"
        yield "memory", f"{resident():,.0f} MB"


if __name__ == "__main__":
    main()
