"""Keeping and reviewing in a real browser: with the keyboard alone, and with one click."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from benchmarks import dashboard
from benchmarks.dashboard import settle
from desk.gathering import put
from desk.kept import kept, star, tag
from desk.picks import pick_of
from desk.projects import projects, start
from desk.review import queue
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import GRAVE, READ, _told
from tests.conftest import copied

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own(library: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A copy of the samples with a project in it."""
    settings = copied(library, tmp_path_factory.mktemp("projects") / "library")
    with Local.open(settings) as engine:
        put(
            engine, start(engine, "Trawler crew", description="Who freed them, when?").number, Query("trawler AND crew")
        )
        hit = engine.search(Query("trawler crew")).hits[0]
        star(engine, pick_of(hit))
        tag(engine, pick_of(hit), "crew")
    return settings


@pytest.fixture(scope="module")
def desk(own: Settings) -> Iterator[Local]:
    with Local.open(own) as engine:
        yield engine


@pytest.fixture(scope="module")
def address(own: Settings) -> Iterator[str]:
    """A desk over that copy, once the model is loaded: until then pages are drawn again, and not under a key."""
    with dashboard.served(own.library) as address:
        with dashboard.browser() as chromium:
            page = chromium.new_page()
            page.goto(f"{address}/?q=strait")
            settle(page, "text=Meaning covers")
        yield address


def test_a_queue_is_gone_through_with_the_keyboard_alone(page: Page, address: str, desk: Local) -> None:
    (project,) = projects(desk)
    first, second, third, *rest = (one.number for one in queue(desk, project.number))
    page.goto(f"{address}/projects?project={project.number}")
    settle(page, f"section[data-passage='{first}']")
    for key, number in (("j", second), ("k", first), ("y", second), ("n", third), ("u", second)):
        page.keyboard.press(key)
        settle(page, f"section[data-passage='{number}']")
        expect(page).to_have_url(re.compile(f"passage={number}"))
    assert [one.decision for one in queue(desk, project.number)] == ["relevant", None, None, *(None for _ in rest)]
    page.goto(f"{address}/projects?project={project.number}")  # resumes where one left
    settle(page, f"section[data-passage='{second}']")
    page.locator("section button[data-keep]").click()
    note = page.get_by_role("dialog").get_by_label("Note")
    note.press_sequentially("yes, and just now")  # words, not keys
    expect(note).to_have_value("yes, and just now")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    assert [one.decision for one in queue(desk, project.number)] == ["relevant", None, None, *(None for _ in rest)]


def test_a_star_is_one_click_and_the_rest_one_form(page: Page, address: str, desk: Local) -> None:
    page.goto(f"{address}/?q=Kelm+Strait")
    settle(page, ".nd-card")
    button = page.locator("button[data-star]").first
    pick = button.get_attribute("data-star")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator("button[data-keep]").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Note").fill("call the harbour master")
    dialog.get_by_role("button", name="Keep", exact=True).click()
    expect(dialog).not_to_be_visible()
    settle(page, f'button[data-star="{pick}"][aria-pressed="true"]')
    (one,) = kept(desk, "note")
    assert one.entry.content["text"] == "call the harbour master"
    assert len(kept(desk, "star")) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["", "?project=1", "?list=Tags", "?put=true&q=strait"])
def test_axe_finds_nothing_serious(chromium: Browser, address: str, state: str, scheme: str) -> None:
    with chromium.new_context(color_scheme=scheme, viewport=PHONE) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{address}/projects{state}")
        settle(page, ".nd-card, [data-testid=stFormSubmitButton]")
        violations = Axe().run(page, context=READ).response["violations"]
        over = "document.querySelector('[data-testid=stMain]').scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(over) <= 0
    assert [_told(one) for one in violations if one["impact"] in GRAVE] == []
