from dataclasses import replace

from desk.compare import Aligned, Column, Comparison
from desk.sheet import sheet
from index.engine import QuoteHit
from tests.unit.desk.test_statements import quoted

OPEN = quoted('"We will close the strait"')
NOT = replace(quoted('"We will not close the strait"'), group=1)


def comparison(*rows: tuple[tuple[QuoteHit, ...], ...]) -> Comparison:
    return Comparison((Column("one", 1, 1), Column("other", 1, 1)), tuple(map(Aligned, rows)))


def test_words_that_the_other_column_does_not_have_are_marked() -> None:
    ((left, right),) = sheet(comparison(((OPEN,), (NOT,))))
    assert [f.text for f in right[0].fragments if f.differs] == ["not"]
    assert [f.text for f in left[0].fragments if f.differs] == []


def test_the_same_words_stand_once_in_a_cell_with_everybody_who_printed_them() -> None:
    again = replace(OPEN, article="1" * 16)
    ((left, right),) = sheet(comparison(((OPEN, again), ())))
    assert [(printing.first, printing.again) for printing in left] == [(OPEN, (again,))]
    assert right == ()


def test_statements_of_one_column_can_be_left_out() -> None:
    both, single = ((OPEN,), (NOT,)), ((OPEN,), ())
    assert len(sheet(comparison(both, single))) == 2
    assert len(sheet(comparison(both, single), fewest=2)) == 1
