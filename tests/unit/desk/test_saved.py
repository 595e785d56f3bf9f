"""Saved searches: what is new since somebody last looked."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk.__main__ import main
from desk.saved import SEARCH, SavedError, changed, forget, looked, news_of, query_row, save, saved, saved_as
from index.engine import Query, QueryError
from index.ledger import Entry
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors

QUERY = Query("ferry -harbour", since=date(2024, 1, 1), outlets=("the-lantern.example",))


@pytest.fixture
def engine(tmp_path: Path) -> Local:
    engine = Local.open(Settings(library=tmp_path, model_languages="fr"), create=True)
    engine.add([article("one", "The ferry sails.")])
    return engine


def test_a_search_is_kept_as_it_was_asked(engine: Local) -> None:
    save(engine, "ferries", QUERY)
    (one,) = saved(engine)
    assert (one.name, one.query) == ("ferries", QUERY)


def test_only_what_came_since_is_new(engine: Local) -> None:
    one = save(engine, "ferries", QUERY)
    assert engine.search(news_of(one)).total == 0
    engine.add([article("two", "Another ferry sails."), article("three", "No boat.")])
    assert [hit.given_id for hit in engine.search(news_of(one)).hits] == ["two"]
    assert engine.search(news_of(looked(engine, one))).total == 0
    assert engine.search(one.query).total == 2


def test_everything_is_new_to_a_search_saved_over_an_empty_library(tmp_path: Path) -> None:
    engine = Local.open(Settings(library=tmp_path / "empty", model_languages="fr"), create=True)
    one = save(engine, "ferries", QUERY)
    engine.add([article("one", "The ferry sails.")])
    assert engine.search(news_of(one)).total == 1


def test_a_name_is_taken_over_and_forgotten(engine: Local) -> None:
    save(engine, "ferries", QUERY)
    save(engine, "ferries", Query("boat"))
    assert saved_as(engine, "ferries").query.text == "boat"
    forget(engine, "ferries")
    assert saved(engine) == ()
    assert len(engine.ledger.history("search")) == 2


def test_what_is_not_there_or_no_question_gets_a_sentence(engine: Local) -> None:
    with pytest.raises(SavedError, match="none yet"):
        saved_as(engine, "ferries")
    with pytest.raises(SavedError, match="needs a name"):
        save(engine, " ", QUERY)
    with pytest.raises(QueryError):
        save(engine, "broken", Query("(ferry"))


def test_what_is_saved_is_listed_as_documented(
    engine: Local, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(engine, "ferries", QUERY)
    engine.add([article("two", "Another ferry sails.")])
    engine.close()
    monkeypatch.setenv("NEWSDESK_MODEL_LANGUAGES", "fr")
    asked = ["saved", "--json", "--library", str(engine.folder)]
    assert main(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(row["name"], row["new"]) for row in answer["saved"]] == [("ferries", 1)]
    assert errors(answer, "saved") == []
    assert main([*asked, "--new", "ferries"]) == 0
    news = json.loads(capsys.readouterr().out)
    assert [hit["given_id"] for hit in news["hits"]] == ["two"]
    assert errors(news, "search") == []


def test_a_search_has_one_entry_that_holds_however_often_it_is_looked_at(engine: Local) -> None:
    one = save(engine, "ferries", QUERY)
    engine.add([article("two", "Another ferry sails.")])
    looked(engine, looked(engine, one))
    assert len(engine.ledger.entries(SEARCH)) == 1
    assert len(engine.ledger.history(SEARCH)) == 3


def test_a_mail_is_no_look(engine: Local) -> None:
    one = save(engine, "ferries", QUERY)
    mailed = changed(engine, one, mailed=7)
    assert mailed and (mailed.looked, mailed.saved, mailed.mailed) == (one.looked, one.saved, 7)
    assert "looked" in mailed.entry.content


def test_what_was_remembered_meanwhile_stays(engine: Local) -> None:
    one = save(engine, "ferries", QUERY)
    changed(engine, one, mail="ada@paper.example")
    assert looked(engine, one).mail == "ada@paper.example"


def test_of_two_who_change_it_at_once_neither_is_lost(engine: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    one = save(engine, "ferries", QUERY)
    replace = engine.ledger.replace

    def after_another(number: int, content: Mapping[str, Any]) -> Entry:
        monkeypatch.setattr(engine.ledger, "replace", replace)
        changed(engine, one, mail="ada@paper.example")
        return replace(number, content)

    monkeypatch.setattr(engine.ledger, "replace", after_another)
    engine.add([article("two", "Another ferry sails.")])
    seen = looked(engine, one)
    assert (seen.mail, seen.received) == ("ada@paper.example", 2)
    assert saved(engine) == (seen,)


def test_a_search_forgotten_meanwhile_does_not_come_back(engine: Local) -> None:
    one = save(engine, "ferries", QUERY)
    forget(engine, "ferries")
    assert changed(engine, one, mailed=7) is None
    assert looked(engine, one) == one
    assert saved(engine) == ()


def test_a_search_of_an_earlier_ledger_is_read_changed_and_forgotten(engine: Local) -> None:
    for received in (0, 1):
        content = {"name": "ferries", "query": query_row(QUERY), "received": received}
        entry = engine.ledger.append(SEARCH, content, author="ada")
    (one,) = saved(engine)
    assert (one.query, one.received, one.looked, one.saved) == (QUERY, 1, entry.written, entry.written)
    assert looked(engine, one).received == 1
    assert len(saved(engine)) == 1
    forget(engine, "ferries")
    assert saved(engine) == ()


def test_of_several_people_s_searches_of_one_name_somebody_s_is_meant(
    engine: Local, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for author in ("ada", "ben"):
        content = {"name": "ferries", "query": query_row(Query(author)), "received": 0}
        engine.ledger.append(SEARCH, content, author=author)
    with pytest.raises(SavedError, match="--owner, 'ada', 'ben'"):
        saved_as(engine, "ferries")
    assert saved_as(engine, "ferries", "ben").query.text == "ben"
    engine.close()
    monkeypatch.setenv("NEWSDESK_MODEL_LANGUAGES", "fr")
    library = ["--library", str(engine.folder)]
    assert main(["alerts", "mail", "ferries", *library]) == 2
    assert main(["alerts", "mail", "ferries", "--owner", "ada", *library]) == 0
    assert main(["alerts", "feed", "ferries", "--owner", "ada", *library]) == 0
    assert main(["saved", "--forget", "ferries", "--owner", "ada", *library]) == 0
    assert main(["saved", "--forget", "ferries", *library]) == 0
