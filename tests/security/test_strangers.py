"""Nobody is asked but whom the settings name: not by a fetch, not by a test, not by a page in a browser."""

from __future__ import annotations

import socket
import subprocess
import sys
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from benchmarks.dashboard import settle
from ingest.addresses import NotPublic
from ingest.article import IngestError
from ingest.fetch import Fetcher
from tests.conftest import STRANGERS
from tests.security.test_markup import SHOWN, Links

INSIDE = (
    *("127.0.0.1", "localhost", "2130706433", "0x7f000001", "017700000001", "127.1", "0", "0.0.0.0"),
    *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::]"),
    *("169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "[fe80::1]", "[fd00::1]", "wire.example@127.0.0.1"),
)


@pytest.mark.parametrize("host", INSIDE)
def test_no_page_is_fetched_from_inside_the_house_however_its_address_is_written(host: str) -> None:
    with pytest.raises(NotPublic, match="no address of the public internet"):
        Fetcher(delay=0).fetch(f"http://{host}:9/secret")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/", "//127.0.0.1/", "http:"])
def test_nothing_but_the_web_is_fetched(url: str) -> None:
    with pytest.raises(IngestError):
        Fetcher(delay=0).fetch(url)


def test_a_test_that_asks_another_host_is_refused() -> None:
    for ask in (lambda: socket.create_connection(("192.0.2.1", 80)), lambda: socket.getaddrinfo("wire.example", 80)):
        with pytest.raises(PermissionError, match="no host but this machine"):
            ask()
    asked = STRANGERS.read_text(encoding="utf-8")
    STRANGERS.unlink()
    assert "192.0.2.1" in asked and "wire.example" in asked


def test_a_program_that_a_test_starts_is_refused_too() -> None:
    command = "import socket; socket.create_connection(('192.0.2.1', 80))"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert "PermissionError" in done.stderr
    assert "192.0.2.1" in STRANGERS.read_text(encoding="utf-8")
    STRANGERS.unlink()


@pytest.mark.browser
def test_a_reader_of_every_page_asks_the_desk_alone(chromium: Browser, address: str, links: Links) -> None:
    asked: set[str] = set()
    with chromium.new_context() as context:
        context.on("request", lambda request: asked.add(request.url))
        page = context.new_page()
        page.on("websocket", lambda opened: asked.add(opened.url))
        for name, parameters in links.items():
            page.goto(f"{address}/{'' if name == 'search' else name}?{urlencode(parameters, doseq=True)}")
            settle(page, SHOWN[name])
    own = address.removeprefix("http")
    assert len(asked) > 50
    assert [url for url in asked if not url.startswith((f"http{own}", f"ws{own}", "data:", "blob:"))] == []
