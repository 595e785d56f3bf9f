"""A comparison made ready to draw, and who carried what."""

import doctest
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk import sheet as module
from desk import statement_wording
from desk.changes import changes
from desk.compare import Aligned, compare
from desk.coverage import Coverage, coverage, statement_of
from desk.headlines import above
from desk.sheet import Row, firsts, kept, pieces, sheet
from desk.statement_wording import carried_line, earliest_line
from index.engine import Engine, Query, QuoteHit
from tests.unit.desk.test_statements import quoted

OPEN = replace(quoted('"We will close the strait"'), group=1)
NOT = replace(quoted('"We will not close the strait"'), group=2)
NOTHING = Coverage((), (), 0, 0)


def row(*cells: tuple[QuoteHit, ...], cosine: float | None = None) -> Row:
    (drawn,) = sheet([Aligned(cells, cosine)], NOTHING)
    return drawn


def marked(drawn: Row, mark: str) -> list[str]:
    return [piece.text for cell in drawn.cells for one in cell for piece in one.pieces if piece.mark == mark]


def test_what_a_printing_leaves_out_is_shown_and_named() -> None:
    drawn = row((OPEN,), (NOT,))
    assert marked(drawn, "left out") == ["not"]
    left, right = drawn.cells
    assert (left[0].first.changes.gravest, left[0].first.changes.reasons) == ("altered", ("negation",))
    assert right[0].is_fullest


def test_the_pieces_that_are_not_left_out_are_the_printing() -> None:
    other = replace(quoted('"We will most certainly close that strait — tomorrow"'), group=3)
    for one in (one for cell in row((OPEN, replace(other, article="2" * 16)), (NOT,)).cells for one in cell):
        assert "".join(piece.text for piece in one.pieces if piece.mark != "left out") == one.first.text


@given(st.text(), st.text())
def test_the_pieces_are_the_text_for_any_text(whole: str, text: str) -> None:
    drawn = list(pieces(whole, text, changes(whole, text)))
    assert "".join(piece.text for piece in drawn if piece.mark != "left out") == text


def test_the_same_words_stand_once_in_a_cell_with_everybody_who_printed_them() -> None:
    again = replace(OPEN, article="1" * 16)
    left, right = row((OPEN, again), ()).cells
    assert [(printing.first.parts, printing.again) for printing in left] == [((OPEN,), (again,))]
    assert right == ()


def test_parts_of_one_article_are_one_printing_and_no_cut() -> None:
    whole = replace(quoted('"We will never close the strait. Whoever says so was not in the room"'), group=5)
    first = replace(quoted('"We will never close the strait,"'), group=6, article="1" * 16)
    second = replace(quoted('"Whoever says so was not in the room."'), group=7, article="1" * 16, start=60, end=99)
    (printing,) = row((whole,), (first, second)).cells[1]
    assert printing.first.parts == (first, second)
    assert printing.first.changes.gravest == "typographic"
    assert statement_of([whole, first, second]).carried[0].how == "carried"


def test_a_row_that_meaning_holds_together_marks_no_difference_between_its_columns() -> None:
    drawn = row((OPEN,), (quoted('"The boats stay in port"'),), cosine=0.8)
    assert (drawn.cosine, drawn.statement) == (0.8, None)
    assert marked(drawn, "other") == marked(drawn, "left out") == []


def test_statements_of_one_column_can_be_left_out() -> None:
    both, single = Aligned(((OPEN,), (NOT,))), Aligned(((OPEN,), ()))
    assert kept([both, single]) == (both, single)
    assert kept([both, single], fewest=2) == (both,)
    assert [quote.text for quote in firsts(sheet([both], NOTHING))] == [OPEN.text, NOT.text]


def test_the_earliest_are_told_with_ties_and_undated_and_never_as_the_first() -> None:
    one, tie = replace(OPEN, outlet="a.example"), replace(OPEN, outlet="b.example", article="1" * 16)
    later = replace(OPEN, outlet="c.example", published=date(2025, 3, 9))
    line = earliest_line(statement_of([later, tie, one]))
    assert line == "earliest in this archive: 2025-03-01, a.example, b.example, on one day"
    undated = replace(OPEN, outlet="d.example", published=None)
    assert earliest_line(statement_of([one, undated])).endswith("1 undated printing may be earlier")
    assert earliest_line(statement_of([undated])) == "undated throughout"


def test_an_outlet_is_told_by_its_printing_that_changed_least() -> None:
    whole, cut = replace(NOT, outlet="a.example"), replace(OPEN, outlet="b.example")
    statement = statement_of([whole, replace(whole, article="1" * 16), cut])
    first, second = statement.carried
    assert (first.how, first.printings, second.how, second.reasons) == ("carried", 2, "altered", ("negation",))
    assert carried_line(second) == "b.example, 2025-03-01: altered its substance (negation)"
    assert statement.by("c.example") is None


def test_the_samples_say_who_altered_and_who_left_out(engine: Engine) -> None:
    covered = coverage(engine, Query("close the strait"))
    statement = next(
        one for one in covered.statements if "will not close the Kelm Strait to anyone, but" in one.fullest.text
    )
    altered, whole = statement.by("dailyflare.example"), statement.by("harbourwire.example")
    assert altered
    assert (altered.how, altered.reasons[:1]) == ("altered", ("negation",))
    assert whole
    assert whole.how == "carried"
    assert {"dailyflare.example", "kelmcoast.example"} <= {outlet for outlet, _ in covered.outlets}
    assert [len(one.carried) for one in covered.statements] == sorted(
        (len(one.carried) for one in covered.statements), reverse=True
    )


def test_a_headline_is_shown_with_the_words_that_it_shares(engine: Engine) -> None:
    quotes = engine.quotes(Query("close the strait", outlets=("dailyflare.example",))).quotes
    quote = next(quote for quote in quotes if "will close the Kelm Strait" in quote.text)
    shown = above(engine, quote)
    assert "".join(word.text for word in shown.headline) == quote.title
    assert [word.text for word in shown.headline if word.shared] == ["CLOSE", "STRAIT"]


def test_two_columns_near_in_meaning_share_a_row(engine: Engine) -> None:
    rows = compare(engine, Query("cholera water"), "period", ["2025-03", "2025-05"]).rows
    near = [row for row in rows if row.cosine is not None]
    assert all(row.columns_filled == 2 and 0.7 <= (row.cosine or 0) < 1 for row in near)
    assert [row.columns_filled for row in rows] == sorted((row.columns_filled for row in rows), reverse=True)


def test_the_examples_hold() -> None:
    assert doctest.testmod(module) == (0, 3)
    assert doctest.testmod(statement_wording) == (0, 1)
