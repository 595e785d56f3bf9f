"""Folders and feeds kept current: what is new comes once, whoever was stopped in between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desk import watch as watching
from desk.taking import take_in_words
from desk.watch import watch
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.receipt import Receipt
from ingest.sources import Reader
from tests.unit.ingest.test_fetch import HTML, Web, page

FEED = "https://wire.example/feed"
ITEM = "<item><title>Talks {0}</title><link>https://wire.example/{0}</link><description>Both left.</description></item>"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path / "library"), create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clips").mkdir()
    return tmp_path / "clips"


def put(folder: Path, name: str, words: str) -> None:
    text = f" date 2025-03-04 https://wire.example/{name}\nTalks end\n{words}\n"
    (folder / name).write_text(text, encoding="utf-8")


def look(library: Local, source: str | Path, web: Web | None = None, *, follow: bool = False) -> list[Receipt]:
    """One look, as a process that has just been started takes it."""
    fetcher = (web or Web(page)).fetcher()
    reader = Reader(lambda: fetcher, 1 << 20, follow=follow)
    return list(watch(library, [str(source)], reader, every=0, once=True, take=take_in_words))


def test_only_what_is_new_or_changed_is_read_after_a_restart(library: Local, folder: Path) -> None:
    put(folder, "a.txt", "Both sides left.")
    put(folder, "b.txt", "Nobody spoke.")
    assert [receipt.new for receipt in look(library, folder)] == [2]
    assert look(library, folder) == []
    put(folder, "b.txt", "Nobody spoke at the harbour.")
    put(folder, "c.txt", "The ferry sailed.")
    (receipt,) = look(library, folder)
    assert (receipt.received, receipt.new, receipt.changed) == (2, 1, 1)


def test_a_file_that_is_still_being_written_is_left_for_the_next_look(library: Local, folder: Path) -> None:
    put(folder, "a.txt", "Both sides")
    os.utime(folder / "a.txt", (2e9, 2e9))  # written a moment from now
    looks = iter([None, None])

    def sleep(seconds: float) -> None:
        os.utime(folder / "a.txt", (1e9, 1e9))
        if next(looks, "over") == "over":
            raise KeyboardInterrupt

    receipts = []
    with pytest.raises(KeyboardInterrupt):
        for receipt in watch(library, [str(folder)], reader_of(), every=0, take=take_in_words, sleep=sleep):
            receipts.append(receipt)
    assert [receipt.new for receipt in receipts] == [1]


def reader_of() -> Reader:
    fetcher = Web(page).fetcher()
    return Reader(lambda: fetcher, 1 << 20)


def test_another_writer_is_waited_for(library: Local, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "a.txt", "Both sides left.")
    monkeypatch.setattr("index.lock.PATIENCE", 0)
    with library.lock.held():
        assert look(library, folder) == []
    assert [receipt.new for receipt in look(library, folder)] == [1]


class Feed:
    """A feed that knows what it said last."""

    def __init__(self, *items: int) -> None:
        self.items, self.sent, self.pages = items, 0, 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path != "/feed":
            self.pages += 1
            words = "The delegations left the town before noon, and nobody spoke to the press at the gates."
            return httpx.Response(
                200, text=f"<html><body><article><p>{words}</p></article></body></html>", headers=HTML
            )
        tag = str(self.items)
        if request.headers.get("If-None-Match") == tag:
            return httpx.Response(304)
        self.sent += 1
        items = "".join(map(ITEM.format, self.items))
        return httpx.Response(200, text=f"<rss version='2.0'><channel>{items}</channel></rss>", headers={"ETag": tag})


def test_a_feed_is_sent_only_when_it_changes_and_each_entry_comes_once(library: Local) -> None:
    feed = Feed(1, 2)
    web = Web(feed)
    assert [receipt.new for receipt in look(library, FEED, web)] == [2]
    assert look(library, FEED, web) == [] and feed.sent == 1
    feed.items = (2, 3)
    assert [receipt.received for receipt in look(library, FEED, web)] == [1]


def test_the_pages_behind_new_entries_are_read_where_that_is_wanted(library: Local) -> None:
    feed = Feed(1)
    web = Web(feed)
    (receipt,) = look(library, FEED, web, follow=True)
    assert (receipt.new, feed.pages) == (1, 1)
    (hit,) = library.search(Query("delegations")).hits
    assert hit.url == "https://wire.example/1"
    feed.items = (1, 2)
    look(library, FEED, web, follow=True)
    assert feed.pages == 2


def test_a_feed_that_cannot_be_reached_is_listed_until_it_can(library: Local) -> None:
    assert look(library, FEED, Web(lambda request: httpx.Response(503))) == []
    assert [refusal.origin for refusal in library.refusals()] == [FEED]
    look(library, FEED, Web(Feed(1)))
    assert library.refusals() == ()


def test_a_memory_that_was_cut_off_is_begun_again(library: Local, folder: Path) -> None:
    put(folder, "a.txt", "Both sides left.")
    look(library, folder)
    (library.folder / watching.FILE).write_text('{"broken', encoding="utf-8")
    (receipt,) = look(library, folder)
    assert (receipt.new, receipt.same) == (0, 1)
