"""What a question costs as the archive grows: `python -m benchmarks.scale [COUNT ...]`, by default 10k, 100k and 1M.

Each COUNT is a library of benchmarks.synthetic. Questions are words of real sentences; each is asked once, its vector
made anew each time. Recall is that of an exact search over the vectors that pass, with the same questions.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.results import record
from benchmarks.synthetic import of_size, read_seeds
from index.analyse import is_stop_word, tokens
from index.engine import POOL, Query
from index.lists import LEVEL
from index.local import Local
from index.meaning import Meaning
from index.records import day_of
from index.rounded import floats
from index.settings import Settings

ROOT = Path(__file__).parents[1]
ASKED = "--asked"  # how this script starts itself to measure memory
QUESTIONS = 60
RECALLED = 40  # questions that recall is measured with
SHARES = (0.5, 0.05, 0.005, 0.0001)


def main() -> None:
    if sys.argv[1:2] == [ASKED]:
        print(f"{resident_after(Path(sys.argv[2]), json.load(sys.stdin)):,.0f} MB")
        return
    counts = [int(name.replace("_", "")) for name in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    columns = {count: dict(measured(of_size(count))) for count in counts}
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    rows = [(name, *(columns[count].get(name, "") for count in counts)) for name in names]
    header = ("paragraphs", *(f"{count:,}" for count in counts))
    record("Speed by size", f"python -m benchmarks.scale {' '.join(map(str, counts))}", header, rows, REMARK)


REMARK = (
    "Milliseconds by the clock, p50 / p95, and in brackets p95 of the processor time of all threads. Each question was "
    "asked once before, so that its files are in memory; its vector is made anew each time. Counts and `days` are over "
    "all matches. Memory is resident after all the questions, mapped files included."
)


def measured(settings: Settings) -> Iterator[tuple[str, str]]:
    """Rows of one column."""
    with Local.open(settings) as library:
        texts = questions(library)
        status = library.status()
        yield "index of meaning", _index(status)
        yield "on disk", f"{status.bytes / 1e6:,.0f} MB"
        yield "words alone", words_alone(library, texts)
        library.search(Query("warm"))
        yield "a question's vector", timed(lambda text: library.finder._embed(text), texts)
        yield "meaning, the 1,000 nearest", nearest(library, texts)
        yield from answers(library, texts, "hybrid")
        yield from recalls(library, texts)
    yield "memory", _memory(settings, texts)
    yield "process start to the first answer, `desk search`", cold(settings)


def answers(library: Local, texts: list[str], how: str) -> Iterator[tuple[str, str]]:
    """Rows of hits, with and without filters, and of days; `how` the hits are found."""
    yield f"**{how}**", asked(library, library.search, texts, Query())
    for share in SHARES:
        yield f"{how}, {share:.2%} pass by date", asked(library, library.search, texts, stretch(library, share))
    yield f"{how}, one outlet", asked(library, library.search, texts, Query(outlets=("outlet-1.example",)))
    yield f"{how}, one speaker", asked(library, library.search, texts, Query(speakers=("Person 9",)))
    yield "**days**, by day and outlet", asked(library, library.days, texts, Query())
    text, matches = widest(library)
    yield f"days of a question with so many matches: {text}", f"{matches:,}: {median(library.days, text)}"


def questions(library: Local) -> list[str]:
    """Three to six words of real sentences."""
    random = np.random.default_rng(7)
    sentences = [sentence for sentence in read_seeds(library).more if 60 < len(sentence) < 200]
    chosen = (sentences[place] for place in random.permutation(len(sentences)))
    told = ([token.word for token in tokens(text) if not is_stop_word(token.word)] for text in chosen)
    return [" ".join(words[: random.integers(3, 7)]) for words in told if len(words) > 6][:QUESTIONS]


def timed(work: Callable[[str], object], texts: list[str]) -> str:
    """p50 / p95 by the clock of one call a text, and p95 of processor time; each text was given once before."""
    took, used = [], []
    for text in texts:
        work(text)
    for text in texts:
        started = time.perf_counter()
        used.append(1000 * processor(lambda text=text: work(text)))
        took.append(1000 * (time.perf_counter() - started))
    return f"{statistics.median(took):.1f} / {_p95(took):.1f} ({_p95(used):.0f})"


def _p95(took: list[float]) -> float:
    return sorted(took)[int(0.95 * len(took))]


def processor(work: Callable[[], object]) -> float:
    """Seconds of processor time that a call takes, of all threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def asked(library: Local, answer: Callable[[Query], object], texts: list[str], query: Query) -> str:
    """The same of a question with filters."""

    def ask(text: str) -> None:
        library.finder._vector.cache_clear()
        answer(replace(query, text=text))

    return timed(ask, texts)


