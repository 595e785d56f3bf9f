"""The dashboard over the samples, in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks import dashboard
from index.settings import Settings
from tests.conftest import copied

expect.set_options(timeout=dashboard.PATIENCE * 1000)  # a first run on a busy machine
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def needs_chromium() -> None:
    if not dashboard.CHROMIUM:
        pytest.skip("chromium is not installed: Debian's package chromium lets these tests run")


@pytest.fixture(scope="session")
def address(needs_chromium: None, library: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over the samples; where a module needs another one, it has an `address` of its own."""
    own = copied(library, tmp_path_factory.mktemp("browser") / "library")  # what a test keeps, no other one finds
    with dashboard.served(own.library) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(needs_chromium: None, address: str) -> Iterator[Browser]:
    """Open no longer than a module: while it is, Playwright keeps an event loop running that others trip over."""
    with dashboard.browser() as opened:
        yield opened


@pytest.fixture(params=[DESKTOP], ids=["desktop"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new visitor's page; any error in it and any request to another host fails the test."""
    with chromium.new_context(viewport=request.param) as context:
        opened = context.new_page()
        problems = dashboard.watch(opened)
        yield opened
        assert problems == []
