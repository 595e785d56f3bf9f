"""`python -m desk correct|corrections|people`."""

import csv
import io
import json
from pathlib import Path

import pytest

from desk.__main__ import main
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors

GIVEN = article(
    "ferries", '"Nobody will sail before Friday", said Mara Vint.', '"=We will sail again", said Mara Vynt.'
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path))
    with Local.open(Settings(library=tmp_path, model_languages="fr"), create=True) as engine:
        engine.add([GIVEN])

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return status, *capsys.readouterr()

    return run


def test_a_correction_is_made_listed_and_undone(run) -> None:  # type: ignore[no-untyped-def]
    status, told, _ = run("correct", GIVEN.id, "0", "--speaker", "Ada Roe")
    assert (status, told.startswith("1  Mara Vint → Ada Roe")) == (0, True)
    _, quotes, _ = run("quotes")
    assert "put right by a person, entry 1; read as Mara Vint" in quotes
    answer = json.loads(run("corrections", "--json")[1])
    assert [(row["was"], row["person"], row["in_place"]) for row in answer["corrections"]] == [
        ("Mara Vint", "Ada Roe", True)
    ]
    assert errors(answer, "corrections") == []
    assert "Undone: Mara Vint → Ada Roe" in run("corrections", "--undo", "1")[1]
    assert json.loads(run("corrections", "--json")[1]) == {"corrections": []}


def test_a_rejected_quote_is_gone_from_the_answers(run) -> None:  # type: ignore[no-untyped-def]
    run("correct", GIVEN.id, str(GIVEN.quotes[1].span.start), "--reject")
    assert json.loads(run("quotes", "--json")[1])["total"] == 1
    (row,) = csv.DictReader(io.StringIO(run("corrections", "--csv")[1]))
    assert row["kind"] == "rejected"


def test_people_are_merged_by_a_person_and_counted_together(run) -> None:  # type: ignore[no-untyped-def]
    assert "Split: python -m desk corrections --undo 1" in run("people", "--merge", "Mara Vint", "Mara Vynt")[1]
    answer = json.loads(run("people", "--json")[1])
    assert answer["people"] == [{"person": "Mara Vint", "also": ["Mara Vynt"], "quotes": 2, "articles": 1}]
    assert errors(answer, "people") == []
    assert errors(json.loads(run("people", "--suggest", "--json")[1]), "suggestions") == []


def test_what_cannot_be_corrected_is_explained(run) -> None:  # type: ignore[no-untyped-def]
    status, _, complaint = run("correct", GIVEN.id, "5", "--reject")
    assert (status, "they begin at 0, " in complaint) == (2, True)
    assert "is Mara Vint already" in run("correct", GIVEN.id, "0", "--speaker", "Mara Vint")[2]
    assert "no correction 9 that holds" in run("corrections", "--undo", "9")[2]
