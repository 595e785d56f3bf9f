"""Two versions beside each other: what is shown joins up to both, and only what changed is marked."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from desk.revisions import revision

WORDS = st.text(st.sampled_from("ab 中\n.,"), max_size=60)


@given(WORDS, WORDS)
def test_the_pieces_join_up_to_both_versions(earlier: str, later: str) -> None:
    pieces = revision(earlier, later)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == earlier
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == later


def test_a_changed_word_is_marked_within_its_sentence() -> None:
    pieces = revision("The ferry sank.\nTwelve men drowned.\n", "The ferry sank.\nEleven men drowned.\n")
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("removed", "Twelve"),
        ("added", "Eleven"),
    ]


def test_a_sentence_that_was_written_anew_is_not_woven_into_the_old_one() -> None:
    pieces = revision("Both sides left the town.", "Nobody knows what it cost; 40 ships wait.")
    assert [piece.kind for piece in pieces] == ["removed", "added"]


def test_a_book_is_compared_within_seconds() -> None:
    book = "".join(f"Line {n} of the long report on the harbour and its ships.\n" for n in range(8000))
    began = time.perf_counter()
    assert revision(book, book.replace("Line 4000 ", "Row 4000 "))
    assert time.perf_counter() - began < 5
