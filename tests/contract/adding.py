"""A process that adds articles until it is done or killed: `python -m tests.contract.adding LIBRARY`."""

from __future__ import annotations

import sys
from pathlib import Path

from index import embedding, writing
from index.local import Local
from index.settings import Settings
from ingest.article import Article
from tests.contract.build import article

ARTICLES = 60
_WORDS = (
    "harbour ferry strike council vote storm harvest apple valley lighthouse mayor bridge market winter school".split()
)


def articles() -> list[Article]:
    """Every article has words of its own and some that it shares."""
    return [
        article(str(n), *(f"{_WORDS[(n + k) % 15]} {_WORDS[(n * k) % 15]} number {n} and {k}" for k in range(5)))
        for n in range(ARTICLES)
    ]


def main(library: Path) -> None:
    """Commit often, so that a kill falls between any two commits."""
    writing.BATCH_ARTICLES = 4
    embedding.KEEP_SECONDS = 0.01
    with Local.open(Settings(library=library), create=True) as local:
        local.finder.embedder()
        print("ready", flush=True)
        local.add(articles())
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
