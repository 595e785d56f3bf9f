"""Who said what, when: counts, profiles and drift over the samples."""

import csv
import io
import json

import pytest

from desk.__main__ import main
from desk.drift import drift
from desk.profile import profile
from desk.said import said_by_month, said_by_theme
from index.engine import Engine, Query
from index.settings import Settings
from tests.unit.desk.test_json import errors

MARAVEC = "Ilse Maravec"


def test_a_statement_is_counted_once_in_the_month_of_its_earliest_printing(engine: Engine) -> None:
    said = said_by_month(engine, Query('"close the Kelm Strait"', speakers=(MARAVEC,)))
    (row,) = [row for row in said.rows if row.person == MARAVEC]
    assert row.total > row.statements > 0
    march = row.counts[said.columns.index("2025-03")]
    assert march.direct >= 1


def test_the_most_quoted_come_first_and_months_in_order(engine: Engine) -> None:
    said = said_by_month(engine, Query())
    assert said.rows[0].person == MARAVEC
    assert list(said.columns) == sorted(said.columns)
    assert said.people > len(said.rows)
    assert all(row.read == row.total for row in said.rows)


def test_themes_are_columns_of_their_own(engine: Engine) -> None:
    said = said_by_theme(engine, Query(), ["cholera", "strike"])
    assert said.columns == ("cholera", "strike")
    counts = {row.person: [count.direct + count.indirect for count in row.counts] for row in said.rows}
    assert counts["Pia Sondrel"][0] > 0
    assert counts["Gil Tarrow"][1] > counts["Gil Tarrow"][0]


def test_a_profile_says_what_a_person_is_called_and_who_quotes_them(engine: Engine) -> None:
    found = profile(engine, Query(), MARAVEC)
    called = {role.words for role in found.roles}
    assert "Foreign Minister Ilse Maravec" in called
    assert MARAVEC not in called
    for role in found.roles:
        article = engine.article(role.at.article)
        assert " ".join(role.span.of(article.text).split()) == role.words
    assert {"vna.example", "harbourwire.example"} <= {outlet for outlet, _ in found.outlets}
    assert sum(count.direct + count.indirect for _, count in found.months) == len(found.statements)
    assert "strait" in {theme.word.casefold() for theme in found.themes}


def test_drift_holds_each_statement_against_an_earlier_one(engine: Engine) -> None:
    found = drift(engine, Query("close the strait"), MARAVEC)
    near = [step for step in found.steps if step.cosine is not None]
    assert near
    assert found.steps[: len(near)] == tuple(near)
    assert [step.changed for step in near] == sorted((step.changed for step in near), reverse=True)
    for step in found.steps:
        assert step.before.earliest[0].published <= step.after.earliest[0].published  # type: ignore[operator]


@pytest.mark.parametrize(
    "command",
    [
        ("said",),
        ("said", "--theme", "cholera"),
        ("profile", "--speaker", MARAVEC),
        ("drift", "strait", "--speaker", MARAVEC),
    ],
)
def test_each_command_answers_in_words_json_and_csv(
    library: Settings, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--library", str(library.library))
    assert main((*command, *named)) == 0
    assert capsys.readouterr().out
    assert main((*command, *named, "--json")) == 0
    assert errors(json.loads(capsys.readouterr().out), command[0]) == []
    assert main((*command, *named, "--csv")) == 0
    assert list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_a_question_about_nobody_is_explained(library: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("drift", "strait", "--library", str(library.library))) == 2
    assert "Name one person with" in capsys.readouterr().err
