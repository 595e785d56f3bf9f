"""Days of publication in the text and in a file's name: with their place, and only where they are nothing else."""

from __future__ import annotations

import pytest

from ingest.article import Span
from ingest.datelines import dates_in_name, dates_in_text


def test_a_line_that_is_only_a_date_is_kept_with_its_span() -> None:
    text = "Talks end\nPublished: 31 January 2024\nBoth sides left."
    (given,) = dates_in_text(text, Span(0, 9))
    assert given.span and given.span.of(text) == given.value == "31 January 2024"


def test_a_place_line_counts_where_it_prints_its_year() -> None:
    text = "GENEVA, Jan. 30, 2024 (AP) -- Both sides left."
    (given,) = dates_in_text(text, Span(0, 0))
    assert given.span and given.span.of(text) == "Jan. 30, 2024"
    assert list(dates_in_text("GENEVA, Jan. 30 (AP) -- Both sides left.", Span(0, 0))) == []


def test_a_date_in_a_sentence_is_not_the_articles() -> None:
    assert list(dates_in_text("Talks end\nThe accord of 31 January 2024 failed.", Span(0, 9))) == []


@pytest.mark.parametrize(
    "name", ["notes 2024-01-31.txt", "20240131.txt", "2024-01-31.csv#2", "https://a.example/2024-01-31"]
)
def test_a_day_elsewhere_in_a_name_is_none(name: str) -> None:
    assert list(dates_in_name(name)) == []
