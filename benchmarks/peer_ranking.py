"""The ranking beside that of hybrid peers with the same model: `.peers/bin/python -m benchmarks.peer_ranking`.

Peers get title and text of each document as one text, embedded by the desk's own way, and are asked as they come.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.gold import scorer, shared
from benchmarks.ranking import GOLD, library_of
from benchmarks.results import record
from desk.__main__ import main as desk
from index.embed import Embedder, open_embedder
from index.settings import Settings

NAMES = ("xquad_en", "tsqa")
ASKED = 20  # documents of each answer

Run = dict[str, list[str]]  # of each question its documents, best first


@dataclass(frozen=True)
class Given:
    """A collection, and what embeds it."""

    folder: Path
    ids: list[str]
    texts: list[str]
    vectors: NDArray[np.float32]
    questions: dict[str, str]
    embedder: Embedder


def main() -> None:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    score, embedder = scorer(f"{GOLD}/score_retrieval.py"), open_embedder(Settings.from_environment())
    reached: dict[str, list[str]] = {}
    for name in NAMES:
        given = _given(shared(f"{GOLD}/{name}"), embedder)
        qrels = score.read_qrels(given.folder / "qrels.tsv")
        for told, run in _runs(name, given, score):
            reached.setdefault(told, []).append(f"{score.mean(score.per_query(qrels, run))['nDCG@10']:.4f}")
    rows = [(told, *figures) for told, figures in reached.items()]
    header = ("whole question", *NAMES)
    record("Ranking beside peers", ".peers/bin/python -m benchmarks.peer_ranking", header, rows, _REMARK)


_REMARK = (
    "nDCG@10 with one model, all-MiniLM-L6-v2, in one run; the desk through `desk batch` without an option. txtai is a "
    "little ahead on prose, because it weighs meaning and words alike: at one half the desk has .980 too. It gives "
    "meaning less, so that a rare word or a year never loses to what only means the like."
)


def _given(folder: Path, embedder: Embedder) -> Given:
    documents = [json.loads(line) for line in (folder / "corpus.jsonl").open(encoding="utf-8")]
    texts = [f"{one.get('title', '')}\n{one['text']}".strip() for one in documents]
    asked = (json.loads(line) for line in (folder / "queries.jsonl").open(encoding="utf-8"))
    questions = {str(one["_id"]): one["text"] for one in asked}
    ids = [str(one["_id"]) for one in documents]
    return Given(folder, ids, texts, embedder.embed(texts), questions, embedder)


def _runs(name: str, given: Given, score: Any) -> Iterator[tuple[str, Run]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "run.trec"
        library = str(library_of(name, given.folder))
        desk(["batch", str(given.folder / "queries.jsonl"), "--library", library, "--out", str(file)])
        yield "desk", score.read_run(file)
        yield f"txtai {version('txtai')}, hybrid", _all(given, _txtai(given))
        yield f"LanceDB {version('lancedb')}, hybrid", _all(given, _lancedb(given, Path(folder)))


def _all(given: Given, ask: Callable[[str], list[str]]) -> Run:
    return {id: ask(text) for id, text in given.questions.items()}


def _txtai(given: Given) -> Callable[[str], list[str]]:
    import txtai

    known = dict(zip(given.texts, given.vectors, strict=True))

    def transform(inputs: list[str]) -> NDArray[np.float32]:
        return np.array([known[text] if text in known else given.embedder.embed([text])[0] for text in inputs])

    index = txtai.Embeddings(method="external", transform=transform, hybrid=True)
    index.index((id, text, None) for id, text in zip(given.ids, given.texts, strict=True))
    return lambda text: [str(id) for id, _ in index.search(text, ASKED)]


def _lancedb(given: Given, folder: Path) -> Callable[[str], list[str]]:
    import lancedb
    import pyarrow

    vectors = pyarrow.FixedSizeListArray.from_arrays(given.vectors.ravel(), given.vectors.shape[1])
    rows = pyarrow.table({"id": given.ids, "text": given.texts, "vector": vectors})
    table = lancedb.connect(folder / "lance").create_table("t", rows)
    table.create_fts_index("text")

    def ask(text: str) -> list[str]:
        vector = given.embedder.embed([text])[0]
        found = table.search(query_type="hybrid").vector(vector).text(text).limit(ASKED).to_list()
        return [row["id"] for row in found]

    return ask


if __name__ == "__main__":
    main()
