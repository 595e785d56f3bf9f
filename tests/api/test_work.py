"""Shared work over HTTP: written and read by who may, as described, and by the notebook's client."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from api.origins import OneOrigin
from api.routes import broken, routes
from desk.access import Collection, Person, Role
from desk.client import ClientError, Desk
from desk.picks import pick_of
from desk.scope import Scoped, scoped
from desk.work import ACTS
from index.audit import Audit
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.api.test_openapi import UNSAID
from tests.conftest import copied
from tests.unit.desk.test_json import errors

GROUPS: dict[Role, frozenset[str]] = {
    "reader": frozenset("r"),
    "editor": frozenset("e"),
    "administrator": frozenset("a"),
}


@pytest.fixture(scope="module")
def own(library: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """A copy of the samples that may be written to."""
    with Local.open(copied(library, tmp_path_factory.mktemp("work") / "library")) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(own: Local) -> Starlette:
    """The routes; who asks says so in a header of the test's own."""

    def asked(request: Request) -> Scoped:
        person = Person(request.headers.get("x-name", "ada"), frozenset("r"))
        return scoped(own, person, Collection("c", "C", own.folder, GROUPS))

    return Starlette(routes=routes(asked), exception_handlers={Exception: broken})


Ask = Callable[..., Any]


@pytest.fixture
def ask(app: Starlette) -> Ask:
    """One request; the answer's JSON, as documented."""
    client = TestClient(app, raise_server_exceptions=False)

    def ask(method: str, path: str, schema: str, by: str = "ada", code: int = 200, **fields: object) -> Any:
        sent = {"params": fields} if method == "GET" else {"json": fields}
        given = client.request(method, f"/api/v1/{path}", headers={"x-name": by}, **sent)  # type: ignore[arg-type]
        assert given.status_code == code, given.text
        assert errors(given.json(), schema) == []
        assert code != 200 or given.headers["cache-control"] == "no-store"
        return given.json()

    return ask


def test_a_project_is_made_filled_reviewed_and_taken_along(ask: Ask, app: Starlette, own: Local) -> None:
    number = ask("POST", "projects", "project", name="Strait", members=["ben"])["project"]["number"]
    assert ask("POST", f"projects/{number}/passages", "put", q="trawler AND crew")["added"] > 2
    first, second, *_ = ask("GET", f"projects/{number}/passages", "review", show="undecided")["passages"]
    passages = [first["number"], second["number"]]
    ask("POST", f"projects/{number}/assignments", "progress", passages=passages, to="ben")
    assert ask("GET", f"projects/{number}", "project", by="ben")["progress"]["mine"] == 2
    done = ask("POST", f"projects/{number}/reviews", "progress", by="ben", passages=passages, decision="relevant")
    assert done["progress"]["relevant"] == 2
    file = TestClient(app).get(f"/api/v1/projects/{number}/file")
    assert file.headers["content-disposition"].startswith("attachment")
    assert [row["decided_by"] for row in csv.DictReader(io.StringIO(file.text))][:2] == ["ben", "ben"]
    assert Audit(own.ledger).acts()[0].action == "export"
    assert ask("DELETE", f"projects/{number}/reviews", "progress", by="ben")["progress"]["relevant"] == 0
    assert ask("POST", f"projects/{number}/questions", "project", name="All", q="trawler")["questions"]
    assert ask("POST", f"projects/{number}", "project", archived=True)["project"]["archived"]


def test_a_project_is_nobody_else_s(ask: Ask) -> None:
    number = ask("POST", "projects", "project", name="Secret")["project"]["number"]
    ask("POST", f"projects/{number}/passages", "put", q="trawler AND crew")
    assert number not in [row["number"] for row in ask("GET", "projects", "projects", by="eve")["projects"]]
    for method, path, fields in (
        ("GET", f"projects/{number}", {}),
        ("GET", f"projects/{number}/passages", {}),
        ("GET", f"projects/{number}/file", {}),
        ("POST", f"projects/{number}", {"name": "Mine"}),
        ("POST", f"projects/{number}/passages", {"q": "strait"}),
        ("POST", f"projects/{number}/reviews", {"passages": [1], "decision": "seen"}),
        ("DELETE", f"projects/{number}/reviews", {}),
        ("POST", f"projects/{number}/assignments", {"passages": [1], "to": "eve"}),
        ("POST", f"projects/{number}/questions", {"name": "q"}),
    ):
        told = ask(method, path, "error", by="eve", code=404, **fields)["error"]
        assert f"There is no project '{number}'" in told and "Secret" not in told


def test_words_are_kept_taken_away_and_brought_back(ask: Ask, own: Local) -> None:
    place = str(pick_of(own.search(Query("trawler crew")).hits[0]))
    (one,) = ask("POST", "kept", "kept", kind="tag", place=place, text="Crew", shared=True)["kept"]
    assert {"tag": "crew", "places": 1} in ask("GET", "tags", "tags", by="eve")["tags"]

    def listed(**which: str) -> list[int]:
        return [row["number"] for row in ask("GET", "kept", "kept", kind="tag", **which)["kept"]]

    assert listed()[0] == one["number"]
    ask("DELETE", f"kept/{one['number']}", "error", by="eve", code=403)
    ask("DELETE", f"kept/{one['number']}", "kept")
    assert one["number"] not in listed()
    ask("POST", f"kept/{one['number']}", "kept")
    assert one["number"] in listed(words="CREW")
    assert listed(words="no such words") == []


