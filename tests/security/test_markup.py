"""An archive's words stay words: no script runs, and nothing in a field becomes an element of a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
import streamlit as st
from playwright.sync_api import Browser, Page
from streamlit.testing.v1 import AppTest

from benchmarks.dashboard import settle
from index.settings import Settings
from tests.browser.test_dashboard import PLACES

APP = Path(__file__).parents[2] / "app.py"
PAGES = re.findall(r'VIEWS / "(\w+)\.py"', APP.read_text(encoding="utf-8"))
BECAME = """() => ({
  ran: window.pwned ?? null,
  elements: [...document.querySelectorAll(
    "[data-pwned], [src*=pwned], [href^='javascript' i], .katex, [onerror], [onload]"
  )].map((one) => one.outerHTML),
  marked: [...document.querySelectorAll(
    "strong, em, [data-testid=stMarkdownColoredText], [data-testid=stIconMaterial]"
  )].map((one) => one.textContent).filter((told) => /pwned|skull/.test(told)),
})"""
Links = dict[str, dict[str, str | list[str]]]
SHOWN = {name: shown for name, (_, shown) in PLACES.items()} | {"article": ".nd-article", "projects": ".nd-title"}


class Parsed(HTMLParser):
    """The elements of a piece of HTML that a page would draw."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(told)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_every_page_has_a_link(links: Links) -> None:
    assert set(links) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_no_field_becomes_an_element_or_is_read_as_markdown(
    hostile: Settings, links: Links, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(hostile, links, name, monkeypatch)
    assert not page.exception
    drawn = Parsed("".join(block.value for block in page.html if not block.value.startswith(("<style>", "<script>"))))
    assert drawn.tags
    assert not {"script", "img", "svg", "iframe", "form"} & set(drawn.tags)
    assert [name for name, _ in drawn.attributes if name.startswith("on") or name == "data-pwned"] == []
    assert [to for name, to in drawn.attributes if name == "href" and (to or "").lower().startswith("javascript")] == []
    assert not re.search("pwned|skull", interpreted(page))


def opened(settings: Settings, links: Links, name: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(settings.library))
    st.cache_data.clear()
    st.cache_resource.clear()
    page = AppTest.from_file(str(APP), default_timeout=60)
    if name != "search":
        page.switch_page(f"views/{name}.py")
    for key, value in links[name].items():
        page.query_params[key] = value
    return page.run()


def interpreted(page: AppTest) -> str:
    """Everything that Streamlit reads as Markdown: text elements, and the labels of widgets."""
    texts = [*page.markdown, *page.title, *page.header, *page.subheader, *page.caption, *page.warning, *page.error]
    widgets = [*page.button, *page.toggle, *page.checkbox, *page.selectbox, *page.multiselect, *page.text_input]
    return "\n".join([*(str(one.value) for one in texts), *(str(one.label) for one in widgets)])


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_in_a_browser_no_script_runs_and_no_word_becomes_markup(
    chromium: Browser, address: str, links: Links, name: str
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/{'' if name == 'search' else name}?{urlencode(links[name], doseq=True)}")
        settle(page, SHOWN[name])
        unfold(page)
        assert page.evaluate(BECAME) == {"ran": None, "elements": [], "marked": []}
        assert [
            url
            for url in asked
            if not url.startswith((address, address.replace("http", "ws"), "data:", f"blob:{address}"))
        ] == []
        assert not [url for url in asked if url.endswith("/pwned")]
        assert name in ("verify", "library") or ":material/skull:" in page.get_by_test_id("stMain").inner_text()


def unfold(page: Page) -> None:
    """Open what is folded, and offer the choices of each list, so that all there is has been drawn."""
    for folded in page.locator("[data-testid=stMain] summary").all():
        if not folded.evaluate("(one) => one.parentElement.open"):
            folded.click()
    for popover in page.get_by_test_id("stPopoverButton").all():
        popover.click()
        for box in page.locator("[data-testid=stPopoverBody] [data-testid=stMultiSelect] input").all():
            box.click()
            page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    for box in page.locator("[data-testid=stMain] [data-testid=stSelectbox] input").all():
        box.click()
        page.keyboard.press("Escape")
    settle(page, "[data-testid=stMain]")
