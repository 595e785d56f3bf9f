"""How well the ranking finds what was judged relevant: nDCG@10 of five collections under one configuration.

    python -m benchmarks.ranking

Through `python -m desk batch`, scored by the collections' own script. Libraries are kept in benchmarks/out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.gold import scorer, shared
from benchmarks.results import record
from desk.__main__ import main as desk

OUT = Path(__file__).parent / "out" / "ranking"
GOLD = "gold/retrieval"
# The bar, and what words alone and meaning alone reach elsewhere (other analysers, without guarantees).
ASKED: Mapping[str, tuple[str, str, str]] = {
    "xquad_en": (".978", ".967", ".943"),
    "tsqa": (".655", ".648", ".449"),
    "cranfield": (".40", ".376", ""),
    "xquad_ru": (".955", ".954", ""),
    "xquad_zh": (".963", ".963", ""),
}


def main() -> int:
    """Measure every collection and record it."""
    score = scorer(f"{GOLD}/score_retrieval.py")
    rows = []
    for name, (asked, words, meaning) in ASKED.items():
        collection, run = shared(f"{GOLD}/{name}"), OUT / f"{name}.trec"
        library = library_of(name, collection)
        asking = ["batch", str(collection / "queries.jsonl"), "--library", str(library), "--out", str(run)]
        refused = desk([*asking, "--limit", "20"])
        found = score.mean(score.per_query(score.read_qrels(collection / "qrels.tsv"), score.read_run(run)))
        reached = f"{found['nDCG@10']:.4f}", f"{found['hit@10']:.4f}"
        rows.append((name, asked, *reached, words, meaning, "yes" if refused else ""))
    header = ("collection", "asked", "nDCG@10", "hit@10", "BM25 elsewhere", "dense elsewhere", "some query refused")
    record("Ranking", "python -m benchmarks.ranking", header, rows, REMARK)
    return 0


REMARK = (
    "One configuration for all, and no option but --limit. Nine of XQuAD's questions, seven of them Russian, have a "
    "mark that is not closed or a phrase that the archive has in another case only: they are answered by their words, "
    "which the command says and their rows show (`read_as`)."
)


def library_of(name: str, collection: Path) -> Path:
    """The library of a collection, made at the first time."""
    library = OUT / name
    if not library.exists():
        command = [sys.executable, "-m", "ingest", "add", str(collection / "corpus.jsonl")]
        subprocess.run(command, env=os.environ | {"NEWSDESK_LIBRARY": str(library)}, check=False)  # two are empty
    return library


if __name__ == "__main__":
    sys.exit(main())
