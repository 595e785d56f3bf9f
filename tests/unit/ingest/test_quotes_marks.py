"""Where stretches begin and end, mark by mark."""

from __future__ import annotations

import pytest

from ingest.article import Span
from ingest.marks import find_stretches
from ingest.paragraphs import find_paragraphs


def stretches(text: str) -> list[tuple[str, bool, bool]]:
    """The words of each stretch, whether it opened and whether it closed."""
    paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
    return [(s.span.of(text), s.opened, s.closed) for s in find_stretches(text, paragraphs)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He "went" home', ['"went"']),
        ('added."We go"', ['"We go"']),
        ("„Gehen“ und »kommen«", ["„Gehen“", "»kommen«"]),
        ("« Aller » et «venir»", ["« Aller »", "«venir»"]),
        ("“He said ‘go’ and “came” back.”", ["“He said ‘go’ and ", "“came”"]),
        ("“Outer «inner» words”", ["“Outer «inner» words”"]),
        ("他说：“走吧。”她走了。", ["“走吧。”"]),
        ("the boys' and girls' school", []),
    ],
)
def test_marks_are_judged_where_they_stand(text: str, found: list[str]) -> None:
    assert [words for words, _, _ in stretches(text)] == found


def test_an_unclosed_stretch_ends_with_its_paragraph_and_may_close_in_the_next() -> None:
    assert stretches('She said: "One.\nTwo," and left.') == [('"One.', True, False), ('Two,"', False, True)]


def test_an_unclosed_stretch_does_not_swallow_a_paragraph_with_marks_of_its_own() -> None:
    assert stretches('She said: "One.\nThen: "Two."') == [('"One.', True, False), ('"Two."', True, True)]


def test_a_mark_left_open_does_not_turn_the_later_ones_round() -> None:
    assert [words for words, _, _ in stretches('"One, she said. "Two," he said. "Three."')][1:] == [
        '"Two,"',
        '"Three."',
    ]
