"""What is new for saved searches stands above every page, and is told by feed and mail where the desk is set up so."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from desk.saved import save, saved_as
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.pages.conftest import OpenPage, press
from tests.pages.test_pages import html

FERRY = "The ferry sails at nine, the harbour master said on Monday."


@pytest.fixture
def kept(open_empty: OpenPage, tmp_path: Path) -> OpenPage:
    """A library with one saved search, for which one article has come since."""
    with Local.open(replace(Settings.from_environment(), library=tmp_path / "library"), create=True) as engine:
        engine.add([article("one", FERRY)])
        save(engine, "<b>ferries</b>", Query("ferry"))
        engine.add([article("two", f"Today. {FERRY} Nobody else did.")])
    return open_empty


@pytest.mark.parametrize("name", ["search", "timeline", "people", "verify", "article"])
def test_every_page_says_how_much_is_new(kept: OpenPage, name: str) -> None:
    shown = html(kept(name))
    assert "1 paragraph new" in shown and "for &lt;b&gt;ferries&lt;/b&gt;" in shown
    assert "after=1" in shown


def test_what_was_seen_is_new_no_longer(kept: OpenPage) -> None:
    page = kept("search")
    press(page, "Seen")
    assert not page.exception
    assert "paragraph new" not in html(page)


def test_a_feed_s_address_is_shown_once(kept: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Feed address" not in [button.label for button in kept("search").button]
    monkeypatch.setenv("NEWSDESK_PUBLIC_URL", "https://desk.example/newsdesk")
    page = kept("search")
    press(page, "Feed address")
    (address,) = [code.value for code in page.code]
    assert address.startswith("https://desk.example/newsdesk/api/v1/feed?token=newsdesk_")
    assert not page.run().code


def test_mail_is_kept_for_an_address_alone(kept: OpenPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEWSDESK_PUBLIC_URL", "https://desk.example")
    monkeypatch.setenv("NEWSDESK_SMTP_URL", "smtp://127.0.0.1:9")
    page = kept("search")
    for address, said in (("nobody", "is no mail address"), ("ada@paper.example", "ada@paper.example is written to")):
        next(box for box in page.text_input if box.label == "Mail to").set_value(address).run()
        press(page, "Keep")
        assert said in html(page) + "".join(text.value for text in page.text)
    with Local.open(replace(Settings.from_environment(), library=tmp_path / "library")) as engine:
        assert saved_as(engine, "<b>ferries</b>").mail == "ada@paper.example"


def test_only_what_is_new_says_so_and_leads_to_all_of_it_and_into_a_project(kept: OpenPage) -> None:
    shown = html(kept("search", q="ferry", after="1"))
    assert "Only: what came after you last looked" in shown
    assert '<a href="search?q=ferry">all of it</a>' in shown
    assert 'href="projects?put=true&amp;q=ferry&amp;after=1"' in shown
    into = html(kept("projects", put="true", q="ferry", after="1"))
    assert "1 passage for “ferry”, only what came after you last looked" in into


def test_other_words_are_asked_of_everything(kept: OpenPage) -> None:
    page = kept("search", q="nothing of it", after="1")
    page.text_input(key="q").set_value("ferry").run()
    assert "after" not in page.query_params
    assert "what came after" not in html(page)
    page = kept("search", like=re.findall(r"article=([0-9a-f]{16})", html(page))[0])
    assert "More like:" in html(page)
    page.text_input(key="q").set_value("ferry").run()
    assert "More like:" not in html(page)
    assert "nd-count" in html(page)


def test_a_question_that_cannot_be_understood_is_not_saved_and_says_why(kept: OpenPage) -> None:
    page = kept("search", q='"ferry')
    next(box for box in page.text_input if box.label == "Name for this search").set_value("open")
    press(page, "Save this search")
    assert not page.exception
    assert html(page).count("not closed") == 2  # in the panel too
    assert next(box for box in page.text_input if box.label == "Name for this search").value == "open"


def test_one_saved_search_that_fails_leaves_every_page_and_can_be_forgotten(kept: OpenPage, tmp_path: Path) -> None:
    with Local.open(replace(Settings.from_environment(), library=tmp_path / "library")) as engine:
        engine.ledger.append("search", {"name": "broken", "query": {"text": '"ferry'}})  # by another version
    assert "1 paragraph new" in html(kept("timeline"))
    page = kept("search")
    assert "broken</a>: " in html(page) and "not closed" in html(page)
    [button for button in page.button if button.label == "Forget"][-1].click().run()
    assert not page.exception
    assert "broken" not in html(page)


def test_a_search_that_is_forgotten_elsewhere_gives_no_feed(kept: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_PUBLIC_URL", "https://desk.example")
    page = kept("search")
    other = kept("search")
    press(other, "Forget")
    press(page, "Feed address")
    assert not page.exception
    assert "No search is saved as" in html(page)
