"""Pages from the web, politely: robots.txt, a pause between two requests to one machine, and limits on everything."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from protego import Protego

from ingest.addresses import Judged, NotPublic, Resolve, resolve
from ingest.article import IngestError
from ingest.readers.opened import DAMAGED, Opened, open_content

AGENT = "Newsdesk"  # the name that robots.txt knows it by
LARGEST = 1 << 26  # bytes of one answer, packed or not
PATIENCE = 60.0  # seconds for one page with its redirects, the pauses before them not counted
_QUIET = 20.0  # seconds without a byte
_MOST_REDIRECTS = 5
_LONGEST_PAUSE = 30.0  # seconds that a robots.txt may ask for; one that asks for more is given these
_ROBOTS_LARGEST = 500 * 1024  # bytes that are read of it, as RFC 9309 (2.5) asks at least
_ROBOTS_KEPT = 24 * 3600.0  # seconds: RFC 9309 (2.4)
_NO_PAGES = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")
_ENCODINGS = ("", "identity", "gzip", "x-gzip")  # gzip is unpacked by whoever reads it, within its limits
_HEADERS = {
    "User-Agent": f"{AGENT}/1 (reads pages into a private news archive)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml, */*;q=0.5",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A server's answer."""

    url: str  # where it came from, redirects followed
    content: bytes | None  # None: it has not changed since
    charset: str | None = None
    etag: str | None = None  # what the next request may name, to be told of a change only
    modified: str | None = None

    def opened(self, origin: str, *, max_bytes: int) -> Opened:
        """The answer as a file that is read. Raises IngestError where it is packed and damaged."""
        try:
            return open_content(self.content or b"", origin, max_bytes=max_bytes, url=self.url, charset=self.charset)
        except DAMAGED as error:
            raise IngestError(f"the answer is damaged or cut off: {error}") from error


@dataclass(frozen=True, slots=True)
class _Manners:
    """What a site asks of visitors."""

    rules: Protego | None  # None: nothing, or that nobody comes
    why_closed: str | None  # None: it is open
    read: float  # when, on the clock of `time.monotonic`

    def allow(self, url: str) -> bool:
        return self.rules is None or bool(self.rules.can_fetch(url, AGENT))

    def pause(self) -> float:
        asked = self.rules.crawl_delay(AGENT) if self.rules else None
        return min(float(asked or 0), _LONGEST_PAUSE)