def test_a_note_is_taken_in_whatever_script_it_is_written(ask: Ask, own: Local) -> None:
    place = str(pick_of(own.search(Query("trawler crew")).hits[0]))
    text = "می‌خواهم\u00a0بپرسم:\r\n1\u3000海"
    (one,) = ask("POST", "kept", "kept", kind="note", place=place, text=text)["kept"]
    assert one["note"] == text


def test_a_kept_search_says_all_that_it_asks(ask: Ask) -> None:
    number = ask("POST", "projects", "project", name="All that is asked")["project"]["number"]
    asked = {"q": "trawler AND (crew", "plain": True, "order": "newest", "clock": "spoken"}
    (one,) = ask("POST", f"projects/{number}/questions", "project", name="Crew", **asked)["questions"]
    assert one["query"] == {"text": asked["q"], "plain": True, "order": "newest", "clock": "spoken"}
    ask("POST", f"projects/{number}/questions", "error", code=400, name="Crew", q="(crew")


@pytest.mark.parametrize(
    ("method", "path", "fields", "said"),
    [
        ("POST", "projects", {}, "needs the field 'name'"),
        ("POST", "projects", {"name": 7}, "name is 7: expected a text"),
        ("POST", "projects", {"name": "a\u0000b"}, "without control characters"),
        ("POST", "projects", {"title": "x"}, "takes no field 'title'"),
        ("POST", "kept", {"kind": "star", "place": "../etc"}, "is no pick"),
        ("POST", "kept", {"kind": "crown", "place": "0" * 16}, "star or tag or note"),
        ("GET", "kept", {"project": "x"}, "expected a whole number"),
        ("DELETE", "kept/x", {}, "is no number"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence(ask: Ask, method: str, path: str, fields: Any, said: str) -> None:
    assert said in ask(method, path, "error", code=400, **fields)["error"]


def test_what_is_not_kept_is_not_found(ask: Ask, own: Local) -> None:
    place = str(pick_of(own.search(Query("trawler crew")).hits[0]))
    (one,) = ask("POST", "kept", "kept", kind="star", place=place)["kept"]
    ask("DELETE", f"kept/{one['number']}", "kept")
    assert "removed already" in ask("DELETE", f"kept/{one['number']}", "error", code=404)["error"]
    for method, path, fields in (("DELETE", "", {}), ("POST", "", {}), ("POST", "/text", {"text": "again"})):
        assert "There is no entry 99999" in ask(method, f"kept/99999{path}", "error", code=404, **fields)["error"]


def test_a_tag_changes_an_answer_to_any_of_several_themes(ask: Ask, app: Starlette, own: Local) -> None:
    address, place = "/api/v1/said?theme=tag:crew&theme=ferry", str(pick_of(own.search(Query("ferry")).hits[0]))
    before = TestClient(app).get(address).headers["etag"]
    ask("POST", "kept", "kept", kind="tag", place=place, text="crew")
    assert TestClient(app).get(address, headers={"if-none-match": before}).status_code == 200


def test_a_page_of_another_site_writes_nothing(app: Starlette) -> None:
    client = TestClient(OneOrigin(app), raise_server_exceptions=False)
    before = client.get("/api/v1/projects").json()
    given = client.post("/api/v1/projects", json={"name": "Forged"}, headers={"origin": "https://evil.example"})
    assert given.status_code == 403
    assert client.get("/api/v1/projects").json() == before


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_as_described(name: str, app: Starlette) -> None:
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(described[f"/api/v1/{ACTS[name].path}"][ACTS[name].method].as_strategy())
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=UNSAID)

    holds()


def test_a_folder_s_client_does_the_same(library: Settings, tmp_path: Path) -> None:
    with Desk(copied(library, tmp_path / "own").library) as desk:
        number = desk.start_project("Strait", description="who closes it")
        added = desk.put(number, "trawler AND crew")["added"]
        table = desk.passages(number)
        assert len(table) == added == desk.projects()["undecided"][0] > 2
        desk.decide(number, [int(table["number"][0])], "relevant")
        desk.assign(number, [int(table["number"][1])], None)
        assert desk.passages(number, "relevant")["decision"].tolist() == ["relevant"]
        kept = desk.keep("note", f"{table['article'][0]}", "ask", project=number)
        desk.remove(kept["number"])
        assert desk.kept("note").empty
        desk.bring_back(kept["number"])
        assert desk.kept(project=number)["note"].tolist() == ["ask"]
        assert desk.project(number, archived=True)["project"]["archived"]


def test_a_search_goes_into_a_project_with_all_the_options_that_it_is_asked_with(
    library: Settings, tmp_path: Path
) -> None:
    with Desk(copied(library, tmp_path / "own").library) as desk:
        number = desk.start_project("Strait", members="ben")
        assert desk.project(number)["project"]["members"] == ["ben"]
        asked = {"since": 2025, "outlet": "harbourwire.example", "plain": True, "order": "oldest"}
        found = desk.search("strait AND NOT", **asked)
        assert desk.put(number, "strait AND NOT", **asked)["added"] == len(found) > 2
        table = desk.passages(number)
        assert table["start"].tolist() == found["start"].tolist()
        assert set(table["outlet"]) == {"harbourwire.example"}


def test_a_server_s_client_reads_what_is_kept_and_says_what_is_wrong(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk("http://testserver")
    monkeypatch.setattr(desk._place, "_http", TestClient(app, base_url="http://testserver/api/v1/"))
    number = desk.start_project("Far away")
    assert desk.put(number, "trawler AND crew")["added"] == len(desk.passages(number)) > 2
    assert number in desk.projects()["number"].tolist()
    with pytest.raises(ClientError, match="There is no project '99999'"):
        desk.passages(99999)
