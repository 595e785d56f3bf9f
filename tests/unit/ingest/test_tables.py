"""Rows as articles: JSON by line, JSON lists, and columns between delimiters."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received

ROW = {
    "_id": "7",
    "headline": "Talks end",
    "content": "Both sides left.",
    "pubDate": "2025-03-04",
    "link": "https://a.example/b",
}


def only(path: Path) -> Received:
    (found,) = read(path)
    assert isinstance(found, Received), found
    return found


def lines(path: Path, *rows: object) -> Path:
    path.write_text(
        "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8"
    )
    return path


def test_columns_are_known_by_their_common_names(tmp_path: Path) -> None:
    found = only(lines(tmp_path / "a.jsonl", ROW))
    assert found.text == "Talks end\nBoth sides left."
    assert (found.given_id, found.url, found.dates[0].value) == ("7", "https://a.example/b", "2025-03-04")
    assert found.dates[0].evidence == "column pub_date"


@pytest.mark.parametrize(
    "names",
    [
        "Datum;Titel;Text;Quelle",
        "date_de_publication;Titre;Texte;Journal",
        "Fecha;Título;Cuerpo;Medio",
        "Дата;Заголовок;Текст;Источник",
        "发布日期;标题;正文;来源",
    ],
)
def test_columns_are_known_in_other_languages(tmp_path: Path, names: str) -> None:
    (tmp_path / "a.csv").write_text(f"{names}\n2025-03-04;Talks end;Both sides left.;wire.example\n", encoding="utf-8")
    found = only(tmp_path / "a.csv")
    assert (found.text, found.outlet) == ("Talks end\nBoth sides left.", "wire.example")
    assert found.dates[0].value == "2025-03-04"


def test_articles_within_an_answer_of_an_interface_are_read(tmp_path: Path) -> None:
    rows = [{"headline": {"main": f"Talk {n}"}, "content_html": "<p>Both left.</p>", "id": n} for n in range(2)]
    answer = {"status": "ok", "title": "News", "response": {"total": 2, "docs": rows}}
    for text in (json.dumps(answer), json.dumps(answer, indent=1)):
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
        found = [one for one in read(tmp_path / "a.json") if isinstance(one, Received)]
        assert [(one.given_id, one.text) for one in found] == [("0", "Talk 0\nBoth left."), ("1", "Talk 1\nBoth left.")]
        assert len({one.source.origin for one in found}) == 2


TAGS, RELATED = [{"name": "ferries"}], [{"title": "More on ferries", "url": "https://a.example/c"}]


@pytest.mark.parametrize("part", [{"data": TAGS}, {"items": RELATED}, {"meta": {"entries": RELATED}}])
@pytest.mark.parametrize("first", [True, False])
def test_an_article_with_lists_of_its_own_is_one_article(tmp_path: Path, part: dict[str, object], first: bool) -> None:
    for words in ({}, {"content": "", "lede": "Both sides left."}):
        row = part | ROW | words if first else ROW | words | part
        for text in (json.dumps(row), json.dumps(row, indent=1), json.dumps([row], indent=1)):
            (tmp_path / "a.json").write_text(text, encoding="utf-8")
            assert only(tmp_path / "a.json").text == "Talks end\nBoth sides left."


def test_of_several_lists_the_one_that_holds_articles_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"data": TAGS, "entries": [ROW]}, indent=1), encoding="utf-8")
    assert only(tmp_path / "a.json").given_id == "7"


def test_objects_around_the_list_are_no_articles_under_ids(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"response": {"docs": [ROW, ROW]}}, indent=1), encoding="utf-8")
    assert [isinstance(one, Received) for one in read(tmp_path / "a.json")] == [True, True]


def test_articles_under_ids_are_read_whatever_lists_they_have(tmp_path: Path) -> None:
    row = ROW | {"items": [{"text": "A reader writes."}]}
    (tmp_path / "a.json").write_text(json.dumps({"one": row, "two": row | {"id": "8"}}, indent=1), encoding="utf-8")
    found = [one for one in read(tmp_path / "a.json") if isinstance(one, Received)]
    assert [one.given_id for one in found] == ["one", "8"]


def test_a_list_of_headlines_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"status": "ok", "articles": RELATED}), encoding="utf-8")
    assert only(tmp_path / "a.json").text == "More on ferries"


def test_what_a_search_engine_gives_out_is_read(tmp_path: Path) -> None:
    found = only(lines(tmp_path / "a.jsonl", {"_id": "7", "_source": {"title": "Talks end", "body": "Both left."}}))
    assert (found.given_id, found.text) == ("7", "Talks end\nBoth left.")


def test_a_better_column_for_the_day_comes_first(tmp_path: Path) -> None:
    found = only(lines(tmp_path / "a.jsonl", {"text": "x", "date": "2025", "published": "2025-03-04"}))
    assert [date.value for date in found.dates] == ["2025-03-04", "2025"]


def test_a_title_that_the_text_begins_with_is_not_doubled(tmp_path: Path) -> None:
    found = only(lines(tmp_path / "a.jsonl", {"title": "Talks end", "text": "Talks end\n\nBoth sides left."}))
    assert found.text == "Talks end\n\nBoth sides left." and found.title.of(found.text) == "Talks end"


def test_an_address_that_is_none_of_the_web_is_a_given_id(tmp_path: Path) -> None:
    found = only(lines(tmp_path / "a.jsonl", {"text": "x", "url": "wire:4"}))
    assert (found.url, found.given_id) == (None, "wire:4")


def test_an_outlet_may_be_an_object_with_a_name(tmp_path: Path) -> None:
    assert only(lines(tmp_path / "a.jsonl", {"text": "x", "source": {"id": 1, "name": "Wire"}})).outlet == "Wire"


def test_every_line_is_an_article_or_a_refusal_with_its_number(tmp_path: Path) -> None:
    found = list(read(lines(tmp_path / "a.jsonl", ROW, "{broken", "", [1], {"text": " "}, ROW)))
    refused = [one for one in found if isinstance(one, Refusal)]
    assert [one.origin.rsplit(", ")[1] for one in refused] == ["line 2", "line 4", "line 5"]
    assert ["no JSON" in refused[0].reason, "found list" in refused[1].reason, "empty" in refused[2].reason] == [
        True
    ] * 3
    assert len(found) == 5


def test_a_row_nested_out_of_all_measure_costs_itself_alone(tmp_path: Path) -> None:
    deep = '{"text": ' + "[" * 900 + "]" * 900 + "}"
    found = list(read(lines(tmp_path / "a.jsonl", deep, '{"text": ' + "[" * 100_000 + "}", ROW)))
    assert [isinstance(one, Refusal) for one in found] == [True, True, False]


def test_a_row_of_unknown_columns_says_which_they_are(tmp_path: Path) -> None:
    (refused,) = read(lines(tmp_path / "a.jsonl", {"t": "Talks end", "d": "2025-03-04"}))
    assert isinstance(refused, Refusal) and refused.reason == "no column is called title or text: found t, d"


def test_a_row_with_bytes_of_another_encoding_is_refused_alone(tmp_path: Path) -> None:
    good, bad = '{"text": "Переговоры завершены."}\n'.encode(), '{"text": "Переговоры"}\n'.encode("cp1251")
    (tmp_path / "a.jsonl").write_bytes(good * 40 + bad + good)
    found = list(read(tmp_path / "a.jsonl"))
    (refused,) = (one for one in found if isinstance(one, Refusal))
    assert refused.origin.endswith("line 41") and "not utf-8" in refused.reason and len(found) == 42


def test_a_given_id_with_several_texts_is_marked_and_one_with_the_same_text_is_not(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "one"},
        {"id": "2", "text": "two"},
        {"id": "1", "text": "other"},
        {"id": "2", "text": "two"},
    ]
    found = read(lines(tmp_path / "a.jsonl", *rows))
    assert [one.id_repeats for one in found if isinstance(one, Received)] == [True, False, True, False]


def test_what_a_row_was_is_kept_byte_for_byte(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", ROW, {"text": "ы"})
    kept = [one.source.content for one in read(path) if isinstance(one, Received)]
    assert b"".join(content or b"" for content in kept) == path.read_bytes()


def test_a_list_of_objects_is_read_alone_or_under_a_name(tmp_path: Path) -> None:
    for wrapped in ([ROW, ROW], {"status": "ok", "articles": [ROW, ROW]}):
        (tmp_path / "a.json").write_text(json.dumps(wrapped, indent=2), encoding="utf-8")
        assert [isinstance(one, Received) for one in read(tmp_path / "a.json")] == [True, True]


def test_a_list_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([ROW, ROW])[:-20], encoding="utf-8")
    found, refused = read(tmp_path / "a.json")
    assert isinstance(found, Received) and isinstance(refused, Refusal) and "breaks off" in refused.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_in_the_header(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "title", "text"], ["1", f"Talks{delimiter} end", "Both\nsides left."]]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    found = only(tmp_path / "a.csv")
    assert (found.given_id, found.text) == ("1", f"Talks{delimiter} end\nBoth\nsides left.")


def test_a_table_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    text = "id;title;text\n" + "1;Переговоры завершены;Министр сообщил, что обе делегации покинули город.\n" * 3
    (tmp_path / "a.csv").write_bytes(text.encode("cp1251"))
    assert [one.title.of(one.text) for one in read(tmp_path / "a.csv") if isinstance(one, Received)] == [
        "Переговоры завершены"
    ] * 3


def test_a_row_with_a_cell_too_many_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = list(read(lines(tmp_path / "a.csv", "title,text", "a,b,c", '"a ""b""",c')))
    assert isinstance(found[0], Refusal) and "3 cells for 2 columns" in found[0].reason
    assert found[0].origin.endswith("line 2")
    assert isinstance(found[1], Received) and found[1].text == 'a "b"\nc'


def test_a_quotation_mark_that_never_closes_costs_its_own_row_alone(tmp_path: Path) -> None:
    found = list(read(lines(tmp_path / "a.csv", "title,text", "a,b", 'c,"d', "e,f", "g,h")))
    assert [isinstance(one, Refusal) for one in found] == [False, True, False, False]
    assert isinstance(found[1], Refusal) and found[1].origin.endswith("line 3") and "never closes" in found[1].reason


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t"))


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_cells_come_back_as_they_were_written(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    kept = [(title, text) for title, text in rows if any(map(str.isalnum, title + text))]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("title", "text"), *kept])
    found = [one for one in read(tmp_path / "a.csv") if isinstance(one, Received)]
    assert len(found) == len(kept)
    assert all(one.text.endswith(text) or not text.strip() for one, (_, text) in zip(found, kept, strict=True))
