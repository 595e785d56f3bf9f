"""The desk beside its peers, on the same paragraphs and vectors: `.peers/bin/python -m benchmarks.peers [COUNT]`.

COUNT is a library of benchmarks.synthetic; the peers are those of benchmarks/requirements.txt. One query at a time;
times of questions are processor time of all threads, so that they hold on a machine that others use too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.results import record, seconds
from benchmarks.scale import meaning_of, processor, questions
from benchmarks.synthetic import of_size
from index import lists
from index.engine import Query
from index.local import Local
from index.meaning import ROUNDING  # noqa: F401  # imports faiss before the peers bring their own OpenMP
from index.rounded import floats
from index.state import sample_questions

TEN = 10
ANSWER = "10 hits with texts and marks, exact counts of paragraphs, articles and groups"


@dataclass(frozen=True)
class Given:
    """What everybody gets."""

    library: Local
    rows: NDArray[np.int64]
    texts: list[str]
    vectors: NDArray[np.float32]
    questions: list[str]
    asked: NDArray[np.float32]  # the questions' vectors
    folder: Path


def main() -> None:
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 100_000
    command = f".peers/bin/python -m benchmarks.peers {count}"
    settings = of_size(count)
    with Local.open(settings) as library, tempfile.TemporaryDirectory() as folder:
        given = _given(library, Path(folder))
        header = ("index", "recall@10", "CPU ms p50", "p95", "queries a CPU second", "build s")
        record(f"Vectors, {count:,} beside peers", command, header, list(_vector_rows(given)), _VECTORS)
        header = ("words", "CPU ms p50", "p95", "what comes back", "build s")
        record(f"Words, {count:,} beside peers", command, header, list(_word_rows(given)), _WORDS)
        header = ("whole question", "CPU ms p50", "p95", "what comes back", "build s")
        record(f"Whole questions, {count:,} beside peers", command, header, list(_whole_rows(given)), _WHOLE)


_VECTORS = (
    "Below a recall of about .98 hnswlib is ahead: a graph looks at few vectors, which it keeps in memory at full "
    "width. Above it the desk's lists are beside or ahead of it."
)
_WORDS = (
    "bm25s and FTS5 give ten numbers or texts and nothing else, and are ahead of the desk in a small archive. Their "
    "time grows with it; the desk's is mostly that of reading, proving and marking ten hits, and of counting all."
)
_WHOLE = (
    "All three embed the question by the desk's own way. Where a peer is ahead it is because it counts nothing, proves "
    "nothing and marks nothing."
)


def _given(library: Local, folder: Path) -> Given:
    meaning = meaning_of(library)
    with library.archive.reading() as connection:
        found = connection.execute(
            'SELECT p.row, v.text, p.start, p."end" FROM live p JOIN versions v USING (article, version)'
        )
        texts = {row: text[start:end] for row, text, start, end in found}
    asked = questions(library)
    rows = np.array(meaning.base.rows)
    return Given(
        library=library,
        rows=rows,
        texts=[texts[row] for row in rows.tolist()],
        vectors=floats(np.array(meaning.base.vectors)),
        questions=asked,
        asked=library.finder.embedder().embed(asked),
        folder=folder,
    )


def _vector_rows(given: Given) -> Iterator[tuple[str, ...]]:
    exact = [set(np.argsort(-(given.vectors @ query))[:TEN].tolist()) for query in given.asked]

    def row(name: str, build: float, search: Callable[[NDArray[np.float32]], Any]) -> tuple[str, ...]:
        search(given.asked[0])
        took = [1000 * processor(lambda query=query: search(query)) for query in given.asked for _ in range(3)]
        found = [len(exact[at] & set(np.asarray(search(q)).ravel().tolist())) / TEN for at, q in enumerate(given.asked)]
        middle, slow = statistics.median(took), sorted(took)[int(0.95 * len(took))]
        recall, rate = float(np.mean(found)), 1000 / statistics.mean(took)
        return name, f"{recall:.4f}", f"{middle:.2f}", f"{slow:.2f}", f"{rate:,.0f}", f"{build:.1f}"

    own = _own_questions(given)
    everything = np.ones(len(given.vectors), np.bool_)
    for recall in (0.9, 0.99, 0.999):
        made: list[lists.Lists] = []
        build = seconds(lambda recall=recall, made=made: made.append(lists.build(given.vectors, own, recall=recall)))
        yield row(f"desk, lists tuned to {recall}", build, _compared(given, made[0], everything))
    yield row("desk, exact", 0, lambda query: np.argpartition(-(given.vectors @ query), TEN)[:TEN])
    yield from _hnswlib(given, row)
    yield from _usearch(given, row)


def _own_questions(given: Given) -> NDArray[np.float32]:
    """What the desk tunes itself with: none of the questions that are asked here."""
    with given.library.archive.reading() as connection:
        return given.library.finder.embedder().embed(sample_questions(connection, given.rows))


def _compared(
    given: Given, made: lists.Lists, everything: NDArray[np.bool_]
) -> Callable[[NDArray[np.float32]], NDArray[np.intp]]:
    def search(query: NDArray[np.float32]) -> NDArray[np.intp]:
        near = made.nearest(query, TEN, everything, len(everything))
        return near[np.argsort(-(given.vectors[near] @ query))[:TEN]]

    return search


def _hnswlib(given: Given, row: Callable[..., tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    import hnswlib

    index = hnswlib.Index(space="ip", dim=given.vectors.shape[1])

    def build() -> None:
        index.init_index(max_elements=len(given.vectors), ef_construction=200, M=32)
        index.add_items(given.vectors)

    built = seconds(build)
    index.set_num_threads(1)
    for ef in (16, 64, 256):
        index.set_ef(ef)
        yield row(f"hnswlib, M 32, ef {ef}", built, lambda query: index.knn_query(query, TEN)[0])


def _usearch(given: Given, row: Callable[..., tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    from usearch.index import Index

    index = Index(ndim=given.vectors.shape[1], metric="ip", dtype="f32", connectivity=32, expansion_add=128)
    built = seconds(lambda: index.add(np.arange(len(given.vectors)), given.vectors))
    for expansion in (32, 128, 256):
        index.expansion_search = expansion
        yield row(f"usearch, f32, expansion {expansion}", built, lambda query: index.search(query, TEN).keys)


def _asked(given: Given, ask: Callable[[str], object]) -> tuple[str, str]:
    ask(given.questions[-1])
    took = sorted(1000 * processor(lambda text=text: ask(text)) for text in given.questions)
    return f"{statistics.median(took):.1f}", f"{took[int(0.95 * len(took))]:.1f}"


def _word_rows(given: Given) -> Iterator[tuple[str, ...]]:
    with Local.open(given.library.settings) as by_words:
        by_words.finder._ready.clear()  # as while the model is loaded
        by_words.search(Query("warm"))
        times = _asked(given, lambda text: by_words.search(Query(text, limit=TEN)))
        yield (
            "desk, words alone",
            *times,
            "10 hits with texts and marks, exact counts of paragraphs, articles, groups",
            "",
        )
    yield _bm25s(given)
    yield _fts5(given)


def _bm25s(given: Given) -> tuple[str, ...]:
    import bm25s
    import Stemmer

    stemmer, index = Stemmer.Stemmer("english"), bm25s.BM25()
    build = seconds(
        lambda: index.index(bm25s.tokenize(given.texts, stemmer=stemmer, show_progress=False), show_progress=False)
    )

    def ask(text: str) -> object:
        return index.retrieve(bm25s.tokenize(text, stemmer=stemmer, show_progress=False), k=TEN, show_progress=False)

    return f"bm25s {version('bm25s')}", *_asked(given, ask), "10 numbers and scores", f"{build:.0f}"


def _fts5(given: Given) -> tuple[str, ...]:
    base = sqlite3.connect(given.folder / "fts.db")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='porter')")
    build = seconds(lambda: base.executemany("INSERT INTO t VALUES (?)", ((text,) for text in given.texts)))
    base.commit()

    def ask(text: str) -> object:
        words = " OR ".join(f'"{word}"' for word in text.split())
        return base.execute("SELECT rowid, text FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (words,)).fetchall()

    times = _asked(given, ask)
    base.close()
    return "SQLite FTS5, porter", *times, "10 texts", f"{build:.0f}"


def _whole_rows(given: Given) -> Iterator[tuple[str, ...]]:
    def ask(text: str) -> object:
        given.library.finder._vector.cache_clear()
        return given.library.search(Query(text, limit=TEN))

    yield "desk", *_asked(given, ask), ANSWER, ""
    yield _txtai(given)
    yield _lancedb(given)


def _embed(given: Given, text: str) -> NDArray[np.float32]:
    """By the desk's own way, so that peers differ in what they do and not in what embedding costs."""
    vector: NDArray[np.float32] = given.library.finder.embedder().embed([text])[0]
    return vector


