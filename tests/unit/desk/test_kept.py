"""Stars, tags, notes and passages stay at their words, through every version of the article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.access import Collection, Forbidden, Person, Role
from desk.gathering import keep
from desk.kept import KeptError, bring_back, kept, note, remove, removed, rewrite, star, starred, tag, tags
from desk.picks import Pick
from desk.projects import start
from desk.scope import Scoped, scoped
from index.anchor import Anchor
from index.engine import Query
from index.ledger import LedgerError
from index.local import Local
from index.settings import Settings
from ingest.article import Article, Span
from tests.contract.build import article

GROUPS: dict[Role, frozenset[str]] = {
    "reader": frozenset("r"),
    "editor": frozenset("e"),
    "administrator": frozenset("a"),
}
FIRST = article("a", "The wall stands.", "The ferry sails at noon.", title="Harbour news")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path, model_languages="fr"), create=True) as library:
        library.add([FIRST])
        yield library


def as_(library: Local, name: str, group: str = "r") -> Scoped:
    return scoped(library, Person(name, frozenset(group)), Collection("c", "C", library.folder, GROUPS))


def at(given: Article, words: str) -> Pick:
    start = given.text.index(words)
    return Pick(given.id, given.sha256, Span(start, start + len(words)))


FERRY = at(FIRST, "The ferry sails at noon.")


def test_a_star_is_there_once_and_gone_when_taken(library: Local) -> None:
    entry = star(library, FERRY)
    assert star(library, FERRY) == entry == starred(library, FERRY)
    assert starred(library, at(FIRST, "The wall stands.")) is None
    remove(library, entry.number)
    assert starred(library, FERRY) is None


def test_what_is_kept_moves_with_its_words(library: Local) -> None:
    star(library, FERRY)
    later = article("a", "A word before.", "The ferry sails at noon.", "The wall stands.", title="Harbour news")
    library.add([later])
    (one,) = kept(library, "star")
    assert (one.gone_in, one.removed, one.passage.sha256) == (None, False, later.sha256)
    assert later.text[one.passage.start : one.passage.end] == one.passage.text == "The ferry sails at noon."
    assert starred(library, at(later, "The ferry sails at noon.")) == one.entry


def test_words_that_have_gone_are_shown_as_they_were_and_in_which_version_they_went(library: Local) -> None:
    tag(library, FERRY, "timetable")
    library.add([article("a", "The ferry sails at noon.", "More.", title="Harbour news")])
    library.add([article("a", "The ferry sails at one.", title="Harbour news")])
    library.add([article("a", "No ferry sails.", title="Harbour news")])
    (one,) = kept(library, "tag")
    assert (one.gone_in, one.passage.text) == (3, "The ferry sails at noon.")
    assert one.passage.sha256 == FIRST.sha256


def test_a_whole_article_stays_kept_whatever_its_title_becomes(library: Local) -> None:
    note(library, Pick(FIRST.id, "", None), "read again")
    library.add([article("a", "Something else.", title="Another headline")])
    (one,) = kept(library, "note")
    assert (one.whole, one.gone_in, one.passage.text) == (True, None, "Another headline")


def test_an_article_that_was_removed_leaves_its_words(library: Local) -> None:
    star(library, FERRY)
    library.remove([FIRST.id])
    (one,) = kept(library, "star")
    assert (one.removed, one.passage.text, one.passage.title) == (True, "The ferry sails at noon.", "")


def test_what_was_taken_away_comes_back_under_its_number(library: Local) -> None:
    entry = tag(library, FERRY, "Timetable")
    remove(library, entry.number)
    assert [one.number for one in removed(library, "tag")] == [entry.number]
    again = bring_back(library, entry.number)
    (one,) = kept(library, "tag")
    assert (one.number, one.entry.number, one.entry.content["tag"]) == (entry.number, again.number, "timetable")
    assert removed(library) == ()
    with pytest.raises(KeptError, match="not removed"):
        bring_back(library, entry.number)
    remove(library, entry.number)
    with pytest.raises(KeptError, match="removed already"):
        remove(library, entry.number)


def test_a_note_is_written_anew_and_found_by_its_words(library: Local) -> None:
    entry = note(library, FERRY, "Ask the harbour master")
    rewrite(library, entry.number, "Ask the pilot")
    assert [one.entry.content["text"] for one in kept(library, "note", words="PILOT ask")] == ["Ask the pilot"]
    assert kept(library, "note", words="master") == ()
    assert [one.number for one in kept(library, "note", words="noon")] == [entry.number]


def test_tags_are_counted_by_place(library: Local) -> None:
    for pick in (FERRY, FERRY, at(FIRST, "The wall stands.")):
        tag(library, pick, "Sea  front")
    assert tags(library) == (("sea front", 2),)


def test_a_name_keeps_the_joiners_that_its_script_needs_and_nothing_else_unseen(library: Local) -> None:
    tag(library, FERRY, "کشتی\u200cرانی\u202e\u200b")
    assert tags(library) == (("کشتی\u200cرانی", 1),)


def test_a_reader_sees_their_own_what_is_shared_and_what_is_in_their_projects(library: Local) -> None:
    ada, ben, eve = as_(library, "ada"), as_(library, "ben"), as_(library, "eve")
    project = start(ada, "Harbour", members=["ben"])
    own = tag(ada, FERRY, "own")
    tag(ada, FERRY, "all", shared=True)
    tag(ada, FERRY, "team", project=project.number)
    star(ada, FERRY)
    assert [name for name, _ in tags(ada)] == ["all", "own", "team"]
    assert [name for name, _ in tags(ben)] == ["all", "team"]
    assert [name for name, _ in tags(eve)] == ["all"]
    assert kept(eve, "star") == () and starred(eve, FERRY) is None
    with pytest.raises(LedgerError, match="no entry"):
        remove(ben, own.number)


def test_a_reader_takes_nothing_of_others_away(library: Local) -> None:
    ada, ben, root = as_(library, "ada"), as_(library, "ben", "e"), as_(library, "root", "a")
    entry = note(ada, FERRY, "for all", shared=True)
    for act in (lambda: remove(ben, entry.number), lambda: rewrite(ben, entry.number, "mine")):
        with pytest.raises(Forbidden, match="what others wrote"):
            act()
    assert [one.entry for one in kept(ada, "note")] == [entry]
    with pytest.raises(Forbidden, match="what others wrote"):
        rewrite(root, entry.number, "mine")
    remove(root, entry.number)
    assert kept(ada, "note") == ()
    assert ([one.number for one in removed(ada)], removed(root)) == ([entry.number], ())
    with pytest.raises(Forbidden, match="Only who kept it"):
        bring_back(ben, entry.number)
    assert bring_back(ada, entry.number).author == "ada"


def test_another_collection_has_none_of_it(library: Local, tmp_path: Path) -> None:
    tag(as_(library, "ada"), FERRY, "harbour", shared=True)
    with Local.open(Settings(library=tmp_path / "other", model_languages="fr"), create=True) as other:
        other.add([FIRST])
        assert (tags(as_(other, "ada")), kept(as_(other, "ada"))) == ((), ())


def test_a_passage_is_in_a_project_once(library: Local) -> None:
    project = start(library, "Harbour").number
    assert len(keep(library, project, [FERRY, at(FIRST, "The wall stands.")])) == 2
    library.add([article("a", "News.", "The ferry sails at noon.", title="Harbour news")])
    assert keep(library, project, [at(library.article(FIRST.id), "The ferry sails at noon."), FERRY]) == ()
    whole = Pick(FIRST.id, "", None)
    assert len(keep(library, project, [whole, whole])) == 1
    assert [(one.whole, one.passage.text) for one in kept(library, "passage")] == [
        (True, "Harbour news"),
        (False, "The wall stands."),
        (False, "The ferry sails at noon."),
    ]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda engine: tag(engine, FERRY, " \n"), "needs a name"),
        (lambda engine: note(engine, FERRY, " "), "needs words"),
        (lambda engine: note(engine, None, "of what?"), "about a passage"),
        (lambda engine: note(engine, FERRY, "x" * 10_001), "at most 10,000"),
        (lambda engine: rewrite(engine, star(engine, FERRY).number, "no"), "is no note"),
        (lambda engine: remove(engine, start(engine, "P").number), "none of these"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(library: Local, act: object, said: str) -> None:
    with pytest.raises(KeptError, match=said):
        act(library)  # type: ignore[operator]  # a lambda of one engine


WORDS = st.text(alphabet="ab é文\n", min_size=1, max_size=12)


@given(before=st.lists(WORDS, max_size=4), words=WORDS, after=st.lists(WORDS, max_size=4))
def test_an_anchor_always_finds_words_that_are_there(before: list[str], words: str, after: list[str]) -> None:
    first = article("a", "x" + words + "y")
    anchor = Anchor.of(first, Span(1, 1 + len(words)))
    later = article("a", "|".join([*before, f"x{words}y", *after]))
    found = anchor.within(later)
    assert found is not None and found.of(later.text) == words


@given(text=WORDS, words=WORDS)
def test_an_anchor_never_points_at_other_words(text: str, words: str) -> None:
    anchor = Anchor.of(article("a", words), Span(0, len(words)))
    found = anchor.within(article("a", text))
    assert (found is None) == (words not in text)
    assert found is None or found.of(text) == words


def test_a_tag_finds_its_paragraph_before_anything_is_ranked(library: Local) -> None:
    library.add([article(str(number), f"The ferry number {number} sails at noon.") for number in range(30)])
    far = article("29", "The ferry number 29 sails at noon.")
    tag(library, at(far, "ferry number"), "Front page")
    found = library.search(Query('ferry tag:"front page"', limit=1))
    assert [(hit.given_id, hit.text) for hit in found.hits] == [("29", "The ferry number 29 sails at noon.")]
    assert (
        found.total,
        library.search(Query("tag:page")).total,
        library.search(Query("tag:front AND wall")).total,
    ) == (
        1,
        1,
        0,
    )
    assert library.search(Query("ferry -tag:page", limit=50)).total == 30
    assert [day.articles for day in library.days(Query("tag:page"))] == [1]


def test_a_tag_finds_where_its_words_are_now(library: Local) -> None:
    tag(library, FERRY, "timetable")
    library.add([article("a", "News.", "The ferry sails at noon.", title="Harbour news")])
    assert [hit.paragraph for hit in library.search(Query("tag:timetable")).hits] == [1]
    library.add([article("a", "No ferry.", title="Harbour news")])
    assert library.search(Query("tag:timetable")).total == 0
    tag(library, Pick(FIRST.id, "", None), "whole")
    assert library.search(Query("tag:whole")).total == 1


def test_a_tag_finds_for_each_reader_what_they_may_see(library: Local) -> None:
    ada, eve = as_(library, "ada"), as_(library, "eve")
    before = ada.version_for("tag:own"), eve.version_for("tag:own")
    tag(ada, FERRY, "own")
    assert ada.search(Query("tag:own")).total == 1
    assert eve.search(Query("tag:own")).total == 0
    assert eve.version_for("tag:own") == before[1]
    assert ada.version_for("tag:own") not in before  # a kept answer of hers is not his
    assert ada.version_for("ferry") == eve.version_for("ferry") == ada.version
