"""A reader is offered nothing that only editors may do, is told why, and is refused below the page as well."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from desk.access import ROLES, Collection, Forbidden, Person, Role
from desk.corrections import correct_speaker, reject
from desk.date_corrections import correct_day, correct_mention
from desk.people import merge
from desk.projects import start
from desk.scope import Scoped, scoped
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.house.test_gate import LINKS
from tests.pages.conftest import OpenPage, press
from tests.pages.test_pages import html
from views import frame
from views.escape import address

EDITING = {
    "article": {"Correct the speaker", "Give it to nobody", "Reject: no quote", "Correct the day", "It has no date"},
    "people": {"Merge"},
    "library": {"Add to the library"},
}
EVERY = {*set().union(*EDITING.values()), "Correct it", "It is no date", "Merge these", "Undo", "Cancel"}
GROUPS: dict[Role, frozenset[str]] = {role: frozenset({role}) for role in ROLES}


@pytest.fixture
def open_as(open_page: OpenPage, library: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A page over the samples, as somebody in this role."""
    said = "\n".join(f'{role}s = ["{role}"]' for role in ROLES)
    access = f'sign_in = "proxy"\n[collections.city]\nlibrary = "{library.library}"\n{said}\n'
    (tmp_path / "access.toml").write_text(access, encoding="utf-8")
    monkeypatch.setenv("NEWSDESK_ACCESS", str(tmp_path / "access.toml"))
    monkeypatch.setenv("NEWSDESK_PROXY_SECRET", "a secret of the proxy's")

    def opened(role: Role, name: str) -> AppTest:
        monkeypatch.setattr("views.sign_in.visitor", lambda settings: lambda access: Person("ada", frozenset({role})))
        with Local.open(library) as engine:
            id = engine.search(Query("close the strait", limit=1)).hits[0].article
        link = {key: id if value == "ID" else value for key, value in LINKS[name].items() if key != "person"}
        return open_page(name, **link)

    return opened


@pytest.mark.parametrize("name", LINKS)
def test_no_page_offers_a_reader_what_only_editors_may_do(open_as: Callable[[Role, str], AppTest], name: str) -> None:
    page = open_as("reader", name)
    assert not page.exception
    assert {button.label for button in page.button} & EVERY == set()
    assert not page.file_uploader or name == "verify"
    assert ("takes an editor" in html(page)) == (name in EDITING)
    assert "Who did what" not in [folded.label for folded in page.expander]


@pytest.mark.parametrize("name", EDITING)
def test_an_editor_is_offered_it(open_as: Callable[[Role, str], AppTest], name: str) -> None:
    page = open_as("editor", name)
    assert EDITING[name] <= {button.label for button in page.button}
    assert "takes an editor" not in html(page)
    assert "Who did what" not in [folded.label for folded in page.expander]


def test_an_administrator_sees_who_did_what(open_as: Callable[[Role, str], AppTest]) -> None:
    assert "Who did what" in [folded.label for folded in open_as("administrator", "library").expander]


@pytest.fixture
def reader(engine: Local) -> Scoped:
    return scoped(engine, Person("ada", frozenset({"reader"})), Collection("c", "C", engine.folder, GROUPS))


def test_what_is_not_offered_is_refused_below_the_page(reader: Scoped) -> None:
    hit = reader.quotes(Query("close the strait", limit=1)).quotes[0]
    article = reader.article(hit.article)
    before = len(reader.ledger.history())
    for write in (
        lambda: correct_speaker(reader, article, article.quotes[0], "Somebody Else"),
        lambda: reject(reader, article, article.quotes[0]),
        lambda: correct_day(reader, article, "2024-01-01"),
        lambda: correct_mention(reader, article, article.dates[0].span, "2024-01-01"),
        lambda: merge(reader, "One Name", "Another Name"),
        lambda: reader.hand_in([("a.txt", b"x")]),
        lambda: reader.cancel(1),
        lambda: reader.remove([article.id]),
        lambda: reader.rebuild(),
    ):
        with pytest.raises(Forbidden, match="takes an"):
            write()
    assert len(reader.ledger.history()) == before


