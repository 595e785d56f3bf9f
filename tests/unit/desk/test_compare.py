"""Comparisons over the samples, whose README says who printed what."""

import pytest

from desk.compare import CompareError, compare
from index.engine import Engine, Query

STRAIT = Query("close the strait")
COURIER, FLARE = "arleskcourier.example", "dailyflare.example"


def test_a_dropped_not_stands_beside_the_full_statement(engine: Engine) -> None:
    comparison = compare(engine, STRAIT, "outlet", [COURIER, FLARE])
    beside = [[" ".join(quote.text for quote in cell) for cell in row.cells] for row in comparison.rows]
    assert any("will not close the Kelm Strait" in full and "will close the Kelm Strait" in cut for full, cut in beside)


def test_statements_that_both_have_come_first(engine: Engine) -> None:
    filled = [row.columns_filled for row in compare(engine, STRAIT, "outlet", [COURIER, FLARE]).rows]
    assert filled[0] == 2
    assert filled == sorted(filled, reverse=True)


def test_each_column_holds_only_its_own(engine: Engine) -> None:
    comparison = compare(engine, STRAIT, "speaker", ["Ilse Maravec", "Joren Halvik"])
    for row in comparison.rows:
        assert {quote.quote.person for quote in row.cells[0]} <= {"Ilse Maravec"}
        assert {quote.quote.person for quote in row.cells[1]} <= {"Joren Halvik"}
    assert all(column.shown for column in comparison.columns)


def test_a_period_column_holds_only_its_days(engine: Engine) -> None:
    comparison = compare(engine, Query(), "period", ["2025-03", "2025-05-20..2025-05-31"])
    days = [[quote.published for row in comparison.rows for quote in row.cells[at]] for at in (0, 1)]
    assert days[0]
    assert {day.month for day in days[0] if day} == {3}
    assert days[1]
    assert min(day.day for day in days[1] if day) >= 20


def test_within_a_cell_the_oldest_comes_first(engine: Engine) -> None:
    rows = compare(engine, STRAIT, "outlet", [COURIER, FLARE]).rows
    for cell in (cell for row in rows for cell in row.cells):
        days = [quote.published for quote in cell if quote.published]
        assert days == sorted(days)


@pytest.mark.parametrize("labels", [[], [COURIER], [COURIER, COURIER]])
def test_one_side_is_no_comparison(engine: Engine, labels: list[str]) -> None:
    with pytest.raises(CompareError, match="two or more"):
        compare(engine, STRAIT, "outlet", labels)
