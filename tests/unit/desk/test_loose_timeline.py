import json
from typing import Any

import pytest

import desk.loose_timeline
from desk.loose_summary import Refused
from desk.loose_timeline import timeline_lines
from ingest.article import DateMention

TEXT = "Ferry sinks\nA ferry sank off Old Bay on Monday. All were saved.\nDivers went down to the ferry on Tuesday."
ASKED: dict[str, Any] = {
    "id": "t1",
    "query": "ferry",
    "days": 2,
    "sentences": 1,
    "articles": [{"id": "a1", "published": "2025-03-05", "title": "Ferry sinks", "text": TEXT}],
}


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    (line,) = timeline_lines([json.dumps(asked)])
    assert isinstance(line, str)
    found: dict[str, Any] = json.loads(line)
    return found


def test_days_carry_sentences_whose_offsets_count_in_the_text_given() -> None:
    days = answer(ASKED)["days"]
    assert [day["day"] for day in days] == ["2025-03-03", "2025-03-04"]
    sentences = [one for day in days for one in day["sentences"]]
    assert len(sentences) == 2
    assert all(TEXT[one["start"] : one["end"]] == one["text"] and one["article"] == "a1" for one in sentences)


def test_order_is_kept_and_a_bad_line_is_named_without_stopping_the_rest() -> None:
    bad = ["{", "[]", '{"articles": 3}', '{"articles": [3]}', '{"articles": [{"text": 3}]}', "[" * 100_000]
    first, *refused, last = timeline_lines([json.dumps(ASKED), *bad, "", json.dumps(ASKED | {"id": "t2"})])
    assert isinstance(first, str) and json.loads(first)["id"] == "t1"
    assert isinstance(last, str) and json.loads(last)["id"] == "t2"
    reasons = [one.reason for one in refused if isinstance(one, Refused)]
    assert [reason.split(":")[0] for reason in reasons] == [f"line {number}" for number in range(2, 8)]
    assert not any("fault of Newsdesk" in reason for reason in reasons)


def test_a_fault_of_ours_costs_its_article_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(text: str, *others: Any) -> tuple[DateMention, ...]:
        if text != TEXT:
            raise LookupError("no rule for it")
        return ()

    monkeypatch.setattr(desk.loose_timeline, "find_dates", faulty)
    articles = [{"id": "a2", "published": "2025-03-05", "text": "The ferry sank."}, *ASKED["articles"]]
    refused, line = timeline_lines([json.dumps(ASKED | {"articles": articles})])
    assert isinstance(refused, Refused) and refused.reason.startswith("line 1, article 'a2': a fault of Newsdesk")
    assert isinstance(line, str) and len(json.loads(line)["days"]) == 1


@pytest.mark.parametrize("name", ["days", "sentences"])
@pytest.mark.parametrize("number", [0, -1, 1.5, "3", True])
def test_a_number_that_counts_nothing_is_refused(name: str, number: object) -> None:
    (refused,) = timeline_lines([json.dumps(ASKED | {name: number})])
    assert isinstance(refused, Refused)
    assert name in refused.reason and "whole number" in refused.reason


def test_without_numbers_a_knee_decides_and_a_day_has_two_sentences_at_most() -> None:
    days = answer({name: ASKED[name] for name in ("id", "query", "articles")})["days"]
    assert days
    assert all(1 <= len(day["sentences"]) <= 2 for day in days)


def test_an_article_without_a_day_takes_no_part() -> None:
    for published in (None, "", "2025-03", "soon"):
        assert answer(ASKED | {"articles": [{"id": "a1", "published": published, "text": TEXT}]})["days"] == []


def test_a_timeline_of_nothing_has_no_days() -> None:
    assert answer({"id": 7, "articles": []}) == {"id": 7, "days": []}


def test_the_same_line_has_the_same_answer() -> None:
    assert answer(ASKED) == answer(ASKED)
