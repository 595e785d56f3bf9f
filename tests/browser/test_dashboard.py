"""Every page, as somebody uses it."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.dashboard import settle, watch
from index.engine import Query
from index.local import Local
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

CARD = ".nd-card h3 a"
PLACES = {
    "search": ("/?q=trawler+crew", CARD),
    "timeline": ("/timeline?q=talks&since=2025-03-20&until=2025-04-09", CARD),
    "compare": ("/compare?speakers=Ilse+Maravec&speakers=Joren+Halvik", ".nd-compare blockquote"),
    "people": ("/people?q=close+the+strait", ".nd-said"),
    "brief": ("/brief?q=close+the+strait", ".nd-brief li"),
    "verify": ("/verify?words=Valdora+will+not+close+the+strait+to+anybody", ".nd-verdict"),
    "article": ("/article", ".nd-list a"),
    "library": ("/library", ".nd-counts"),
}


def opens_alike(page: Page, chromium: Browser, shown: str) -> None:
    """Another person, who opens the page's link, comes to read the very same."""
    with chromium.new_context() as context:
        other = context.new_page()
        problems = watch(other)
        other.goto(page.url)
        settle(other, shown)
        expect(other.get_by_test_id("stMain")).to_have_text(seen(page), use_inner_text=True)
        assert problems == []


def seen(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def test_all_five_pages_can_be_clicked_through(page: Page, address: str) -> None:
    page.goto(address)
    settle(page, CARD)
    page.get_by_label("Search for", exact=True).fill("Kelm Strait")
    page.keyboard.press("Enter")
    settle(page, ".nd-card mark")
    page.locator(CARD).first.click()
    settle(page, ".nd-article #passage")
    expect(page.locator("#passage")).to_be_in_viewport()
    page.go_back()
    settle(page, ".nd-card mark")
    for name, shown in (
        ("Timeline", "[data-testid=stVegaLiteChart]"),
        ("Compare", ".nd-compare"),
        ("Library", ".nd-counts"),
    ):
        page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
        settle(page, shown)
    page.get_by_test_id("stTopNavLink").filter(has_text="Search").click()
    settle(page, CARD)


def test_the_question_goes_with_the_reader_from_page_to_page(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Kelm+Strait&since=2025-03-05")
    settle(page, ".nd-card mark")
    page.get_by_test_id("stTopNavLink").filter(has_text="Timeline").click()
    settle(page, "[data-testid=stVegaLiteChart]")
    expect(page.get_by_label("Search for", exact=True)).to_have_value("Kelm Strait")
    expect(page).to_have_url(re.compile("since=2025-03-05"))


@pytest.mark.parametrize("name", PLACES)
def test_a_copied_link_opens_to_the_same_state(page: Page, chromium: Browser, address: str, name: str) -> None:
    place, shown = PLACES[name]
    page.goto(address + place)
    settle(page, shown)
    opens_alike(page, chromium, shown)


def test_a_clicked_bar_is_in_the_link(page: Page, chromium: Browser, address: str) -> None:
    page.goto(f"{address}/timeline?q=talks&grain=a+month")
    settle(page, CARD)
    page.locator("[data-testid=stVegaLiteChart] [aria-roledescription=bar]").first.click()
    page.wait_for_url(re.compile("since=2025-03-01"))
    settle(page, "h2:has-text('until 2025-03-31')")
    opens_alike(page, chromium, "h2:has-text('until 2025-03-31')")


def test_brushed_days_are_in_the_link(page: Page, address: str) -> None:
    page.goto(f"{address}/timeline?q=talks")
    settle(page, CARD)
    chart = page.locator("[data-testid=stVegaLiteChart] svg").first.bounding_box()
    assert chart
    height = chart["y"] + chart["height"] * 0.6
    page.mouse.move(chart["x"] + 200, height)
    page.mouse.down()
    page.mouse.move(chart["x"] + 500, height, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=2025-\d\d-\d\d&until=2025-\d\d-\d\d"))
    settle(page, "h2:has-text('until')")


def test_a_page_further_on_is_in_the_link(page: Page, chromium: Browser, address: str) -> None:
    page.goto(f"{address}/?q=strait")
    settle(page, CARD)
    first = page.locator(CARD).first.get_attribute("href")
    page.get_by_test_id("stPagination").get_by_role("button", name="2", exact=False).first.click()
    page.wait_for_url(re.compile("page=2"))
    settle(page, f".nd-card:first-of-type h3 a:not([href='{first}'])")
    opens_alike(page, chromium, CARD)


def test_a_hit_is_picked_and_dropped_by_its_button(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=trawler+crew")
    settle(page, CARD)
    button = page.locator("button[data-pick]").first
    brief = page.get_by_role("link", name="Brief of 1 picked passage")
    button.click()
    expect(brief).to_be_visible()
    expect(page).to_have_url(re.compile("pick="))
    button.press("Enter")
    expect(brief).to_have_count(0)
    button.click()
    expect(brief).to_be_visible()
    page.locator("button[data-pick]").nth(1).click()
    expect(page.get_by_role("link", name="Brief of 2 picked passages")).to_be_visible()
    page.get_by_role("button", name="Drop all picks").click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(page).not_to_have_url(re.compile("pick="))
    page.locator("button[data-pick]").nth(2).click()
    expect(brief).to_be_visible()


def test_of_quick_presses_none_is_lost(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=trawler+crew")
    settle(page, CARD)
    page.wait_for_selector("html.nd-hears-pick", state="attached")
    page.evaluate("[...document.querySelectorAll('button[data-pick]')].slice(0, 4).forEach((one) => one.click())")
    expect(page.get_by_role("link", name="Brief of 4 picked passages")).to_be_visible()
    for place in (0, 1, 2):
        page.locator("button[data-pick]").nth(place).click()
    expect(page.get_by_role("link", name="Brief of 1 picked passage")).to_be_visible()


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("name", PLACES)
def test_nothing_runs_out_of_a_phone(page: Page, address: str, name: str) -> None:
    place, shown = PLACES[name]
    page.goto(address + place)
    settle(page, shown)
    over = "document.querySelector('[data-testid=stMain]').scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) <= 0


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_four_months_of_people_stand_on_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}/people?q=close+the+strait")
    settle(page, ".nd-said")
    assert page.locator(".nd-said thead th").count() == 5
    assert page.locator(".nd-scroll").evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0


def test_a_name_in_a_table_is_not_cut_within_a_word(page: Page, address: str, engine: Local) -> None:
    article = engine.quotes(Query("strait", speakers=("Ilse Maravec",))).quotes[0].article
    page.goto(f"{address}/article?article={article}")
    settle(page, ".nd-quotes")
    lines = """(cell) => {
      const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
      const word = document.createRange();
      word.setStart(text, text.data.indexOf("Maravec"));
      word.setEnd(text, text.data.indexOf("Maravec") + "Maravec".length);
      return word.getClientRects().length;
    }"""
    assert page.locator(".nd-quotes td[data-label=Person]", has_text="Maravec").first.evaluate(lines) == 1


def test_another_page_begins_at_its_first_hits(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=strait&page=3")
    settle(page, CARD)
    page.get_by_test_id("stTopNavLink").filter(has_text="Timeline").click()
    settle(page, "[data-testid=stVegaLiteChart]")
    settle(page, CARD)
    expect(page).not_to_have_url(re.compile("page="))
    first = page.locator(CARD).first.get_attribute("href")
    page.goto(f"{address}/timeline?q=strait")
    settle(page, CARD)
    assert page.locator(CARD).first.get_attribute("href") == first
