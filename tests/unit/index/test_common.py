"""Common words from their columns: the same paragraphs, with the same BM25, as tantivy alone gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import common
from index.clauses import Term
from index.engine import Query
from index.local import Local
from index.settings import Settings
from index.words import Words
from tests.contract.build import article

VOCABULARY = "tariff summit harbour minister strait drill talk price vote storm grain rail".split()


def random_article(number: int, random: np.random.Generator) -> str:
    return " ".join(random.choice(VOCABULARY, int(random.integers(3, 60)), p=_ZIPF)) + f" name{number % 7}"


_ZIPF = 1 / np.arange(1, len(VOCABULARY) + 1) / (1 / np.arange(1, len(VOCABULARY) + 1)).sum()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Local]:
    """300 paragraphs, for which words in 60 of them are common."""
    monkeypatch.setattr(common, "FROM", 100)
    monkeypatch.setattr("index.derived.FROM", 100)
    monkeypatch.setattr(common, "COMMON", 60)
    random = np.random.default_rng(0)
    texts = [(random_article(n, random), random_article(n, random)) for n in range(150)]
    with Local.open(Settings(library=tmp_path, model_languages=""), create=True) as opened:
        opened.add(article(str(n), *pair, title=pair[0][:20]) for n, pair in enumerate(texts))
        yield opened


def words_of(library: Local) -> Words:
    words = library.derived.state().words
    assert words is not None
    return words


def assert_as_tantivy_alone(library: Local) -> None:
    words = words_of(library)
    assert words.common is not None
    alone = Words.open(library.folder / "words")
    alone.common = None
    random = np.random.default_rng(1)
    for _ in range(40):
        asked = random.choice([*VOCABULARY, "name3", "nothing"], int(random.integers(1, 4)), replace=False)
        terms = [Term("text", word) for word in asked]
        ours, theirs = words.search(terms), alone.search(terms)
        assert np.sort(ours.rows[ours.held]).tolist() == np.sort(theirs.rows).tolist()
        titled, of_titles = alone.titled(terms, ours.rows[~ours.held])
        assert len(titled) == np.count_nonzero(~ours.held)
        bm25 = dict(zip(np.append(theirs.rows, titled), np.append(theirs.bm25, of_titles), strict=True))
        assert ours.bm25 == pytest.approx([bm25[row] for row in ours.rows], rel=1e-5)
        held = words.with_terms("text", terms)
        assert sorted(held.tolist()) == sorted(alone.with_terms("text", terms).tolist())


def test_common_words_are_written_when_there_are_paragraphs_enough(library: Local) -> None:
    held = words_of(library).common
    assert held is not None
    assert "tariff" in held.stems
    assert "name3" not in held.stems
    assert_as_tantivy_alone(library)


def test_what_came_later_is_counted_too(library: Local) -> None:
    library.add([article("later", "A tariff on grain and a storm.")])
    common_ = words_of(library).common
    assert common_ is not None
    assert common_.upto == 300
    assert_as_tantivy_alone(library)
    found = library.search(Query("tariff", limit=500))
    assert "later" in {hit.given_id for hit in found.hits} | {copy.article for hit in found.hits for copy in hit.copies}


def test_what_was_removed_is_not_found(library: Local) -> None:
    gone = article("7", "").id
    assert gone in {hit.article for hit in library.search(Query("tariff", limit=500)).hits}
    library.remove([gone])
    assert gone not in {hit.article for hit in library.search(Query("tariff", limit=500)).hits}


def test_many_later_paragraphs_bring_the_columns_up_to_date(library: Local) -> None:
    library.add(article(f"later {n}", f"A tariff of {n} on grain.") for n in range(60))
    held = words_of(library).common
    assert held is not None
    assert held.upto == 360
    assert_as_tantivy_alone(library)
