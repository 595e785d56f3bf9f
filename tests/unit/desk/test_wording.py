from dataclasses import replace
from datetime import date

from desk.wording import copies_line, covered, filters_line, how_line, nothing_line, result_line
from index.engine import Copy, Hits, Query, Status
from tests.unit.desk.test_highlight import hit

STATUS = Status(
    60,
    61,
    400,
    90,
    5,
    (("a", 40), (None, 20)),
    (("en", 60),),
    date(2025, 3, 1),
    date(2025, 5, 30),
    1,
    0,
    10,
    30,
    "m",
    9,
)


def test_the_result_counts_copies_apart() -> None:
    assert result_line(Hits((), 12, 5, 9, 1.0)) == "12 paragraphs in 5 articles, 9 of them different"
    assert result_line(Hits((), 1, 1, 1, 1.0)) == "1 paragraph in 1 article"


def test_a_note_of_the_engine_comes_first() -> None:
    asked = Query("strait")
    assert how_line(Hits((), 1, 1, 1, 0.5, "Meaning is 3 behind."), asked) == "Meaning is 3 behind."
    assert "50%" in how_line(Hits((), 1, 1, 1, 0.5), asked)


def test_without_words_there_is_only_an_order() -> None:
    assert how_line(Hits((), 1, 1, 1, 0.0), Query()) == "Everything, newest first."
    assert "passes the filters, oldest" in how_line(Hits((), 1, 1, 1, 0.0), Query(outlets=("a",), order="oldest"))


def test_copies_are_counted_with_their_outlets() -> None:
    copies = tuple(Copy("1" * 16, outlet, None, 0, 9) for outlet in ("a", "b", "b"))
    found = hit()
    assert copies_line(found) == ""
    assert copies_line(replace(found, copies=copies)) == "+3 copies in 2 outlets"


def test_nothing_says_what_was_looked_through() -> None:
    assert nothing_line(STATUS, Query("xyz", outlets=("a",))) == (
        "Nothing in these 60 articles, from 2025-03-01 to 2025-05-30, of 2 outlets has “xyz” with these filters."
    )


def test_filters_are_said_in_words() -> None:
    asked = Query(since=date(2025, 3, 1), outlets=("a", "b"), speakers=("Ana Ruel",))
    assert filters_line(asked) == "from 2025-03-01 · a, b · quoting Ana Ruel"
    assert filters_line(Query("words")) == ""
    assert filters_line(Query(received_after=7)) == "what came after you last looked"


def test_meaning_covers_what_is_neither_waiting_nor_left_out() -> None:
    assert covered(STATUS) == 0.9
