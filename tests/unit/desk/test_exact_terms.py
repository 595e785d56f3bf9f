"""A rare word is never behind what only means the like: with copies, with recency, on every door."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from desk.__main__ import main
from index.engine import Query
from index.fusion import BESIDE_NUMBERS, MEANING_SHARE, RECENT_MOST
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
    share=strategies.sampled_from((MEANING_SHARE, BESIDE_NUMBERS)),
    meaning=strategies.floats(0, 1),
    recency=strategies.floats(0, RECENT_MOST),
)
def test_the_best_by_words_is_ahead_of_all_that_holds_none(share: float, meaning: float, recency: float) -> None:
    assert (1 - share) * 1.0 > share * meaning + recency
