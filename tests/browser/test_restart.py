"""The server dies and another takes its place; the writer dies: whoever reads keeps what they had."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benchmarks import restart
from benchmarks.dashboard import browser, free_port, running, settle
from index.jobs import Jobs
from index.local import Local
from index.settings import Settings
from tests.conftest import copied

pytestmark = pytest.mark.browser

TEXTS = ("trawler crew", "close the strait", "talks in Verano", "ferry", "harbour master")


@pytest.fixture
def folder(library: Settings, tmp_path: Path) -> Path:
    """A library of the samples that may be written to."""
    return copied(library, tmp_path / "library").library


def test_killed_writer_and_server_lose_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restart, "FILES", 2)
    monkeypatch.setattr(restart, "ARTICLES", 4)
    with Local.open(replace(Settings.from_environment(), library=folder)) as library:
        before = library.status().articles
        told = asyncio.run(restart.both_killed(library, TEXTS))
        assert told.errors == ()
        assert told.pages >= len(TEXTS)
        assert told.same == len(TEXTS)
        assert [job.state for job in Jobs(library.ledger).jobs()] == ["done"] * 4
        assert library.status().articles - before == 16


def test_a_page_in_the_browser_goes_on_with_the_next_server(needs_chromium: None, folder: Path) -> None:
    port = free_port()
    with browser() as chromium, chromium.new_context() as context:
        page = context.new_page()
        with running(folder, "server.py", port=port) as server:
            page.goto(f"{server.address}/?q=close+the+strait&since=2025-03-05")
            settle(page, ".nd-card mark")
            first = page.locator(".nd-card h3 a").first.get_attribute("href")
            server.process.kill()
            box = page.get_by_label("Search for", exact=True)
            expect(box).to_be_disabled()  # what nobody would read cannot be typed
        with running(folder, "server.py", port=port):
            expect(box).to_be_enabled()
            expect(page.get_by_role("dialog")).to_have_count(0)
            assert page.locator(".nd-card h3 a").first.get_attribute("href") == first
            box.fill("ferry")
            page.keyboard.press("Enter")
            settle(page, ".nd-card mark:has-text('ferry')")
            assert "since=2025-03-05" in page.url and "q=ferry" in page.url