def words_alone(library: Local, texts: list[str]) -> str:
    """The same while the model is not there."""
    with Local.open(library.settings) as by_words:
        by_words.finder._ready.clear()
        by_words.search(Query("warm"))
        return timed(lambda text: by_words.search(Query(text)), texts)


def nearest(library: Local, texts: list[str]) -> str:
    """The vector side alone."""
    meaning = meaning_of(library)
    vectors = dict(zip(texts, library.finder.embedder().embed(texts), strict=True))
    return timed(lambda text: meaning.nearest(vectors[text], POOL), texts)


def meaning_of(library: Local) -> Meaning:
    """The library's vectors."""
    vectors = library.derived.vectors(library.derived.state())
    assert vectors is not None
    return vectors.meaning


def stretch(library: Local, share: float) -> Query:
    """A filter by date that lets about this share pass, in the middle of the archive."""
    days = library.derived.state().columns.day
    middle, half = len(days) // 2, max(1, int(len(days) * share / 2))
    first, last = (day_of(int(days[place])) for place in (middle - half, middle + half - 1))
    return Query(since=first, until=last)


def widest(library: Local) -> tuple[str, int]:
    """A common word whose matches are nearest to 100,000, or to all."""
    counted = [(word, library.search(Query(word, limit=1)).total) for word in ("said", "president", "country", "year")]
    return min(counted, key=lambda pair: abs(pair[1] - 100_000))


def median(answer: Callable[[Query], object], text: str) -> str:
    """Of nine calls."""
    return f"{1000 * statistics.median(processor(lambda: answer(Query(text))) for _ in range(9)):.0f} ms"


def recalls(library: Local, texts: list[str]) -> Iterator[tuple[str, str]]:
    """Share of the ten, and of the thousand, truly nearest that is found; what passes is scattered over the archive.

    What is as near as the last of them counts as one: texts come again, and with them their vectors.
    """
    meaning, random = meaning_of(library), np.random.default_rng(3)
    queries = library.finder.embedder().embed(texts[:RECALLED])
    rows, vectors = meaning.base.rows, meaning.base.vectors
    for share in (1.0, *SHARES):
        chosen = np.sort(random.choice(len(rows), max(1, int(share * len(rows))), replace=False))
        cosines = (queries @ floats(vectors[chosen]).T) if share < 1 else products(queries, vectors)
        found = []
        for query, cosine in zip(queries, cosines, strict=True):
            _, near = meaning.nearest(query, POOL, among=None if share == 1 else rows[chosen])
            truly = -np.sort(-cosine)[:POOL]
            found.append([(near[:k] >= truly[:k].min() - LEVEL).sum() / len(truly[:k]) for k in (10, POOL)])
        ten, all_ = np.mean(found, axis=0)
        yield f"recall@10 / @1000, {share:.2%} pass", f"{ten:.4f} / {all_:.4f}"


def products(queries: np.ndarray, vectors: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Cosines of each query to every vector."""
    parts = [queries @ floats(vectors[start : start + 65_536]).T for start in range(0, len(vectors), 65_536)]
    return np.concatenate(parts, axis=1)


def _memory(settings: Settings, texts: list[str]) -> str:
    """Of a process of its own that has answered the questions, with and without a filter."""
    command = [sys.executable, "-m", "benchmarks.scale", ASKED, str(settings.library)]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(texts), check=True, capture_output=True, text=True)
    return done.stdout.strip()


def resident_after(folder: Path, texts: list[str]) -> float:
    """MB after these questions."""
    with Local.open(replace(Settings.from_environment(), library=folder)) as library:
        for query in (Query(), stretch(library, 0.5), stretch(library, 0.05)):
            for text in texts:
                library.search(replace(query, text=text))
                library.days(replace(query, text=text))
        return resident()


def resident() -> float:
    """Of this process, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return float("nan")


def cold(settings: Settings) -> str:
    """Of five, with the file cache warm."""
    environment = os.environ | {"NEWSDESK_LIBRARY": str(settings.library)}
    command = [sys.executable, "-m", "desk", "search", "tariffs on steel imports", "--json"]
    took = []
    for _ in range(5):
        started = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
        took.append(time.perf_counter() - started)
        assert json.loads(done.stdout)["hits"][0]["cosine"] is not None
    return f"{statistics.median(took):.2f} s (worst {max(took):.2f})"


def _index(status: object) -> str:
    index = status.meaning_index  # type: ignore[attr-defined]
    if index is None or index.kind == "exact":
        return "exact"
    return f"{index.read} of {index.lists} lists, {index.recall:.4f} on its sample"


if __name__ == "__main__":
    main()
