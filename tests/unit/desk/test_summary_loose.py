import json

from desk.loose_summary import Refused, summarise_lines
from desk.summary import Length

TEXT = (
    "Ferry sinks\nA ferry sank off Old Bay on Friday with forty people aboard.\n"
    "Fishermen from three villages rescued every passenger before dawn."
)
GROUP = {"id": "g1", "articles": [{"id": "a1", "published": "2025-03-04", "title": "Ferry sinks", "text": TEXT}]}


def test_offsets_count_in_the_text_given() -> None:
    (line,) = summarise_lines([json.dumps(GROUP)], Length(words=50))
    assert isinstance(line, str)
    sentences = json.loads(line)["sentences"]
    assert [one["text"] for one in sentences] == TEXT.splitlines()[1:]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in sentences)
    assert {one["article"] for one in sentences} == {"a1"}


def test_order_is_kept_and_a_bad_line_is_named_without_stopping_the_rest() -> None:
    lines = [
        json.dumps(GROUP),
        "{",
        "",
        "[]",
        '{"id": "g2"}',
        '{"articles": [{"text": 3}]}',
        json.dumps(GROUP | {"id": "g3"}),
    ]
    first, *refused, last = summarise_lines(lines, Length(words=50))
    assert isinstance(first, str) and json.loads(first)["id"] == "g1"
    assert isinstance(last, str) and json.loads(last)["id"] == "g3"
    assert [found.reason.split(":")[0] for found in refused if isinstance(found, Refused)] == [
        "line 2", "line 4", "line 5", "line 6",
    ]  # fmt: skip


def test_a_group_without_articles_has_an_empty_summary() -> None:
    assert list(summarise_lines(['{"id": 7, "articles": []}'], Length(words=50))) == ['{"id": 7, "sentences": []}']


def test_a_summary_is_never_longer_than_asked() -> None:
    for words in (0, 5, 12, 30):
        (line,) = summarise_lines([json.dumps(GROUP)], Length(words=words))
        assert isinstance(line, str)
        assert sum(len(one["text"].split()) for one in json.loads(line)["sentences"]) <= words
