"""Files and folders: every line in comes out as an article or as a refusal with its place and reason."""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received
from ingest.understand import understand

Write = Callable[[str, str | bytes], Path]

PRINTED = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t")

DATED = " date 2025-03-04 https://wire.example/a\nTalks end\nBoth sides left.\nNobody spoke.\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put a file of this name and content into the test's folder."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def articles(path: Path) -> list[Received]:
    """What is read from a path of which nothing may be refused."""
    found = list(read(path))
    assert all(isinstance(one, Received) for one in found), found
    return [one for one in found if isinstance(one, Received)]


def reason(path: Path) -> str:
    """Why the one thing in a path was refused."""
    (refused,) = read(path)
    assert isinstance(refused, Refusal)
    return refused.reason


def test_a_dated_text_holds_title_lede_and_the_lines_as_they_came(write: Write) -> None:
    (found,) = articles(write("a.txt", DATED.replace("\n", "\r\n")))
    assert found.text == "Talks end\r\nBoth sides left.\r\nNobody spoke.\r\n"
    assert found.lede and (found.title.of(found.text), found.lede.of(found.text)) == ("Talks end", "Both sides left.")
    assert found.url == "https://wire.example/a"
    assert [(d.value, d.evidence) for d in found.dates] == [("2025-03-04", "dated-text header")]


def test_a_dated_text_may_hold_several_articles_and_lose_its_leading_space(write: Write) -> None:
    other = DATED.replace("/a\n", "/b\n").lstrip()
    first, second = articles(write("a.txt", DATED + "\n" + other))
    assert (first.url, second.url) == ("https://wire.example/a", "https://wire.example/b")
    assert [found.source.origin[-7:] for found in (first, second)] == ["a.txt#1", "a.txt#2"]
    assert second.source.content == other.encode()


def test_a_header_without_an_article_is_refused_and_its_neighbour_is_read(write: Write) -> None:
    refused, found = read(write("a.txt", " date 2025-03-04 https://wire.example/b\n" + DATED))
    assert isinstance(refused, Refusal) and refused.origin.endswith("a.txt#1") and "empty" in refused.reason
    assert isinstance(found, Received)


def test_plain_text_has_its_first_line_as_title_and_a_date_only_from_a_dateline(write: Write) -> None:
    (dated,) = articles(write("a.txt", "Talks end\n\nPort Amity, 4 March 2025\n\nBoth sides left on 5 May 2025.\n"))
    (undated,) = articles(write("b.txt", "Talks end\n\nThe March 4, 2025 talks\n\nBoth sides left."))
    assert dated.title.of(dated.text) == "Talks end"
    assert [e.value for e in understand(dated).evidence] == ["4 March 2025"] and understand(undated).evidence == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8_r"])
def test_the_encoding_is_found(write: Write, encoding: str) -> None:
    text = "Переговоры завершены\n\nМинистр сообщил, что переговоры завершились, и обе делегации покинули город."
    (found,) = articles(write("a.txt", (text * 3).encode(encoding)))
    assert found.text == text * 3


def test_chinese_in_gb18030_is_found(write: Write) -> None:
    text = "会谈结束\n部长表示，海峡将继续对所有船只开放。双方代表团已经离开了这座城市，没有发表评论。"
    (found,) = articles(write("a.txt", text.encode("gb18030")))
    assert found.text == text


def test_a_stray_byte_in_utf_8_is_shown_and_costs_nothing_else(write: Write) -> None:
    text = "Переговоры завершены. " * 20
    (found,) = articles(write("a.txt", text.encode() + b"\xff"))
    assert found.text == text + "\ufffd"


def test_zero_characters_and_lone_surrogates_are_replaced_one_for_one(write: Write) -> None:
    (found,) = articles(write("a.jsonl", rb'{"title": "a", "text": "b\u0000c\ud800d"}'))
    assert found.text == "a\nb\ufffdc\ufffdd"


def test_a_gzip_file_is_read_as_what_it_holds(write: Write) -> None:
    (found,) = articles(write("a.txt.gz", gzip.compress(DATED.encode())))
    assert found.title.of(found.text) == "Talks end"


