"""A project's passages are gone through one by one: decided, assigned, and never lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.gathering import put
from desk.kept import KeptError, bring_back, remove
from desk.project_rows import project_answer, projects_answer, review_answer
from desk.project_wording import progress_line, put_line
from desk.projects import Project, ProjectError, change, project_called, project_numbered, projects, start
from desk.questions import keep_question, questions
from desk.queue_file import queue_file
from desk.review import assign, decide, of_article, page_of, progress, progress_of, queue, shown, take_back, unassigned
from index.engine import Query, QueryError
from index.ledger import LedgerError
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors
from tests.unit.desk.test_kept import as_

FORMULA = "=SUM(A1) the ferry."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path, model_languages="fr"), create=True) as library:
        library.add(
            [article("a", "A ferry sails.", "No boat."), article("b", FORMULA), article("c", "Ferry and ferry.")]
        )
        yield library


@pytest.fixture
def project(library: Local) -> Project:
    made = start(library, "Ferries", description="who sails")
    put(library, made.number, Query("ferry", limit=1))
    return made


def test_a_search_goes_in_whole_and_once(library: Local, project: Project) -> None:
    assert len(queue(library, project.number)) == 3  # all its matches, not one page
    library.add([article("d", "A fourth ferry.")])
    again = put(library, project.number, Query("ferry"))
    assert (len(again.added), again.known, again.total) == (1, 3, 4)
    assert put_line(again) == "1 passage put in, copies counted once; 3 were in it already."
    assert put(library, project.number, Query('"no such"')).total == 0


def test_the_last_decision_holds_and_is_taken_back(library: Local, project: Project) -> None:
    first, second, third = (one.number for one in queue(library, project.number))
    decide(library, project.number, [first, second], "relevant")
    decide(library, project.number, [first], "rejected")
    assert [one.decision for one in queue(library, project.number)] == ["rejected", "relevant", None]
    take_back(library, project.number)
    assert [one.decision for one in queue(library, project.number)] == ["relevant", "relevant", None]
    decide(library, project.number, [second], None)
    assert [one.number for one in shown(queue(library, project.number), "undecided", "")] == [second, third]
    far = progress(queue(library, project.number), "")
    assert (far.total, far.relevant, far.undecided, round(far.done, 2)) == (3, 1, 2, 0.33)
    assert progress_line(far) == "1 of 3 passages reviewed: 1 relevant, 0 rejected, 0 seen, 2 undecided"


def test_how_far_all_projects_are_is_read_at_once(
    library: Local, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, empty = start(library, "Boats").number, start(library, "Nothing yet").number
    put(library, other, Query("boat"))
    decide(library, other, [queue(library, other)[0].number], "seen")
    numbers, entries, reads = (project.number, other, empty), library.ledger.entries, list[tuple[str, ...]]()
    each = [progress(queue(library, number), "") for number in numbers]
    monkeypatch.setattr(library.ledger, "entries", lambda *kinds, **of: reads.append(kinds) or entries(*kinds, **of))
    assert list(progress_of(library, numbers)) == each
    assert [far.total for far in each] == [3, 1, 0]
    assert len(reads) == 3  # passages, reviews, assignments


def test_a_passage_that_comes_back_keeps_what_was_decided(library: Local, project: Project) -> None:
    first = queue(library, project.number)[0].number
    decide(library, project.number, [first], "relevant")
    remove(library, first)
    assert first not in [one.number for one in queue(library, project.number)]
    for act in (decide, assign):
        with pytest.raises(KeptError, match=f"{first} was removed already"):
            act(library, project.number, [first], "seen")
    bring_back(library, first)
    assert next((one.number, one.decision) for one in queue(library, project.number)) == (first, "relevant")


def test_part_of_a_queue_is_somebody_s(library: Local) -> None:
    ada, ben = as_(library, "ada"), as_(library, "ben")
    project = start(ada, "Ferries", members=["ben"])
    put(ada, project.number, Query("ferry"))
    first, second, third = (one.number for one in queue(ada, project.number))
    assign(ada, project.number, unassigned(queue(ada, project.number), 1), "ben")
    assert unassigned(queue(ada, project.number), 5) == [second, third]
    assign(ada, project.number, of_article(queue(ada, project.number), article("c", "").id), "ben")
    mine = [one.number for one in shown(queue(ben, project.number), "mine", "ben")]
    assert first in mine and len(mine) == progress(queue(ben, project.number), "ben").mine >= 1
    decide(ben, project.number, [first], "seen")
    assert first not in [one.number for one in shown(queue(ben, project.number), "mine", "ben")]
    (row, *_) = review_answer(project, page_of(ada, project.number, "all"))["passages"]
    assert (row["decided_by"], row["assigned"], row["assigned_by"]) == ("ben", "ben", "ada")
    assign(ada, project.number, [second], None)
    assert queue(ada, project.number)[1].assigned is None


def test_nobody_else_reaches_into_a_project(library: Local) -> None:
    ada, eve = as_(library, "ada"), as_(library, "eve")
    project = start(ada, "Ferries")
    put(ada, project.number, Query("ferry"))
    assert (projects(eve), queue(eve, project.number)) == ((), ())
    with pytest.raises(ProjectError, match="none yet"):
        project_called(eve, "Ferries")
    with pytest.raises(LedgerError, match="no project"):
        put(eve, project.number, Query("ferry"))
    with pytest.raises(KeptError, match="no passage"):
        decide(eve, project.number, [queue(ada, project.number)[0].number], "seen")


def test_a_project_is_put_away_and_taken_out_again(library: Local, project: Project) -> None:
    away = change(library, project, archived=True)
    assert projects(library) == (away,)
    assert change(library, away, archived=False, name="Boats") == project_called(library, "Boats")
    assert len(queue(library, project.number)) == 3
    assert [entry.content["name"] for entry in library.ledger.history("project")] == ["Ferries", "Ferries", "Boats"]


def test_a_project_has_a_name_of_its_own(library: Local, project: Project) -> None:
    with pytest.raises(ProjectError, match="already"):
        start(library, " Ferries ")
    with pytest.raises(ProjectError, match="needs a name"):
        start(library, "\n")
    with pytest.raises(ProjectError, match=f"There are: {project.number} Ferries"):
        project_called(library, "Boats")
    assert project_called(library, str(project.number)) == project


def test_a_project_whose_name_is_another_s_number_is_reached_by_its_own(library: Local, project: Project) -> None:
    other = start(library, str(project.number))
    assert project_called(library, str(project.number)) == project_numbered(library, project.number) == project
    assert project_called(library, str(other.number)) == other


def test_a_search_is_kept_in_a_project(library: Local, project: Project) -> None:
    one = keep_question(library, project.number, "Boats", Query("boat OR ferry", outlets=("x.example",), limit=3))
    assert questions(library, project.number) == (one,)
    assert (one.query.text, one.query.outlets) == ("boat OR ferry", ("x.example",))
    with pytest.raises(QueryError):
        keep_question(library, project.number, "broken", Query("(ferry"))


def test_answers_are_as_documented(library: Local, project: Project) -> None:
    keep_question(library, project.number, "Boats", Query("boat"))
    decide(library, project.number, [queue(library, project.number)[0].number], "seen")
    asked = {
        "projects": projects_answer(library, projects(library)),
        "project": project_answer(library, project),
        "review": review_answer(project, page_of(library, project.number, "all")),
    }
    assert asked["projects"]["projects"] and asked["review"]["passages"] and asked["project"]["questions"]
    assert {name: errors(json.loads(json.dumps(answer)), name) for name, answer in asked.items()} == {
        "projects": [],
        "project": [],
        "review": [],
    }


def test_a_file_has_every_passage_with_its_decision_and_runs_no_formula(library: Local, project: Project) -> None:
    numbers = [one.number for one in queue(library, project.number)]
    decide(library, project.number, numbers[:2], "relevant")
    rows = list(csv.DictReader(io.StringIO(queue_file(library, project, "csv"))))
    assert [row["decision"] for row in rows] == ["relevant", "relevant", ""]
    assert f"'{FORMULA}" in [row["text"] for row in rows]
    lines = [json.loads(line) for line in queue_file(library, project, "jsonl", "relevant").splitlines()]
    assert [line["number"] for line in lines] == numbers[:2]
    assert all(library.article(line["article"]).text[line["start"] : line["end"]] == line["text"] for line in lines)
