"""Loose text in, answers out: JSON lines in the order given, with offsets into the text given."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.loose import annotate, group

TEXT = "“We will keep the strait open,” said Minister Ana Orlay on Monday.\nNobody answered her."


def annotated(*rows: object) -> tuple[list[dict[str, Any]], list[tuple[int, str]]]:
    """The answers, and the lines reported."""
    bad: list[tuple[int, str]] = []
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    return list(annotate(lines, lambda number, why: bad.append((number, why)))), bad


def test_an_answer_has_the_fields_that_scripts_rely_on() -> None:
    (answer,), _ = annotated({"id": "a", "published": "2025-03-05", "title": "Talks", "text": TEXT})
    assert list(answer) == ["id", "language", "paragraphs", "quotes", "dates"]
    assert (answer["id"], answer["language"]) == ("a", "en")
    assert answer["paragraphs"][1] == {"start": 67, "end": 87, "repeats": None}
    assert " ".join(answer["quotes"][0]) == (
        "start end kind fragments speaker speaker_start speaker_end person cue cue_start cue_end confidence"
    )
    assert set(answer["dates"][0]) == {"start", "end", "value", "type", "anchor"}


def test_offsets_count_in_the_text_and_the_title_is_no_part_of_it() -> None:
    (answer,), _ = annotated({"title": "Talks end", "text": TEXT, "published": "2025-03-05"})
    quote, date = answer["quotes"][0], answer["dates"][0]
    assert TEXT[quote["start"] : quote["end"]] == "“We will keep the strait open,”"
    assert TEXT[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"]
    assert TEXT[quote["cue_start"] : quote["cue_end"]] == quote["cue"] == "said"
    assert (TEXT[date["start"] : date["end"]], date["value"]) == ("Monday", "2025-03-03")


def test_a_bad_line_is_reported_by_its_number_and_the_order_is_kept() -> None:
    answers, bad = annotated(
        {"id": 1, "text": "a"}, "{broken", "", {"id": 2}, {"id": 3, "text": 7}, {"id": 4, "text": ""}
    )
    assert [answer["id"] for answer in answers] == [1, 4]
    assert [number for number, _ in bad] == [2, 4, 5]


def test_copies_are_grouped_under_the_id_of_the_first() -> None:
    rows = [
        {"id": name, "text": text}
        for name, text in (("a", TEXT), ("b", "Another story altogether, of the sea."), ("c", TEXT))
    ]
    answers = list(group([json.dumps(row) for row in rows], lambda number, why: None))
    assert answers == [
        {"id": "a", "group": "a", "of": None, "containment": None},
        {"id": "b", "group": "b", "of": None, "containment": None},
        {"id": "c", "group": "a", "of": "a", "containment": 1.0},
    ]


@given(st.text())
@settings(deadline=None)
def test_any_text_has_an_answer_within_it(text: str) -> None:
    (answer,), bad = annotated({"text": text, "language": "en"})
    places = [*answer["paragraphs"], *answer["quotes"], *answer["dates"]]
    assert not bad and all(0 <= place["start"] <= place["end"] <= len(text) for place in places)
