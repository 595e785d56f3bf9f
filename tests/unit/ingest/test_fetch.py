"""Pages from the web: polite, limited, and never from a machine inside the house."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Mapping

import httpx
import pytest

from ingest import fetch
from ingest.addresses import is_public
from ingest.article import IngestError
from ingest.fetch import Fetcher

PUBLIC = "93.184.215.14"
PAGE = b"<html><p>Talks ended.</p></html>"
HTML = {"Content-Type": "text/html; charset=windows-1251"}

Site = Callable[[httpx.Request], httpx.Response]


class Web:
    """A web of one machine. It notes which addresses were connected to, what was asked, and how long was waited."""

    def __init__(self, site: Site, *, robots: str | int = 404, names: Mapping[str, list[str]] | None = None) -> None:
        self.site, self.robots, self.names = site, robots, names or {}
        self.asked: list[tuple[str, str]] = []
        self.waited: list[float] = []

    def fetcher(self, *, delay: float = 0, private_hosts: frozenset[str] = frozenset()) -> Fetcher:
        return Fetcher(
            delay=delay,
            private_hosts=private_hosts,
            transport=lambda: httpx.MockTransport(self._answer),
            resolve=self._resolve,
            sleep=self._sleep,
        )

    async def _resolve(self, host: str, port: int) -> list[str]:
        return self.names.get(host, [PUBLIC])

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.url.host, request.headers["Host"] + request.url.path))
        if request.url.path != "/robots.txt":
            return streamed(self.site(request))
        robots = httpx.Response(self.robots) if isinstance(self.robots, int) else httpx.Response(200, text=self.robots)
        return streamed(robots)


def streamed(answer: httpx.Response) -> httpx.Response:
    """The answer as it comes from a network: not yet read."""
    if not hasattr(answer, "_content"):
        return answer
    return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(answer.content))


def page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=PAGE, headers=HTML)


def refusal(web: Web, url: str = "https://wire.example/a", **options: frozenset[str]) -> str:
    with pytest.raises(IngestError) as refused:
        web.fetcher(**options).fetch(url)  # type: ignore[arg-type]
    return str(refused.value)


def test_a_page_comes_from_the_address_that_was_judged_under_the_name_that_was_asked() -> None:
    web = Web(page)
    found = web.fetcher().fetch("https://wire.example/a")
    assert (found.content, found.charset, found.url) == (PAGE, "windows-1251", "https://wire.example/a")
    assert web.asked == [(PUBLIC, "wire.example/robots.txt"), (PUBLIC, "wire.example/a")]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "fe80::1",
     "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_no_machine_inside_the_house_is_asked(address: str) -> None:
    assert not is_public(address)
    web = Web(page, names={"wire.example": [PUBLIC, address]})
    assert "no address of the public internet" in refusal(web)
    assert web.asked == []


def test_a_redirect_into_the_house_is_not_followed() -> None:
    def site(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://intranet.example/secret"})

    web = Web(site, names={"intranet.example": ["10.0.0.7"]})
    assert "intranet.example is 10.0.0.7" in refusal(web)
    assert all(address == PUBLIC for address, _ in web.asked)


def test_a_name_that_the_settings_allow_is_asked() -> None:
    web = Web(page, names={"wiki.example": ["10.0.0.7"]})
    found = web.fetcher(private_hosts=frozenset({"wiki.example"})).fetch("http://wiki.example/a")
    assert found.content == PAGE


def test_a_name_is_looked_up_once_for_each_connection() -> None:
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"]])  # robots.txt, page; a third question would get another answer
    web = Web(page)

    async def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    fetcher = Fetcher(delay=0, transport=lambda: httpx.MockTransport(web._answer), resolve=rebinding)
    assert fetcher.fetch("http://wire.example/a").content == PAGE
    assert {address for address, _ in web.asked} == {PUBLIC}


def test_robots_txt_is_obeyed_with_its_wildcards() -> None:
    robots = "User-agent: *\nDisallow: /*.pdf$\nAllow: /\n\nUser-agent: Newsdesk\nDisallow: /private/\n"
    web = Web(page, robots=robots)
    assert web.fetcher().fetch("https://wire.example/a").content == PAGE
    assert "robots.txt" in refusal(web, "https://wire.example/private/a")
    assert "robots.txt" in refusal(Web(page, robots="User-agent: *\nDisallow: /*.pdf$"), "https://wire.example/a.pdf")


def test_a_robots_txt_that_cannot_be_had_closes_the_site_and_one_that_is_not_there_opens_it() -> None:
    assert "nobody is let in" in refusal(Web(page, robots=503))
    assert Web(page, robots=403).fetcher().fetch("https://wire.example/a").content == PAGE


def test_a_machine_is_let_rest_between_two_requests() -> None:
    web = Web(page, robots="User-agent: *\nCrawl-delay: 7")
    fetcher = web.fetcher(delay=1)
    for name in ("a", "b", "c"):
        fetcher.fetch(f"https://wire.example/{name}")
    assert [round(seconds) for seconds in web.waited] == [7, 14]  # nobody really sleeps here, so the pauses add up


def test_what_has_not_changed_is_not_sent_again() -> None:
    def site(request: httpx.Request) -> httpx.Response:
        unchanged = request.headers.get("If-None-Match") == "x1" and "If-Modified-Since" in request.headers
        told = {"ETag": "x1", "Last-Modified": "Tue, 04 Mar 2025 10:00:00 GMT"}
        return httpx.Response(304) if unchanged else httpx.Response(200, content=PAGE, headers=HTML | told)

    fetcher = Web(site).fetcher()
    first = fetcher.fetch("https://wire.example/feed")
    again = fetcher.fetch("https://wire.example/feed", etag=first.etag, modified=first.modified)
    assert first.content == PAGE and again.content is None


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (httpx.Response(200, content=b"x", headers={"Content-Type": "image/png"}), "image/png"),
        (httpx.Response(200, content=b"x", headers={"Content-Encoding": "zstd"}), "was not asked for"),
        (httpx.Response(200, content=b"x" * 2000, headers=HTML), "larger than"),
        (httpx.Response(404), "no such page"),
        (httpx.Response(403), "save the page in a browser"),
        (httpx.Response(429, headers={"Retry-After": "120"}), "again after 120"),
        (httpx.Response(302, headers={"Location": "file:///etc/passwd"}), "only http"),
        (httpx.Response(302, headers={"Location": "/round"}), "redirects"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    answer: httpx.Response, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 1000)
    assert told in refusal(Web(lambda request: answer))


def test_a_server_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                await asyncio.sleep(0.01)
                yield b"x"

    monkeypatch.setattr(fetch, "PATIENCE", 0.1)
    assert "seconds" in refusal(Web(lambda request: httpx.Response(200, stream=Dripping(), headers=HTML)))


def test_a_packed_answer_is_unpacked_within_the_limits() -> None:
    packed = gzip.compress(PAGE)
    answer = httpx.Response(200, stream=httpx.ByteStream(packed), headers=HTML | {"Content-Encoding": "gzip"})
    found = Web(lambda request: answer).fetcher().fetch("https://wire.example/a")
    assert found.opened("https://wire.example/a", max_bytes=1000).content() == PAGE
    with pytest.raises(IngestError, match="more than"):
        found.opened("https://wire.example/a", max_bytes=10).content()
