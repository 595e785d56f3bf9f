"""The main job without a mouse: ask, open an article, come back, star and copy a citation, verify a quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.dashboard import settle
from tests.browser.conftest import DESKTOP
from tests.browser.test_dashboard import CARD

pytestmark = pytest.mark.browser

PAGES = ("Search", "Timeline", "Compare", "Brief", "People", "Verify", "Article", "Library")  # in the order of the menu
MOST = 60  # presses of Tab until something has to have come
# Whether something stands out where the focus is, on the element or around it, which does not without it.
SEEN = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const here = document.activeElement, around = [here];
  while (around.length < 5 && around.at(-1).parentElement) around.push(around.at(-1).parentElement);
  const looks = () => around.map((one) => {
    const s = getComputedStyle(one);
    return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecorationLine].join();
  }).join();
  const on = looks();
  here.blur();
  await drawn();
  const off = looks();
  here.focus({ focusVisible: true });
  await drawn();
  return on !== off;
}"""
# Colours that fade in look as before for a moment.
STILL = """document.addEventListener("DOMContentLoaded", () => {
  const still = document.createElement("style");
  still.textContent = "* { transition: none !important; animation: none !important; }";
  document.head.append(still);
});"""
HERE = "() => document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || ''"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new visitor's page; a citation may be copied."""
    with chromium.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        context.add_init_script(STILL)
        yield context.new_page()


def tab_to(page: Page, selector: str) -> list[str]:
    """Press Tab until the focus is there -> what it came by. Everything that it rests on can be seen."""
    passed: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            continue  # round the end of the page
        assert page.evaluate(SEEN), f"the focus cannot be seen on {page.evaluate(HERE)!r}"
        passed.append(str(page.evaluate(HERE)).partition("\n")[0])
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return passed
    raise AssertionError(f"no Tab leads to {selector}: {passed}")


def test_a_reader_asks_opens_an_article_and_comes_back(page: Page, address: str) -> None:
    page.goto(address)
    settle(page, CARD)
    passed = tab_to(page, "input[aria-label='Search for']")
    assert list(dict.fromkeys(name for name in passed if name in PAGES)) == list(PAGES)
    page.keyboard.type("Kelm Strait")
    page.keyboard.press("Enter")
    settle(page, ".nd-card mark")
    tab_to(page, CARD)
    found = page.url
    page.keyboard.press("Enter")
    settle(page, ".nd-article #passage")
    expect(page.locator("#passage")).to_be_in_viewport()
    page.go_back()  # Alt and the left arrow are the browser's own, and a browser without a window has none
    page.wait_for_url(found)
    settle(page, ".nd-card mark")


def test_a_filter_opens_with_enter_and_closes_with_escape(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=strait")
    settle(page, ".nd-card mark")
    tab_to(page, "[data-testid=stPopoverButton]")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()
    assert page.evaluate(
        "() => document.activeElement.matches('[data-testid=stPopoverButton], [data-testid=stPopoverButton] *')"
    )


def test_a_hit_is_starred_and_cited_with_enter(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Kelm+Strait")
    settle(page, ".nd-card mark")
    tab_to(page, CARD)
    tab_to(page, "button[data-cite]")
    cite = page.locator("button[data-cite]").first
    page.keyboard.press("Enter")
    expect(cite).to_have_text("copied")
    page.keyboard.press("Enter")  # and once more before it says again what it does
    copied = page.evaluate("() => navigator.clipboard.readText()")
    card = page.locator(".nd-card").first
    for told in (".nd-words", ".nd-outlet", "time", "h3"):
        assert card.locator(told).first.inner_text() in copied
    assert re.search(r" \[article [0-9a-f]{16}, characters \d+-\d+, SHA-256 [0-9a-f]{64}\]$", copied)
    expect(cite).to_have_text("cite")
    tab_to(page, "button[data-star]")
    page.keyboard.press("Enter")
    expect(page.locator("button[data-star]").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator("button[data-star]").first).to_have_attribute("aria-pressed", "false")


def test_a_quote_is_verified(page: Page, address: str) -> None:
    page.goto(f"{address}/verify")
    settle(page, ".nd-say")
    tab_to(page, "textarea[aria-label='Words of the quote']")
    page.keyboard.type("Valdora will not close the Kelm Strait to anyone")
    page.keyboard.press("Control+Enter")
    settle(page, ".nd-verdict")
    tab_to(page, ".nd-verdict a")
    page.keyboard.press("Enter")
    settle(page, ".nd-article #passage")
