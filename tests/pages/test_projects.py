"""Projects: gathered from a search, gone through, kept, and each reader's own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from desk.access import EVERYBODY, Collection, Person, Role
from desk.gathering import put
from desk.kept import LONGEST, note, star, tag
from desk.picks import Pick, pick_of
from desk.projects import Project, start
from desk.review import assign, queue
from desk.scope import scoped
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article as build
from tests.pages.conftest import OpenPage, press
from tests.pages.test_pages import html


@pytest.fixture
def project(desk: Local) -> Project:
    made = start(desk, "Strait <b>1</b>", description="who closes it")
    put(desk, made.number, Query("trawler AND crew"))
    return made


def test_a_first_project_is_started_here(open_own: OpenPage) -> None:
    page = open_own("projects")
    assert "No project yet" in html(page)
    page.text_input[0].set_value("Harbour")
    press(page, "Start")
    assert "Harbour" in html(page)
    assert page.query_params["project"] == "1"


def test_all_that_a_search_finds_goes_into_a_project(open_own: OpenPage, desk: Local) -> None:
    shown = html(open_own("search", q="trawler AND crew"))
    link = re.search(r'href="projects\?put=true&amp;q=trawler\+AND\+crew"', shown)
    assert link
    page = open_own("projects", put="true", q="trawler AND crew")
    groups = desk.search(Query("trawler AND crew")).groups
    assert f"{groups:,} passages for “trawler AND crew”" in html(page)
    page.text_input[1].set_value("Crew")
    press(page, f"Put {groups:,} passages in")
    assert f"{groups:,} passages put in" in html(page)
    assert len(queue(desk, 1)) == groups


def test_passages_are_decided_one_after_the_other(open_own: OpenPage, desk: Local, project: Project) -> None:
    first, second, *rest = (one.number for one in queue(desk, project.number))
    page = open_own("projects", project=str(project.number))
    assert f"Passage 1 of {len(rest) + 2}" in html(page)
    assert "&lt;b&gt;1&lt;/b&gt;" in html(page)
    press(page, "Relevant")
    assert page.query_params["passage"] == str(second)
    press(page, "Next")
    press(page, "Previous")
    press(page, "Rejected")
    assert [one.decision for one in queue(desk, project.number)][:2] == ["relevant", "rejected"]
    press(page, "Take back")
    assert page.query_params["passage"] == str(second)
    assert [one.decision for one in queue(desk, project.number)][:2] == ["relevant", None]
    again = open_own("projects", project=str(project.number))  # resumes where one left
    assert again.query_params["passage"] == str(second)
    relevant = open_own("projects", project=str(project.number), show="Relevant")
    assert relevant.query_params["passage"] == str(first) and "Passage 1 of 1" in html(relevant)


def test_every_state_of_a_project_has_a_link(open_own: OpenPage, desk: Local, project: Project) -> None:
    note(desk, None, "ask $x$ *them*", project=project.number)
    page = open_own("projects", project=str(project.number), part="Tags and notes")
    assert "ask $x$ *them*" in html(page)
    assert "No search is kept" in html(open_own("projects", project=str(project.number), part="Searches"))
    about = open_own("projects", project=str(project.number), part="About")
    press(about, "Archive this project")
    assert "archived" in html(about)
    press(about, "Take it out of the archive")
    assert "· archived" not in html(about)
    lost = open_own("projects", project="999")
    assert "There is no project" in html(lost) and not lost.exception


def test_what_is_taken_away_is_brought_back(open_own: OpenPage, desk: Local) -> None:
    hit = desk.search(Query("trawler crew")).hits[0]
    tag(desk, pick_of(hit), "crew")
    page = open_own("projects", list="Tags")
    assert "crew" in html(page) and hit.text[:20] in html(page)
    press(page, "Take away")
    assert "No tag yet" in html(page)
    press(page, "Bring back")
    assert "No tag yet" not in html(page)


def test_a_note_is_rewritten_and_a_long_list_has_pages(open_own: OpenPage, desk: Local) -> None:
    for number, hit in enumerate(desk.search(Query("strait", limit=25)).hits):
        note(desk, pick_of(hit), f"note {number}")
    page = open_own("projects", list="Notes")
    assert html(page).count('class="nd-note"') == 20
    page.text_area[0].set_value("in other words")
    press(page, "Save")
    assert "in other words" in html(page)
    assert html(open_own("projects", list="Notes", kept_page="2")).count('class="nd-note"') == 5


def test_words_are_kept_on_a_page_of_their_own(open_own: OpenPage, desk: Local, project: Project) -> None:
    hit = desk.search(Query("trawler crew")).hits[0]
    page = open_own("projects", place=str(pick_of(hit)))
    next(one for one in page.text_area if one.label == "Note").set_value("call the owner")
    next(one for one in page.selectbox if one.label == "Project").select_index(1)
    press(page, "Keep")
    assert "call the owner" in html(page)
    assert [one.value for one in page.text_area] == [""]  # or the next press keeps it a second time
    assert [entry.content["text"] for entry in desk.ledger.entries("note", project=project.number)] == [
        "call the owner"
    ]
    assert "is no pick" in html(open_own("projects", place="<script>"))


def test_what_is_kept_of_a_whole_article_is_shown_where_more_is_kept(open_own: OpenPage, desk: Local) -> None:
    hit = desk.search(Query("trawler crew")).hits[0]
    tag(desk, Pick(hit.article, hit.sha256, None), "of all of it")
    tag(desk, pick_of(hit), "of these words")
    whole = html(open_own("projects", place=str(Pick(hit.article, hit.sha256, None))))
    assert "of all of it" in whole and "of these words" not in whole
    words = html(open_own("projects", place=str(pick_of(hit))))
    assert "of these words" in words and "of all of it" not in words


def test_words_that_cannot_be_kept_stay_in_their_box(open_own: OpenPage, desk: Local, project: Project) -> None:
    page = open_own("projects", project=str(project.number), part="Tags and notes")
    page.text_area[0].set_value("n" * (LONGEST + 1))
    press(page, "Write")
    assert "at most 10,000 characters" in html(page)
    assert len(page.text_area[0].value) > LONGEST
    page.text_area[0].set_value("shorter")
    press(page, "Write")
    assert "shorter" in html(page) and page.text_area[0].value == ""
    page = open_own("projects")
    page.text_input[1].set_value("who closes it")
    press(page, "Start")
    assert "needs a name" in html(page)
    assert page.text_input[1].value == "who closes it"


def test_hits_quotes_and_articles_show_what_is_starred(open_own: OpenPage, desk: Local) -> None:
    hit = desk.search(Query("trawler crew")).hits[0]
    assert "★ starred" not in html(open_own("search", q="trawler crew"))
    star(desk, pick_of(hit))
    star(desk, Pick(hit.article, "", None))
    assert "★ starred" in html(open_own("search", q="trawler crew"))
    page = open_own("article", article=hit.article)
    assert "★ starred" in html(page) and "<h2>Kept</h2>" in html(page)
    assert 'data-keep="' in html(open_own("compare", speakers=["Ilse Maravec", "Joren Halvik"]))


def test_words_that_have_gone_are_said_to_have_gone(open_own: OpenPage, desk: Local) -> None:
    hit = desk.search(Query("trawler crew")).hits[0]
    star(desk, pick_of(hit))
    article = desk.article(hit.article)
    desk.add([replace(build("x", "Nothing of it is left.", title=article.title.of(article.text)), id=article.id)])
    page = open_own("projects", list="Stars")
    assert "The words have gone in version 2" in html(page)
    assert hit.text[:20] in html(page)


def test_each_reader_sees_what_is_theirs_and_what_is_shared(
    open_own: OpenPage, own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def signed_in(name: str) -> Person:
        person = Person(name, frozenset({EVERYBODY}))
        monkeypatch.setattr("views.sign_in.visitor", lambda settings: lambda access: person)
        return person

    nobody: frozenset[str] = frozenset()
    roles: dict[Role, frozenset[str]] = {"reader": frozenset({EVERYBODY}), "editor": nobody, "administrator": nobody}
    readers = Collection("c", "C", own.library, roles)
    with Local.open(own) as library:
        ada = scoped(library, signed_in("ada"), readers)
        hidden, team = start(ada, "Hidden"), start(ada, "Team", members=["ben"])
        put(ada, team.number, Query("trawler AND crew"))
        assign(ada, team.number, [queue(ada, team.number)[0].number], "ben")
        note(ada, pick_of(ada.search(Query("trawler")).hits[0]), "only mine")
    assert "Hidden" in html(open_own("projects")) and "only mine" in html(open_own("projects", list="Notes"))
    signed_in("ben")
    shown = html(open_own("projects"))
    assert "Team" in shown and "1 assigned to you" in shown and "Hidden" not in shown
    assert "only mine" not in html(open_own("projects", list="Notes"))
    mine = open_own("projects", project=str(team.number), show="Mine")
    assert "Passage 1 of 1" in html(mine)
    press(mine, "Seen")
    assert "No passage here" in html(mine)
    signed_in("eve")
    assert "Team" not in html(open_own("projects"))
    for number in (hidden.number, team.number):
        assert "There is no project" in html(open_own("projects", project=str(number)))
