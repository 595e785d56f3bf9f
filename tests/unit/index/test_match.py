"""Matches of one state of a library, whatever comes while they are looked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.engine import Query
from index.local import Local
from index.match import Near, Wanted, by_text
from index.settings import Settings
from tests.contract.build import article


def test_a_paragraph_whose_vector_comes_during_a_search_is_no_match_of_it(tmp_path: Path) -> None:
    with Local.open(Settings(library=tmp_path), create=True) as library:
        library.add([article("a", "The harbour was closed by the storm."), article("b", "Apples were cheap.")])
        state = library.derived.state()
        vectors = library.derived.vectors(state)
        assert vectors
        vector = library.finder.embedder().embed(["The harbour was closed by the storm."])
        vectors.meaning.extend(np.array([999]), vector)
        near = Near(vectors.meaning, lambda: vector[0], 0.5)
        everything = np.ones(2, np.bool_)
        found = by_text(everything, state.columns, Query("x"), Wanted((), kept=False), state.present_words, near)
    assert state.columns.row[found.places].tolist() == [1]
