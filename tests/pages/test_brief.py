"""Brief: every kind, its length and order, what is picked, and what it is taken along as."""

import json
import re
from html import unescape

import pytest

from desk.picks import pick_of
from index.engine import Query
from index.local import Local
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import html
from tests.stub_model import Stub


def sentences(shown: str) -> list[str]:
    (listed,) = re.findall(r'<ol class="nd-brief">(.*?)</ol>', shown, flags=re.DOTALL)
    return re.findall(r'<p class="nd-words"[^>]*>(.*?)</p>', listed, flags=re.DOTALL)


@pytest.mark.parametrize(
    "state",
    [
        {"q": "trawler crew"},
        {"about": "Speaker", "who": "Ilse Maravec"},
        {"about": "Day", "day": "2025-03-04"},
        {"about": "Day", "day": "2025-03-04", "q": "trawler"},
    ],
)
def test_a_link_is_a_brief(open_page: OpenPage, state: dict[str, str]) -> None:
    page = open_page("brief", **state)
    assert not page.exception
    assert len(sentences(html(page))) > 1


def test_an_article_is_briefed_by_its_id(open_page: OpenPage, engine: Local) -> None:
    article = engine.search(Query("trawler")).hits[0].article
    shown = html(open_page("brief", about="Article", article=article))
    assert sentences(shown)
    assert set(re.findall(r"article\?article=([0-9a-f]{16})", shown)) == {article}


def test_picked_passages_are_shown_briefed_and_taken_out(open_page: OpenPage, engine: Local) -> None:
    picks = [str(pick_of(hit)) for hit in engine.search(Query("trawler crew", limit=3)).hits]
    page = open_page("brief", about="Picked", pick=picks)
    assert len([button for button in page.button if button.label == "Take out"]) == 3
    assert sentences(html(page))
    page.button(key=f"out-{picks[0]}").click().run()
    assert len([button for button in page.button if button.label == "Take out"]) == 2


def test_what_is_picked_is_shown_on_the_search_page(open_page: OpenPage, engine: Local) -> None:
    page = open_page("search", q="trawler crew")
    assert not page.get("page_link")
    assert "✓ picked" not in html(page)
    pick = str(pick_of(engine.search(Query("trawler crew")).hits[0]))
    page = open_page("search", q="trawler crew", pick=pick)
    assert page.get("page_link")[0].proto.label == "Brief of 1 picked passage"
    assert f'data-pick="{pick}" aria-pressed="true">✓ picked' in html(page)
    page.button[-1].click().run()
    assert not page.get("page_link")
    assert "✓ picked" not in html(page)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("compare", {"q": "close the strait", "speakers": ["Ilse Maravec", "Joren Halvik"]}),
        ("people", {"person": "Ilse Maravec"}),
        ("people", {"person": "Ilse Maravec", "part": "How the words changed"}),
    ],
)
def test_a_quote_is_picked_where_it_is_shown(open_page: OpenPage, name: str, state: dict[str, str | list[str]]) -> None:
    pick = re.search(r'data-pick="([^"]+)"', html(open_page(name, **state)))
    assert pick
    page = open_page(name, **state, pick=pick[1])
    assert page.get("page_link")[0].proto.label == "Brief of 1 picked passage"
    assert f'data-pick="{pick[1]}" aria-pressed="true">✓ picked' in html(page)


def test_a_pick_that_is_gone_can_be_taken_out_and_the_others_are_briefed(open_page: OpenPage, engine: Local) -> None:
    there, gone = str(pick_of(engine.search(Query("trawler crew")).hits[0])), "0123456789abcdef"
    page = open_page("brief", about="Picked", pick=[gone, there])
    assert sentences(html(page)) and gone in html(page)
    page.button(key=f"out-{gone}").click().run()
    assert page.query_params["pick"] == [there] or page.session_state["pick"] == [there]


def test_it_is_as_long_as_asked_and_in_the_order_asked_for(open_page: OpenPage) -> None:
    short = sentences(html(open_page("brief", q="strait", unit="sentences", sentences="2")))
    assert len(short) == 2
    by_weight = sentences(html(open_page("brief", q="strait", unit="sentences", sentences="6", first="weightier")))
    by_time = sentences(html(open_page("brief", q="strait", unit="sentences", sentences="6")))
    assert by_weight != by_time and sorted(by_weight) == sorted(by_time)


def test_thin_support_is_said_and_nothing_is_offered_to_take_along(open_page: OpenPage) -> None:
    page = open_page("brief", q="bananas")
    assert "Too little for a brief" in html(page)
    assert not page.get("download_button")


@pytest.mark.parametrize("about", ["Question", "Speaker", "Day", "Article", "Picked"])
def test_it_says_what_to_name(open_page: OpenPage, about: str) -> None:
    page = open_page("brief", about=about)
    assert not page.exception
    assert 'role="status"' in html(page)


@pytest.mark.parametrize("state", [{"about": "Picked", "pick": "<b>x</b>"}, {"about": "Article", "article": "no"}])
def test_a_link_that_leads_nowhere_gets_a_sentence(open_page: OpenPage, state: dict[str, str]) -> None:
    page = open_page("brief", **state)
    assert not page.exception
    assert "is no pick" in html(page)
    assert "<b>x</b>" not in html(page)


def test_every_form_is_offered(open_page: OpenPage) -> None:
    assert len(open_page("brief", q="ferry").get("download_button")) == 4


def test_markup_in_an_article_stays_words(open_hostile: OpenPage) -> None:
    shown = html(open_hostile("brief", q="picture harbour"))
    assert "<img" not in shown and "<script>alert" not in shown


def test_a_model_that_is_set_up_phrases_what_is_asked_and_what_it_adds_is_struck_out(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Stub() as stub:
        monkeypatch.setenv("NEWSDESK_LLM_URL", stub.endpoint().url)
        page = open_page("brief", q="strait")
        assert stub.asked == []  # off until the reader turns it on
        (first, *_) = sentences(html(page))
        stub.content = json.dumps(
            {"brief": [{"text": unescape(first), "from": [1]}, {"text": "<b>Halvik resigned.</b>", "from": [1]}]}
        )
        page.toggle(key="phrased").set_value(True).run()
        shown = html(page)
        assert f"{first} <sup>1</sup>" in shown
        assert "<s>&lt;b&gt;Halvik resigned.&lt;/b&gt;</s>" in shown
        assert sentences(shown)[0] == first


def test_a_model_that_fails_leaves_the_brief_and_a_sentence(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Stub() as stub:
        stub.status = 500
        monkeypatch.setenv("NEWSDESK_LLM_URL", stub.endpoint().url)
        page = open_page("brief", q="strait", phrased="true")
        assert "refused, with status 500" in html(page)
        assert sentences(html(page))


def test_a_day_of_long_ago_can_be_briefed(open_page: OpenPage) -> None:
    page = open_page("brief", about="Day", day="1912-04-15")
    assert str(page.date_input(key="day").value) == "1912-04-15"
