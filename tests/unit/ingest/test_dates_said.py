"""When an article's words were said. Every article here is of Wednesday, 31 January 2024."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.article import Span
from ingest.dates import find_dates, when_said
from ingest.paragraphs import find_paragraphs
from ingest.quotes import find_quotes

PUBLISHED = date(2024, 1, 31)


def said(text: str) -> tuple[str, str] | None:
    """The words that tell the day, and the day."""
    paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
    dates = find_dates(text, paragraphs, "en", PUBLISHED)
    number = when_said(paragraphs, find_quotes(text, paragraphs, "en"), dates, PUBLISHED)
    return None if number is None else (dates[number].span.of(text), dates[number].value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We sail on Friday," Mara Vint said on Tuesday.', ("Tuesday", "2024-01-30")),
        ('On Monday, Mara Vint said: "The wall stands."', ("Monday", "2024-01-29")),
        ("Mara Vint said Tuesday that the ferry would sail on Friday.", ("Tuesday", "2024-01-30")),
        ('"The wall stands," Mara Vint told reporters in Port Selm on 12 January.', ("12 January", "2024-01-12")),
    ],
)
def test_the_day_beside_the_verb_of_saying_dates_the_words(text: str, expected: tuple[str, str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"We sail on Friday," Mara Vint said.',
        '"The wall stands," Mara Vint said. It had been built by Tuesday.',
        '"We agreed on Monday," said Mara Vint.',
        '"The wall stands," Mara Vint said in 2021.',
        "The wall fell on Tuesday.",
    ],
)
def test_a_day_within_the_words_or_in_another_sentence_dates_nothing(text: str) -> None:
    assert said(text) is None