def as_person(monkeypatch: pytest.MonkeyPatch, *groups: str) -> None:
    """Whoever sits in front of the page is in these groups from now on."""
    monkeypatch.setattr("views.sign_in.visitor", lambda settings: lambda access: Person("ada", frozenset(groups)))


def test_a_press_has_the_rights_of_its_moment(
    open_as: Callable[[Role, str], AppTest], engine: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(engine.ledger.history())
    page = open_as("editor", "people")
    page.text_input(key="merge_name").set_value("Ilse Maravec").run()
    page.text_input(key="merge_also").set_value("Joren Halvik").run()
    as_person(monkeypatch, "reader")
    press(page, "Merge")
    assert not page.exception
    assert len(engine.ledger.history()) == before


def test_no_file_is_made_for_whose_right_has_ended(
    open_as: Callable[[Role, str], AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Callable[[], str | bytes]] = []
    monkeypatch.setattr("streamlit.download_button", lambda label, make, *rest, **more: made.append(make))
    open_as("reader", "search")
    assert made and made[0]()
    rights = tmp_path / "access.toml"
    rights.write_text(rights.read_text(encoding="utf-8").replace('readers = ["reader"]', "readers = []"))
    with pytest.raises(Forbidden):
        made[0]()


@pytest.fixture
def open_two(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Pages for a reader of two collections, each with a project 1 of its own."""
    said = ""
    for name in ("city", "sources"):
        settings = replace(Settings.from_environment(), library=tmp_path / name)
        with Local.open(settings, create=True) as library:
            library.add_words([article("one", f"The ferry of {name} sails at nine.")])
            start(library, f"Project of {name}", shared=True)
        said += f'[collections.{name}]\ntitle = "The {name}"\nlibrary = "{name}"\nadministrators = ["desk"]\n'
    (tmp_path / "access.toml").write_text(f'sign_in = "proxy"\n{said}', encoding="utf-8")
    monkeypatch.setenv("NEWSDESK_ACCESS", str(tmp_path / "access.toml"))
    monkeypatch.setenv("NEWSDESK_PROXY_SECRET", "a secret of the proxy's")
    as_person(monkeypatch, "desk")
    return open_page


def test_a_link_opens_the_collection_that_it_names(open_two: OpenPage) -> None:
    page = open_two("search", collection="sources", q="ferry")
    assert "The ferry of" in (shown := re.sub("<.*?>", "", html(page))) and "of sources sails" in shown
    assert page.query_params["collection"] == "sources"
    assert 'collection=sources"' in html(page)
    page.selectbox(key="collection_chosen").select("city").run()
    assert "of city sails" in re.sub("<.*?>", "", html(page))
    assert page.query_params["collection"] == "city"


def test_a_fragment_s_links_name_the_collection(library: Settings, open_two: OpenPage, tmp_path: Path) -> None:
    with Local.open(replace(library, library=tmp_path / "sources")) as opened:
        sources = Scoped(opened, Person("ada", frozenset()), "reader", Collection("sources", "", tmp_path, GROUPS))
        in_its_own_context = copy_context()
        in_its_own_context.run(frame.again, sources)
        assert in_its_own_context.run(address, "search", q="ferry") == "search?q=ferry&collection=sources"


def test_what_one_types_of_a_project_stays_in_its_collection(open_two: OpenPage) -> None:
    page = open_two("projects", collection="sources", project="1", part="About")
    name = next(box for box in page.text_input if box.label == "Name")
    assert name.value == "Project of sources"
    name.set_value("Renamed").run()
    page.query_params["collection"] = "city"  # a link of the page, or the way back
    page.run()
    assert next(box for box in page.text_input if box.label == "Name").value == "Project of city"
    page.selectbox(key="collection_chosen").select("sources").run()
    assert "project" not in page.query_params