class Fetcher:
    """Asks for pages one after the other. Not for several threads at once."""

    def __init__(
        self,
        *,
        delay: float,
        private_hosts: frozenset[str] = frozenset(),
        transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
        resolve: Resolve = resolve,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._delay, self._private_hosts, self._resolve, self._sleep = delay, private_hosts, resolve, sleep
        # No connection is kept: the next name at the same address has another certificate.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._transport = transport or (lambda: httpx.AsyncHTTPTransport(limits=limits))
        self._manners: dict[str, _Manners] = {}  # by scheme, host and port
        self._next: dict[str, float] = {}  # when a host may be asked again

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page at an address; what it says is only asked for again where it has changed since `etag`, `modified`.

        Raises IngestError: a sentence on what stood in the way, and what to do.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        return asyncio.run(self._fetch(url, {name: value for name, value in conditions.items() if value}))

    async def _fetch(self, url: str, conditions: Mapping[str, str]) -> Fetched:
        async with self._client() as client:
            for _ in range(_MOST_REDIRECTS + 1):
                manners = await self._manners_of(client, _checked(url))
                if not manners.allow(url):
                    raise IngestError(
                        "its robots.txt asks not to read this page: save it in a browser and add the file"
                    )
                await self._wait(httpx.URL(url).host, manners.pause())
                answer = await self._answer(client, url, conditions, LARGEST)
                if not isinstance(answer, str):
                    return answer
                url = answer
        raise IngestError(f"more than {_MOST_REDIRECTS} redirects, the last to {url}")

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[httpx.AsyncClient]:
        transport = Judged(self._transport(), self._resolve, self._private_hosts)
        # Never through a proxy of the environment: behind one, an address could not be judged.
        async with httpx.AsyncClient(transport=transport, headers=_HEADERS, timeout=_QUIET, trust_env=False) as client:
            yield client

    async def _answer(
        self, client: httpx.AsyncClient, url: str, conditions: Mapping[str, str], largest: int
    ) -> Fetched | str:
        """What the server says, or the address that it sends on to."""
        try:
            async with asyncio.timeout(PATIENCE), client.stream("GET", url, headers=conditions) as response:
                if response.next_request is not None:
                    return str(response.next_request.url)
                return await _read(response, largest)
        except (httpx.TimeoutException, TimeoutError) as error:
            raise IngestError(f"no whole answer within {PATIENCE:.0f} seconds: try it again later") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise IngestError(
                f"it could not be reached ({error or type(error).__name__}): try it again later"
            ) from error

    async def _wait(self, host: str, asked: float) -> None:
        """Let the machine rest: one request at a time, none before its pause is over."""
        now = time.monotonic()
        pause = self._next.get(host, now) - now
        self._next[host] = now + max(pause, 0) + max(self._delay, asked)
        if pause > 0:
            await self._sleep(pause)

    async def _manners_of(self, client: httpx.AsyncClient, url: httpx.URL) -> _Manners:
        place = f"{url.scheme}://{url.netloc.decode()}"
        known = self._manners.get(place)
        if known is None or time.monotonic() - known.read > _ROBOTS_KEPT:
            known = self._manners[place] = await self._read_manners(client, f"{place}/robots.txt")
        if known.why_closed:
            del self._manners[place]  # it is asked again the next time
            raise IngestError(known.why_closed)
        return known

    async def _read_manners(self, client: httpx.AsyncClient, url: str) -> _Manners:
        """RFC 9309 (2.3.1): none is no rule; one that cannot be had closes the site."""
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = await self._answer(client, str(_checked(url)), {}, _ROBOTS_LARGEST)
                if not isinstance(answer, str):
                    text = answer.opened(url, max_bytes=_ROBOTS_LARGEST).content().decode("utf-8", errors="replace")
                    return _Manners(Protego.parse(text), None, time.monotonic())
                url = answer
        except NotPublic:
            raise
        except _NotThere:
            pass
        except IngestError as error:
            return _Manners(None, f"its robots.txt cannot be read, so nobody is let in: {error}", time.monotonic())
        return _Manners(None, None, time.monotonic())


class _NotThere(IngestError):
    """The server has no such page."""


def _checked(url: str) -> httpx.URL:
    """Raises IngestError on what is no web address."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise IngestError(f"it is no web address: {error}") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise IngestError(f"it leads to {url[:200]!r}, and only http:// and https:// are read")
    return parsed


async def _read(response: httpx.Response, largest: int) -> Fetched:
    headers, status = response.headers, response.status_code
    told = {"etag": headers.get("ETag"), "modified": headers.get("Last-Modified")}
    if status == httpx.codes.NOT_MODIFIED:
        return Fetched(str(response.url), None, **told)
    if status != httpx.codes.OK:
        raise _why_not(status, headers.get("Retry-After"))
    media_type = headers.get("Content-Type", "").lower()
    if media_type.startswith(_NO_PAGES):
        raise IngestError(f"it is {media_type.partition(';')[0]}, and no page, feed or document")
    if headers.get("Content-Encoding", "").lower() not in _ENCODINGS:
        raise IngestError("the server packs its answer in a way that was not asked for: save the page and add the file")
    content = bytearray()
    async for chunk in response.aiter_raw():
        content += chunk
        if len(content) > largest:
            raise IngestError(
                f"it is larger than the {largest:,} bytes that are read from the web: download it and add the file"
            )
    return Fetched(str(response.url), bytes(content), response.charset_encoding, **told)


def _why_not(status: int, retry_after: str | None) -> IngestError:
    if status in (404, 410):
        return _NotThere(f"the server has no such page ({status}): check the address")
    if status in (401, 402, 403, 451):
        return _NotThere(
            f"the server does not show it to everybody ({status}): save the page in a browser and add the file"
        )
    later = f" after {retry_after}" if retry_after and len(retry_after) < 40 else " later"
    if 400 <= status < 500 and status != 429:
        return _NotThere(f"the server refuses it ({status})")
    return IngestError(f"the server answers with {status}: try it again{later}")