def _txtai(given: Given) -> tuple[str, ...]:
    import txtai

    by_text = dict(zip(given.texts, given.vectors, strict=True))

    def transform(inputs: list[str]) -> NDArray[np.float32]:
        return np.array([by_text[text] if text in by_text else _embed(given, text) for text in inputs])

    index = txtai.Embeddings(method="external", transform=transform, content=True, hybrid=True)
    build = seconds(lambda: index.index((n, text, None) for n, text in enumerate(given.texts)))
    times = _asked(given, lambda text: index.search(text, TEN))
    index.close()
    return f"txtai {version('txtai')}, hybrid", *times, "10 texts and scores", f"{build:.0f}"


def _lancedb(given: Given) -> tuple[str, ...]:
    import lancedb
    import pyarrow

    vectors = pyarrow.FixedSizeListArray.from_arrays(given.vectors.ravel(), given.vectors.shape[1])
    base = lancedb.connect(given.folder / "lance")

    def build() -> Any:
        table = base.create_table("t", pyarrow.table({"text": given.texts, "vector": vectors}))
        table.create_fts_index("text")
        table.create_index(metric="dot", vector_column_name="vector", index_type="IVF_HNSW_SQ")
        return table

    made: list[Any] = []
    took = seconds(lambda: made.append(build()))

    def ask(text: str) -> object:
        return made[0].search(query_type="hybrid").vector(_embed(given, text)).text(text).limit(TEN).to_list()

    times = _asked(given, ask)
    shutil.rmtree(given.folder / "lance", ignore_errors=True)
    return f"LanceDB {version('lancedb')}, hybrid, IVF_HNSW_SQ", *times, "10 texts and scores", f"{took:.0f}"


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