def test_a_cut_gzip_file_is_refused_after_what_could_be_read(write: Write) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "Talks {random.Random(n).random()} ended."}}\n' for n in range(4000))
    *found, last = read(write("a.jsonl.gz", gzip.compress(rows.encode())[:-2000]))
    assert len(found) > 100 and all(isinstance(one, Received) for one in found)
    assert isinstance(last, Refusal) and "damaged or cut off" in last.reason


def test_a_bomb_is_refused(write: Write) -> None:
    path = write("a.txt.gz", gzip.compress(b"a" * 2_000_000))
    (refused,) = read(path, max_bytes=1_000_000)
    assert isinstance(refused, Refusal) and "unpacks to more than" in refused.reason


def test_a_file_that_is_too_large_is_refused(write: Write) -> None:
    (refused,) = read(write("a.txt", "a" * 100), max_bytes=99)
    assert isinstance(refused, Refusal) and "NEWSDESK_MAX_FILE_MB" in refused.reason


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"PK\x03\x04 ...", "archive"),
        ("a.txt", b"abc\x00def", "not text"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\r\n ", "empty"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", "feed"),
        ("a.xml", b"<!-- x --><!-- y -->\n<feed><title>x</title></feed>", "feed"),
        ("a.md", b"---\ntitle: [x\n---\nText.", "front matter"),
        ("a.eml", b"From: a@b.example\nTo: c@d.example\n\n", "empty: the mail"),
        ("a.csv", b"when,what\n1,2\n", "no column"),
        ("a.csv", b"title,text\n", "no article in this table"),
        ("a.json", b"[]", "no article in this JSON"),
        ("a.html", b"<html><body></body></html>", "no article"),
    ],
)
def test_what_cannot_be_read_is_refused_by_what_it_is(write: Write, name: str, content: bytes, what: str) -> None:
    assert what in reason(write(name, content))


def test_a_pipe_is_refused_and_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "neither a file nor a folder" in reason(tmp_path)


def test_rows_are_read_without_what_pages_and_documents_need(write: Write) -> None:
    rows = write("rows.jsonl", '{"id": "1", "published": "2025-03-04", "text": "The ferry sank."}\n')
    slow = ("trafilatura", "httpx", "feedparser", "docx", "pypdf", "warcio", "yaml", "rich")
    add = "import sys; from ingest.__main__ import main; assert main(['add', '--dry-run', sys.argv[1]]) == 0; "
    told = f"print([name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", add + told, rows], capture_output=True, text=True, check=True)
    assert "1 new" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in reason(tmp_path / "absent.txt")


def test_a_folder_is_read_in_order_without_hidden_files_and_readmes(write: Write, tmp_path: Path) -> None:
    for name in ("b/c.txt", "a.txt", "b/a.txt", ".hidden/x.txt", ".x.txt", "README.md", "b/README.txt"):
        write(name, DATED)
    assert [Path(one.source.origin).relative_to(tmp_path).as_posix() for one in articles(tmp_path)] == [
        "a.txt#1", "b/a.txt#1", "b/c.txt#1",
    ]  # fmt: skip


def test_one_bad_file_does_not_stop_the_rest(write: Write, tmp_path: Path) -> None:
    write("a.txt", b"%PDF")
    write("b.txt", DATED)
    refused, found = read(tmp_path)
    assert isinstance(refused, Refusal) and refused.origin == str(tmp_path / "a.txt")
    assert isinstance(found, Received)


@given(content=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.csv", "a.jsonl", "a.json", "a.html", "a.gz"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_bytes_at_all_break_it(write: Write, content: bytes, name: str) -> None:
    assert list(read(write(name, content)))


@given(body=st.text(PRINTED, max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_title_and_lede_of_any_dated_text_are_its_words(write: Write, body: str) -> None:
    content = f" date 2025-03-04 https://wire.example/a\nTitle{body}".encode(errors="replace")
    (found,) = articles(write("a.txt", content))
    assert found.title.of(found.text).startswith("Title")
    assert found.lede is None or found.lede.of(found.text).strip()
