"""A saved search as an Atom feed: well-formed, the same ids for ever, and opened by its own token alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import broken, routes
from desk.feed import ATOM, ENTRIES, close_feed, open_feed
from desk.library import opened
from desk.saved import changed, forget, looked, save, saved_as
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Local:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("NEWSDESK_MODEL_LANGUAGES", "fr")
    monkeypatch.setenv("NEWSDESK_PUBLIC_URL", "https://desk.example/newsdesk/")
    engine = opened(Settings.from_environment())
    engine.add([article("one", "The ferry sails <b>again</b> & again \x0b at nine.", title="Ferry ]]> & <i>more</i>")])
    save(engine, "ferries", Query("ferry"))
    return engine


@pytest.fixture
def client(engine: Local) -> Iterator[TestClient]:
    yield TestClient(Starlette(routes=routes(), exception_handlers={Exception: broken}), raise_server_exceptions=False)


def feed(client: TestClient, secret: str) -> ET.Element:
    answer = client.get("/api/v1/feed", params={"token": secret})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/atom+xml")
    assert not feedparser.parse(answer.content).bozo
    return ET.fromstring(answer.content)


def ids(root: ET.Element) -> list[str | None]:
    return [entry.findtext(f"{{{ATOM}}}id") for entry in root.iter(f"{{{ATOM}}}entry")]


def test_an_entry_keeps_its_id_and_the_newest_comes_first(engine: Local, client: TestClient) -> None:
    secret = open_feed(engine, "ferries")
    before = feed(client, secret)
    engine.add([article("two", "Another ferry sails, and it is older.", title="Older")])
    after = feed(client, secret)
    assert len(ids(before)) == 1 and ids(after)[1:] == ids(before)
    first = after.find(f"{{{ATOM}}}entry")
    assert first is not None and (first.findtext(f"{{{ATOM}}}title") or "").startswith("Older (")
    link = first.find(f"{{{ATOM}}}link")
    assert link is not None and link.get("href", "").startswith("https://desk.example/newsdesk/article?article=")
    whens = [datetime.fromisoformat(one.text or "") for one in after.iter(f"{{{ATOM}}}updated")]
    assert max(whens[1:]) == whens[0] and whens[0].tzinfo


def test_a_feed_is_bounded_and_has_what_came_last(engine: Local, client: TestClient) -> None:
    engine.add(article(f"n{n}", f"Ferry number {n} sails at {n} from pier {n * 7}.") for n in range(ENTRIES + 10))
    found = feed(client, open_feed(engine, "ferries"))
    assert len(ids(found)) == len(set(ids(found))) == ENTRIES
    assert f"Ferry number {ENTRIES + 9} " in str(found.find(f"{{{ATOM}}}entry/{{{ATOM}}}summary").text)  # type: ignore[union-attr]


def test_words_stay_words_and_what_xml_cannot_hold_is_replaced(engine: Local, client: TestClient) -> None:
    (summary,) = [one.text for one in feed(client, open_feed(engine, "ferries")).iter(f"{{{ATOM}}}summary")]
    assert summary == "The ferry sails <b>again</b> & again \ufffd at nine."


def test_an_unchanged_feed_is_not_sent_again(engine: Local, client: TestClient) -> None:
    address = {"token": open_feed(engine, "ferries")}
    tag = client.get("/api/v1/feed", params=address).headers["etag"]
    assert client.get("/api/v1/feed", params=address, headers={"if-none-match": tag}).status_code == 304
    engine.add([article("two", "Another ferry sails.")])
    assert client.get("/api/v1/feed", params=address, headers={"if-none-match": tag}).status_code == 200


def test_its_token_opens_nothing_else_and_no_other_token_opens_it(engine: Local, client: TestClient) -> None:
    from index.tokens import Tokens

    secret = open_feed(engine, "ferries")
    assert client.get("/api/v1/search?q=ferry", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    personal, _ = Tokens(engine.ledger).issue("ferries", owner="", role="reader")
    for other in (personal, "", "newsdesk_guess"):
        assert client.get("/api/v1/feed", params={"token": other}).status_code == 401
    assert close_feed(engine, "ferries") == 1
    assert client.get("/api/v1/feed", params={"token": secret}).status_code == 401


def test_a_forgotten_search_has_no_feed_nor_has_the_next_of_its_name(engine: Local, client: TestClient) -> None:
    secret = open_feed(engine, "ferries")
    forget(engine, "ferries")
    assert client.get("/api/v1/feed", params={"token": secret}).status_code == 401
    save(engine, "ferries", Query("harbour secrets"))
    assert client.get("/api/v1/feed", params={"token": secret}).status_code == 401


def test_looking_and_mailing_leave_the_entries_as_old_as_they_are(engine: Local, client: TestClient) -> None:
    one = replace(saved_as(engine, "ferries"), saved=datetime(2020, 1, 1, tzinfo=UTC))
    assert changed(engine, one, saved=one.saved.isoformat())
    assert (seen := looked(engine, saved_as(engine, "ferries"))).saved == one.saved
    assert seen.entry.written > one.saved
