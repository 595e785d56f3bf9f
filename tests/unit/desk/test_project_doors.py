"""Shared work on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desk.__main__ import main
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors

GIVEN = article("a", "A ferry sails.", "The ferry stays.", title="Harbour news")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path))
    monkeypatch.setenv("NEWSDESK_MODEL_LANGUAGES", "fr")
    with Local.open(Settings(library=tmp_path, model_languages="fr"), create=True) as library:
        library.add([GIVEN])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def answered(capsys: pytest.CaptureFixture[str], schema: str, *arguments: str) -> Any:
    answer = json.loads(told(capsys, *arguments, "--json"))
    assert errors(answer, schema) == []
    return answer


def test_a_passage_is_starred_tagged_and_noted(capsys: pytest.CaptureFixture[str]) -> None:
    place = f"{GIVEN.id}:{GIVEN.text.index('A ferry')}-{GIVEN.text.index('sails.') + 6}"
    assert "A ferry sails." in told(capsys, "star", "--on", place)
    assert answered(capsys, "kept", "tag", "Timetable", "--on", place)["kept"][0]["tag"] == "timetable"
    assert answered(capsys, "kept", "note", "ask", "--on", GIVEN.id)["kept"][0]["whole"]
    assert answered(capsys, "tags", "tag") == {"tags": [{"tag": "timetable", "places": 1}]}
    assert [one["text"] for one in answered(capsys, "kept", "tag", "timetable")["kept"]] == ["A ferry sails."]
    (note,) = answered(capsys, "kept", "note", "--find", "ASK")["kept"]
    assert "Undo" in told(capsys, "note", "--remove", str(note["number"]))
    assert answered(capsys, "kept", "note") == {"kept": []}
    assert "is back" in told(capsys, "note", "--bring-back", str(note["number"]))
    assert answered(capsys, "kept", "note")["kept"][0]["number"] == note["number"]


def test_a_project_is_filled_reviewed_and_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    answered(capsys, "project", "project", "Ferries", "--new", "--about", "who sails", "--shared")
    assert "2 passages put in" in told(capsys, "review", "Ferries", "--put-search", "ferry")
    assert "is kept" in told(capsys, "review", "Ferries", "--keep-search", "All", "ferry OR boat")
    answered(capsys, "project", "project", "Ferries", "--put", GIVEN.id)
    first, *_ = answered(capsys, "review", "review", "Ferries")["passages"]
    done = answered(capsys, "review", "review", "Ferries", "--decide", "relevant", "--passage", str(first["number"]))
    assert done["progress"]["relevant"] == 1 and done["passages"][0]["decision"] == "relevant"
    assert answered(capsys, "review", "review", "Ferries", "--assign", "ada", "--first", "1")["passages"][1]["assigned"]
    told(capsys, "review", "Ferries", "--out", str(tmp_path / "queue.csv"))
    assert (tmp_path / "queue.csv").read_bytes().count(b"\r\n") == 4
    assert "1 of 3 passages reviewed" in told(capsys, "project")
    told(capsys, "project", "Ferries", "--archive")
    assert "Ferries (archived)" in told(capsys, "project")
    told(capsys, "project", "Ferries", "--restore")
    assert "(archived)" not in told(capsys, "project")
    (one,) = answered(capsys, "projects", "project")["projects"]
    assert (one["name"], one["archived"], one["progress"]["total"]) == ("Ferries", False, 3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("review", "Boats"), "There is no project 'Boats'"),
        (("star", "--remove", "7"), "There is no entry 7"),
        (("note", "words"), "Say where the note belongs"),
        (("tag", "x", "--on", "0000000000000000"), "No article has the id"),
        (("tag", "x", "--on", "nonsense"), "'nonsense' is no pick"),
        (("project", "P", "--put", "nonsense"), "'nonsense' is no pick"),
    ],
)
def test_what_is_not_there_gets_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(arguments) == 2
    assert said in capsys.readouterr().err
