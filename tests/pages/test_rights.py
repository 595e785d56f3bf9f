"""A reader is offered nothing that only editors may do, is told why, and is refused below the page as well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from desk.access import ROLES, Collection, Forbidden, Person, Role
from desk.corrections import correct_speaker, reject
from desk.date_corrections import correct_day, correct_mention
from desk.people import merge
from desk.scope import Scoped, scoped
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.house.test_gate import LINKS
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import html

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
        monkeypatch.setattr("views.sign_in.person", lambda access, settings: Person("ada", frozenset({role})))
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
