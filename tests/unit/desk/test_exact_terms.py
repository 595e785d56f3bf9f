"""A rare word is never behind what only means the like: with copies, with recency, on every door."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings, strategies

from desk.__main__ import main
from index.clauses import Term
from index.columns import UNDATED, Columns
from index.engine import Order, Query
from index.fusion import fuse, share_of
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

OLD, NEW = date(2001, 2, 3), date(2024, 5, 6)
NEAR = (
    "Dockers stopped work in every port along the coast.",
    "The harbour workers have laid down their tools and no ship is unloaded.",
    "A walkout of longshoremen has closed the docks.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """One old article with the word, and its copy; many new ones that mean the like."""
    folder = tmp_path_factory.mktemp("rare") / "library"
    with Local.open(Settings(library=folder), create=True) as engine:
        rare = "A letter to the editor about zyxomorph weather ended with a poem on gardens."
        engine.add(
            [
                article("rare", rare, day=OLD),
                article("copy", rare, day=OLD, outlet="gazette.example"),
                *(article(f"near{n}", *NEAR, f"Talks on wages, part {n}.", day=NEW) for n in range(8)),
            ]
        )
        yield engine


@pytest.mark.parametrize("order", ["relevance", "recent"])
@pytest.mark.parametrize(
    "text", ["zyxomorph dockers on strike", "why did the harbour zyxomorph", "zyxomorph 2024 walkout"]
)
def test_the_rare_word_comes_first(archive: Local, text: str, order: str) -> None:
    found = archive.search(Query(text, order=order))  # type: ignore[arg-type]
    assert len(found.hits) > 1
    assert found.hits[0].given_id in ("rare", "copy")
    assert len(found.hits[0].copies) == 1


def test_it_comes_first_on_the_command_line(archive: Local, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["search", "zyxomorph harbour walkout", "--order", "recent", "--json", "--library", str(archive.folder)]
    assert main(command) == 0
    assert "zyxomorph" in json.loads(capsys.readouterr().out)["hits"][0]["text"]


def test_it_comes_first_in_a_batch(archive: Local, tmp_path: Path) -> None:
    (tmp_path / "queries.csv").write_text("id,text\n1,zyxomorph harbour walkout\n", encoding="utf-8")
    asked = [str(tmp_path / "queries.csv"), "--out", str(tmp_path / "run.trec"), "--library", str(archive.folder)]
    assert main(["batch", *asked]) == 0
    first, second, *_ = (tmp_path / "run.trec").read_text(encoding="utf-8").splitlines()
    assert {line.split()[2] for line in (first, second)} == {"rare", "copy"}


@settings(max_examples=200)
@given(
    word=strategies.sampled_from(("walkout", "1998")),
    order=strategies.sampled_from(("relevance", "recent")),
    others=strategies.lists(
        strategies.tuples(strategies.floats(-1, 1), strategies.integers(0, 20_000) | strategies.just(UNDATED)),
        min_size=1,
        max_size=9,
    ),
)
def test_the_best_by_words_is_ahead_of_all_that_holds_none(
    word: str, order: Order, others: list[tuple[float, int]]
) -> None:
    meaning, days = zip((-1.0, 0), *others, strict=True)  # the first has the word, and all else against it
    size, bm25 = len(days), np.zeros(len(days))
    bm25[0] = 3.0
    columns = cast(Columns, SimpleNamespace(day=np.array(days), row=np.arange(size)))
    share = share_of([Term("text", word)])
    pool = fuse(np.arange(size), bm25, np.array(meaning), columns, Query(word, order=order), share)
    assert pool.order[0] == 0
    assert pool.fused[0] > pool.fused[1:].max()
