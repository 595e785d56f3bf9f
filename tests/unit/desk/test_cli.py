"""`python -m desk`: every command, in every form, over the samples."""

import csv
import io
import json
from pathlib import Path

import pytest


@pytest.mark.parametrize("command", ["search", "quotes", "timeline", "summary"])
def test_each_command_answers_in_words_json_and_csv(ask, command: str) -> None:  # type: ignore[no-untyped-def]
    status, words, _ = ask(command, "close the strait")
    assert (status, bool(words)) == (0, True)
    _, printed, _ = ask(command, "close the strait", "--json")
    rows = json.loads(printed)[
        {"search": "hits", "quotes": "quotes", "timeline": "bars", "summary": "sentences"}[command]
    ]
    _, table, _ = ask(command, "close the strait", "--csv")
    assert len(list(csv.DictReader(io.StringIO(table)))) == len(rows) > 0


def test_a_date_filter_really_filters(ask) -> None:  # type: ignore[no-untyped-def]
    _, printed, _ = ask("search", "strait", "--since", "2025-04-08", "--until", "2025-04", "--json", "--limit", "100")
    days = [hit["published"] for hit in json.loads(printed)["hits"]]
    assert days
    assert "2025-04-08" <= min(days) <= max(days) <= "2025-04-30"


def test_pages_join_up_to_the_whole(ask) -> None:  # type: ignore[no-untyped-def]
    def spans(*options: str) -> list[tuple[str, int]]:
        return [
            (hit["article"], hit["start"]) for hit in json.loads(ask("search", "strait", "--json", *options)[1])["hits"]
        ]

    whole = spans("--limit", "9")
    assert len(whole) == 9
    assert spans("--limit", "4") + spans("--limit", "5", "--offset", "4") == whole


def test_compare_takes_the_option_given_twice_as_its_columns(ask) -> None:  # type: ignore[no-untyped-def]
    two = ("--outlet", "arleskcourier.example", "--outlet", "dailyflare.example")
    _, printed, _ = ask("compare", "close the strait", *two, "--json")
    assert [column["label"] for column in json.loads(printed)["columns"]] == [two[1], two[3]]
    status, _, complaint = ask("compare", "close the strait", "--outlet", two[1])
    assert status == 2
    assert "two times" in complaint


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", '"never closed'), "not closed"),
        (("search", "x", "--since", "2025-13"), "calendar"),
        (("search", "x", "--until", "soon"), "expected 2024"),
    ],
)
def test_wrong_use_gets_a_sentence(ask, arguments: tuple[str, ...], told: str) -> None:  # type: ignore[no-untyped-def]
    status, printed, complaint = ask(*arguments)
    assert (status, printed) == (2, "")
    assert told in complaint


def test_loose_articles_are_summarised_without_a_library(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = tmp_path / "loose.jsonl"
    article = {"id": "a", "published": "2025-03-01", "title": "", "text": "The ferry to Old Bay sank in the night."}
    lines.write_text(json.dumps({"id": 1, "articles": [article]}) + "\nno json\n", encoding="utf-8")
    status, printed, complaint = ask("summary", "--from", str(lines), "--words", "50")
    assert (status, json.loads(printed)["sentences"][0]["text"]) == (1, article["text"])
    assert "line 2" in complaint


def test_loose_articles_make_a_timeline_without_a_library(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = tmp_path / "loose.jsonl"
    article = {"id": "a", "published": "2025-03-05", "title": "", "text": "The ferry to Old Bay sank on Monday."}
    lines.write_text(json.dumps({"id": 1, "query": "ferry", "articles": [article]}) + "\n", encoding="utf-8")
    status, printed, _ = ask("timeline", "--from", str(lines))
    assert (status, json.loads(printed)["days"][0]["day"]) == (0, "2025-03-03")


def test_no_library_says_what_to_run(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    status, _, complaint = ask("search", "x", "--library", str(tmp_path / "none"))
    assert status == 2
    assert "python -m ingest add" in complaint


def test_a_timeline_is_written_in_the_form_that_the_file_is_named(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for form, begins in ((".csv", "period,lane"), (".svg", "<svg"), (".html", "<!doctype html>"), (".json", "{")):
        file = tmp_path / f"line{form}"
        assert ask("timeline", "strait", "--clock", "spoken", "--by", "week", "--out", str(file))[0] == 0
        assert file.read_text(encoding="utf-8").startswith(begins)
    status, _, complaint = ask("timeline", "strait", "--out", str(tmp_path / "line.gif"))
    assert (status, "end it in .csv" in complaint) == (2, True)


def test_the_days_that_matter_are_told_and_taken_to_timelinejs(ask) -> None:  # type: ignore[no-untyped-def]
    _, told, _ = ask("days", "trawler", "--by", "week", "--days", "2", "--sentences", "1")
    assert "2025-03-03 to 2025-03-09" in told
    assert "independent" in told
    story = json.loads(ask("days", "trawler", "--timelinejs")[1])
    assert story["events"]
