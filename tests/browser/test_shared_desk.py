"""The shared desk as a newsroom has it: OpenID, TLS and a sub-path by way of real nginx, and a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.dashboard import free_port, served, settle
from benchmarks.nginx import NGINX, proxied
from index.local import Local
from index.settings import Settings
from ingest.article import Article
from tests.browser.openid import CLIENT, provider
from tests.contract.build import article

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ACCESS = """
sign_in = "openid"
[collections.city]
title = "City desk"
library = "city"
readers = ["newsroom"]
editors = ["city-desk"]
[collections.sources]
title = "Sources"
library = "sources"
readers = ["investigations"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample_articles: tuple[Article, ...]) -> Path:
    """Two collections and the file that says who may read which."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "access.toml").write_text(ACCESS, encoding="utf-8")
    secret = [article("a", "The informant named the harbour master.", title="An informant speaks")]
    for name, articles in (("city", sample_articles), ("sources", secret)):
        with Local.open(replace(Settings.from_environment(), library=folder / name), create=True) as library:
            library.add(articles)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Its address behind nginx, with deploy/nginx.conf as it is but for names, ports and certificates."""
    if not NGINX:
        pytest.skip("nginx is not installed: Debian's package lets these tests run")
    port = free_port()
    address = f"https://127.0.0.1:{port}/newsdesk"
    with provider() as openid:
        secrets = folder / "secrets.toml"
        secrets.write_text(
            f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{"c" * 64}"\n'
            f'server_metadata_url = "{openid}/.well-known/openid-configuration"\n'
            + "".join(f'{key} = "{value}"\n' for key, value in CLIENT.items()),
            encoding="utf-8",
        )
        options = [f"--secrets.files={secrets}", "--server.baseUrlPath=newsdesk", "--server.address=127.0.0.1"]
        variables = {"NEWSDESK_ACCESS": str(folder / "access.toml")}
        with (
            served(folder, "server.py", options=options, variables=variables) as behind,
            proxied(folder, [behind], port),
        ):
            yield address


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(ignore_https_errors=True) as context:
        yield context.new_page()


def sign_in(page: Page, address: str, name: str, shown: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=name, exact=True).click()
    settle(page, shown)


def test_a_reader_signs_in_searches_opens_an_article_and_signs_out(visitor: Page, address: str) -> None:
    sign_in(visitor, address, "ada", ".nd-card h3 a")
    visitor.get_by_label("Search for", exact=True).fill("Kelm Strait")
    visitor.keyboard.press("Enter")
    settle(visitor, ".nd-card mark")
    visitor.locator(".nd-card h3 a").first.click()
    settle(visitor, ".nd-article #passage")
    assert visitor.url.startswith(f"{address}/article?")
    visitor.get_by_role("button", name="Signed in").click()
    expect(visitor.get_by_text("ada", exact=True)).to_be_visible()
    with visitor.expect_response(lambda answer: "/auth/logout" in answer.url):  # which takes the cookie away
        visitor.get_by_role("button", name="Sign out").click()
    expect(visitor.get_by_role("button", name="Sign in")).to_be_visible()
    visitor.goto(f"{address}/library")
    expect(visitor.get_by_role("button", name="Sign in")).to_be_visible()
    assert not visitor.locator(".nd-counts").count()


def test_a_reader_has_no_way_to_add_and_an_editor_has(visitor: Page, chromium: Browser, address: str) -> None:
    sign_in(visitor, f"{address}/library", "ada", ".nd-card h3 a, .nd-counts")
    visitor.goto(f"{address}/library")
    settle(visitor, ".nd-counts")
    assert not visitor.get_by_test_id("stFileUploader").count()
    with chromium.new_context(ignore_https_errors=True) as context:
        editor = context.new_page()
        sign_in(editor, address, "ben", ".nd-card h3 a")
        editor.goto(f"{address}/library")
        settle(editor, ".nd-counts")
        assert editor.get_by_test_id("stFileUploader").count() == 1


def test_another_collection_s_words_never_appear(visitor: Page, address: str) -> None:
    sign_in(visitor, address, "ada", ".nd-card h3 a")
    for place in ("?q=informant", "timeline?q=informant", "?collection=sources", "library?collection=sources"):
        visitor.goto(f"{address}/{place}")
        settle(visitor, ".nd-say, .nd-card, .nd-counts")
        assert "named the harbour" not in visitor.content()
        assert "An informant speaks" not in visitor.content()
    assert visitor.get_by_text("no collection 'sources' that you may read").count()


def test_the_one_who_may_read_it_does(visitor: Page, address: str) -> None:
    sign_in(visitor, address, "eve", ".nd-card h3 a")
    expect(visitor.get_by_text("An informant speaks")).to_be_visible()


def test_the_collection_stays_the_same_on_every_way(visitor: Page, address: str) -> None:
    """By the menu, by a button of the page, from a dialog: one wrong step would show another archive's words."""
    sign_in(visitor, address, "kim", ".nd-card h3 a")
    visitor.goto(f"{address}/?collection=sources&q=informant")
    settle(visitor, ".nd-card mark")
    visitor.locator("button[data-pick]").first.click()
    brief = visitor.get_by_role("link", name="Brief of 1 picked passage")
    expect(brief).to_be_visible()
    visitor.locator("button[data-keep]").first.click()
    dialog = visitor.get_by_role("dialog")
    expect(dialog.locator("a", has_text="page of its own")).to_have_attribute("href", re.compile("collection=sources"))
    visitor.keyboard.press("Escape")
    brief.click()
    settle(visitor, ".nd-brief li, .nd-say, .nd-card .nd-how")
    expect(visitor.get_by_text("The informant named the harbour master").first).to_be_visible()
    expect(visitor).to_have_url(re.compile("collection=sources"))
    visitor.get_by_test_id("stTopNavLink").filter(has_text="People").click()
    settle(visitor, ".nd-said, .nd-say")
    expect(visitor).to_have_url(re.compile("collection=sources"))
    visitor.get_by_test_id("stTopNavLink").filter(has_text="Article").click()
    settle(visitor, ".nd-list a")
    expect(visitor.get_by_text("An informant speaks")).to_be_visible()


def test_the_api_behind_the_proxy_wants_a_token(address: str) -> None:
    with httpx.Client(verify=False) as http:
        assert http.get(f"{address}/api/live").json() == {"live": True}
        forged = {"X-Remote-User": "eve", "X-Remote-Groups": "investigations", "X-Newsdesk-Proxy": ""}
        for headers in ({}, forged, {"Authorization": "Bearer newsdesk_guess"}):
            answer = http.get(f"{address}/api/v1/search?q=informant", headers=headers)
            assert answer.status_code == 401
            assert not re.search("harbour", answer.text)


def test_a_forged_name_of_the_host_leads_nowhere(address: str) -> None:
    with httpx.Client(verify=False) as http:
        answer = http.get(address, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["location"]) == (301, "/newsdesk/")
