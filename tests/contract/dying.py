"""A process that dies while it adds: `python -m tests.contract.dying LIBRARY POINT`, pickled articles on its input."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index import embedding, words_writer, writing
from index.local import Local
from index.settings import Settings
from ingest.article import Article

DEAD = 9
# Where it dies, and whether what it adds is committed by then.
POINTS = {"uncommitted": False, "without words": True, "without the words' manifest": True, "without vectors": True}


def add_and_die(library: Path, point: str, articles: Sequence[Article]) -> None:
    """Let a process add the articles and die at the point, as a power cut would have it."""
    command = [sys.executable, "-m", "tests.contract.dying", str(library), point]
    assert subprocess.run(command, input=pickle.dumps(list(articles)), check=False).returncode == DEAD


def _arm(point: str) -> None:
    if point == "uncommitted":
        writing.write_batch = _then(writing.write_batch, _die)
    elif point == "without words":
        writing.write_batch = _then(writing.write_batch, lambda: setattr(words_writer, "update", _die))
    elif point == "without the words' manifest":
        writing.write_batch = _then(writing.write_batch, lambda: setattr(words_writer, "_write_manifest", _die))
    else:
        embedding.waiting = _die


def _then(work: Callable[..., Any], act: Callable[[], Any]) -> Callable[..., Any]:
    def work_and_act(*given: Any) -> Any:
        done = work(*given)
        act()
        return done

    return work_and_act


def _die(*given: Any) -> Any:
    os._exit(DEAD)


if __name__ == "__main__":
    _arm(sys.argv[2])
    with Local.open(Settings(library=Path(sys.argv[1]))) as local:
        local.add(pickle.load(sys.stdin.buffer))
