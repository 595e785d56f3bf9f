"""Saved searches: what is new since somebody last looked."""

import json
from datetime import date
from pathlib import Path

import pytest

from desk.__main__ import main
from desk.saved import SavedError, forget, looked, news_of, save, saved, saved_as
from index.engine import Query, QueryError
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
