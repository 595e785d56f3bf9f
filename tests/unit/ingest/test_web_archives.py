"""WARC and ARC: each page of a crawl is read as a page, under the address that it was fetched from."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received
from tests.unit.ingest.reading import all_articles, only_refusal

BODY = "<p>The minister said that the strait would stay open to every ship, whatever came of the talks.</p>" * 2
PAGE = f"<html><head><title>Talks end</title></head><body><article><h1>Talks end</h1>{BODY}</article></body></html>"
ARC_HEAD = "1 0 Crawl\nURL IP-address Archive-date Content-type Archive-length"
Answer = tuple[str, str, str, str]  # address, status, type, content


def warc(path: Path, *answers: Answer, pack: Callable[[bytes], bytes] = bytes) -> Path:
    """A web archive of what a crawler was answered."""
    path.write_bytes(b"".join(pack(record(*answer)) for answer in answers))
    return path


def record(url: str, status: str, media_type: str, content: str) -> bytes:
    encoded = content.encode("cp1251" if "1251" in media_type else "utf-8")
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + encoded
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-10T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_page_has_the_address_it_was_fetched_from_and_no_day_of_capture(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = warc(tmp_path / "a.warc", ("https://wire.example/a", "200 OK", "text/html", PAGE), pack=pack)
    (found,) = all_articles(path)
    assert (found.url, found.outlet, found.dates) == ("https://wire.example/a", "wire.example", ())
    assert found.title.of(found.text) == "Talks end"
    assert found.source.origin == f"{path}/https://wire.example/a"


def test_the_address_that_a_page_calls_its_own_comes_first(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><link rel="canonical" href="https://wire.example/talks">')
    (found,) = all_articles(warc(tmp_path / "a.warc", ("https://wire.example/a?x=1", "200 OK", "text/html", page)))
    assert found.url == "https://wire.example/talks"


def test_the_encoding_is_that_of_the_answers_header(tmp_path: Path) -> None:
    page = PAGE.replace("Talks end", "Мир").replace("The minister", "Глава")
    answer = ("https://wire.example/a", "200 OK", "text/html; charset=windows-1251", page)
    (found,) = all_articles(warc(tmp_path / "a.warc", answer))
    assert found.title.of(found.text) == "Мир"


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    path = warc(
        tmp_path / "a.warc",
        ("https://wire.example/logo", "200 OK", "image/png", "x"),
        ("https://wire.example/gone", "404 Not Found", "text/html", PAGE),
        ("https://wire.example/a", "200 OK", "text/html", PAGE),
    )
    (found,) = all_articles(path)
    assert found.url == "https://wire.example/a"


def test_a_crawl_without_a_page_is_refused_by_what_it_holds(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc", ("https://wire.example/logo", "200 OK", "image/png", "x"))
    reason = only_refusal(path, path.read_bytes()).reason
    assert "no page" in reason and "1 × image/png" in reason


def test_a_page_without_an_article_is_refused_by_its_address(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc", ("https://wire.example/", "200 OK", "text/html", "<html><body></body></html>"))
    refused = only_refusal(path, path.read_bytes())
    assert refused.origin.endswith("a.warc/https://wire.example/") and "no article" in refused.reason


def test_plain_text_of_a_crawl_has_its_address_too(tmp_path: Path) -> None:
    (found,) = all_articles(
        warc(tmp_path / "a.warc", ("https://wire.example/a.txt", "200 OK", "text/plain", "Talks end\n\nBoth left."))
    )
    assert (found.url, found.text) == ("https://wire.example/a.txt", "Talks end\n\nBoth left.")


def test_arc_is_read(tmp_path: Path) -> None:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    head = f"filedesc://a.arc 127.0.0.1 20250310000000 text/plain {len(ARC_HEAD)}\n{ARC_HEAD}\n\n"
    found = f"https://wire.example/a 127.0.0.1 20250310000000 text/html {len(answer)}\n{answer}\n"
    (tmp_path / "a.arc").write_text(head + found, encoding="utf-8", newline="")
    (page,) = all_articles(tmp_path / "a.arc")
    assert page.url == "https://wire.example/a"


def test_a_cut_archive_says_so_after_what_could_be_read(tmp_path: Path) -> None:
    answers = [(f"https://wire.example/{n}", "200 OK", "text/html", PAGE) for n in range(300)]
    path = warc(tmp_path / "a.warc.gz", *answers, pack=gzip.compress)
    path.write_bytes(path.read_bytes()[:-5000])
    *found, last = read(path)
    assert len(found) > 100 and all(isinstance(one, Received) for one in found)
    assert isinstance(last, Refusal) and "cut off" in last.reason
