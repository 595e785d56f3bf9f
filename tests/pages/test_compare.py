"""Compare: columns side by side."""

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import html


def test_two_speakers_stand_side_by_side(open_page: OpenPage) -> None:
    shown = html(open_page("compare", speakers=["Ilse Maravec", "Joren Halvik"]))
    assert '<th scope="col">Ilse Maravec' in shown
    assert '<th scope="col">Joren Halvik' in shown
    assert "<blockquote" in shown
    assert "nothing in this archive" in shown


def test_without_columns_the_two_most_quoted_are_set(open_page: OpenPage) -> None:
    page = open_page("compare")
    assert len(page.multiselect(key="speakers").value) == 2
    assert html(page).count('<th scope="col">') == 2


def test_one_column_is_no_comparison(open_page: OpenPage) -> None:
    page = open_page("compare", speakers=["Ilse Maravec"])
    assert "Choose two or more" in html(page)


def test_months_can_be_compared(open_page: OpenPage) -> None:
    shown = html(open_page("compare", by="Periods", periods=["2025-03", "2025-05"]))
    assert '<th scope="col">2025-03' in shown
    assert "<blockquote" in shown


def test_a_period_that_is_none_is_explained(open_page: OpenPage) -> None:
    page = open_page("compare", by="Periods", periods=["2025-03", "some spring"])
    assert "is no period" in html(page)
    assert not page.exception


def test_statements_of_one_column_can_be_left_out(open_page: OpenPage) -> None:
    shown = html(open_page("compare", by="Outlets", outlets=["harbourwire.example", "vna.example"], shared="true"))
    assert "<blockquote" in shown
    assert "nothing in this archive" not in shown
