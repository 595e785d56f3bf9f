"""What somebody names to be read: files, folders, patterns such as clips/*.html, and addresses on the web."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.article import IngestError, Refusal
from ingest.progress import Gauge
from ingest.read import Reading, input_of, read, read_opened
from ingest.readers.columns import Columns
from ingest.readers.opened import Opened
from ingest.received import DateGiven, Received

if TYPE_CHECKING:
    from ingest.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Reader:
    """How sources are read."""

    fetcher: Callable[[], Fetcher]  # called when an address is read: what it needs takes a third of a second to import
    max_bytes: int
    columns: Columns = field(default_factory=dict)
    follow: bool = False  # the pages that a feed's entries lead to are read too
    gauge: Gauge | None = None

    def read(self, source: str) -> Reading:
        """Everything in a source. What cannot be read is refused, and nothing stops the rest."""
        if is_address(source):
            yield from self.fetched(source)
        else:
            yield from read(Path(source), max_bytes=self.max_bytes, columns=self.columns, gauge=self.gauge)

    def fetched(self, url: str) -> Reading:
        """Everything at an address."""
        try:
            answer = self.fetcher().fetch(url)
            found = self.opened(answer.opened(url, max_bytes=self.max_bytes), url)
        except IngestError as error:
            yield Refusal(url, str(error), url)
            return
        yield from self.followed(found)

    def opened(self, file: Opened, source: str) -> Reading:
        """Everything in what was fetched from a source."""
        return (replace(found, input=source) for found in read_opened(replace(file, columns=self.columns)))

    def followed(self, found: Reading) -> Reading:
        """Each entry of a feed, with the page that it leads to in its place where that can be read."""
        for one in found:
            if self.follow and isinstance(one, Received) and one.url and one.source.media_type.endswith("feed+xml"):
                yield from self._page_of(one, one.url)
            else:
                yield one

    def _page_of(self, entry: Received, url: str) -> Iterator[Received | Refusal]:
        try:
            answer = self.fetcher().fetch(url)
            pages = list(read_opened(answer.opened(url, max_bytes=self.max_bytes)))
        except IngestError as error:
            pages = [Refusal(url, str(error))]
        if len(pages) == 1 and isinstance(pages[0], Received):
            yield _with_entry(pages[0], entry)
            return
        yield entry
        yield from (replace(one, input=url) for one in pages if isinstance(one, Refusal))


def _with_entry(page: Received, entry: Received) -> Received:
    """The page, under its own address where it names one; what the feed says of its day stands beside its own."""
    dates: tuple[DateGiven, ...] = (*page.dates, *entry.dates)
    return replace(page, url=page.url or entry.url, given_id=entry.given_id, dates=dates, input=entry.input)


def is_address(source: str) -> bool:
    """Whether it is fetched from the web.

    >>> is_address("https://news.example/a"), is_address("clips/a.html")
    (True, False)
    """
    return source.lower().startswith(("http://", "https://"))


def expanded(sources: Iterable[str]) -> Iterator[str]:
    """The sources, each pattern as the files that it fits; one that fits none stays, and is refused by its name."""
    for source in sources:
        if is_address(source) or Path(source).exists():
            yield source
        else:
            yield from sorted(glob.glob(source, recursive=True)) or [source]  # noqa: PTH207  # ** over links too


def name_of(source: str) -> str:
    """The name under which a source is read again, from wherever."""
    return source if is_address(source) else input_of(Path(source))
