"""Pages: the article's own words, and the day only from what the page says of its own publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.article import Refusal
from ingest.published import weigh
from ingest.read import read
from ingest.received import Received

SENTENCE = "<p>The minister said on day {} of the talks that the strait would stay open to every ship.</p>"
BODY = "".join(SENTENCE.format(n) for n in range(5))
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><title>Talks end - The Wire</title>{head}</head>
<body>
<nav><a href="/">Home</a></nav>
<article><h1>Talks end</h1>{top}{body}</article>
<footer>© 2019 The Wire. All rights reserved.{foot}</footer>
</body>
</html>"""


def page(head: str, *, top: str = "", foot: str = "") -> str:
    return PAGE.format(head=head, top=top, foot=foot, body=BODY)


def described(json_ld: str) -> str:
    return page(f'<script type="application/ld+json">{json_ld}</script>')


def received(tmp_path: Path, html: str) -> Received:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (found,) = read(tmp_path / "a.html")
    assert isinstance(found, Received), found
    return found


def test_the_words_of_the_article_are_kept_and_those_around_it_are_not(tmp_path: Path) -> None:
    found = received(tmp_path, page(""))
    assert found.title.of(found.text) == "Talks end"
    assert found.text.count("stay open to every ship.") == 5
    assert "Home" not in found.text and "rights reserved" not in found.text


def test_address_and_outlet_come_from_the_canonical_link(tmp_path: Path) -> None:
    found = received(tmp_path, page('<link rel="canonical" href="https://wire.example/talks-end">'))
    assert (found.url, found.outlet) == ("https://wire.example/talks-end", "wire.example")


@pytest.mark.parametrize(
    ("html", "evidence"),
    [
        (
            page('<meta property="article:published_time" content="2025-03-04T23:30:00-05:00">'),
            "meta article:published_time",
        ),
        (page('<meta name="pubdate" content="20250304">'), "meta pubdate"),
        (described('{"@type": "NewsArticle", "datePublished": "2025-03-04"}'), "JSON-LD datePublished"),
        (described('{"@graph": [{"@type": ["Report"], "datePublished": "2025-03-04"}]}'), "JSON-LD datePublished"),
        (page("", top='<span itemprop="datePublished" content="2025-03-04">Tuesday</span>'), "marked datePublished"),
        (page("", top='<time datetime="2025-03-04T10:00">10 am</time>'), "time element"),
    ],
)
def test_the_day_is_what_the_page_declares(tmp_path: Path, html: str, evidence: str) -> None:
    date, *_ = received(tmp_path, html).dates
    assert date.evidence == evidence
    assert date.value.replace("-", "").startswith("20250304")


@pytest.mark.parametrize(
    "html",
    [
        page(""),  # a copyright year is no date
        page('<meta property="article:modified_time" content="2025-03-04">'),
        page("", foot='<time datetime="2025-03-04">archive</time>'),
        page("", top='<time datetime="2025-03-04"></time><time datetime="2025-03-09"></time>'),
        described('{"@type": "Event", "datePublished": "2025-03-04"}'),
        described("{broken"),
    ],
)
def test_nothing_else_is_taken_for_the_day(tmp_path: Path, html: str) -> None:
    assert all(given.doubt for given in received(tmp_path, html).dates)


def test_days_of_other_articles_on_the_page_say_nothing(tmp_path: Path) -> None:
    several = "".join(f'<meta itemprop="datePublished" content="2025-03-0{n}">' for n in range(1, 5))
    given, *_ = weigh(received(tmp_path, page(several)).dates)
    assert given.day is None and "other days" in (given.doubt or "")


def test_a_line_end_in_the_markup_ends_no_paragraph(tmp_path: Path) -> None:
    found = received(tmp_path, page("").replace("the strait would", "the strait\n      would"))
    assert found.text.count("that the strait would stay open") == 5


def test_a_page_that_reloads_itself_is_an_article_only_with_a_date(tmp_path: Path) -> None:
    refresh = '<meta http-equiv="refresh" content="600">'
    assert received(tmp_path, page(refresh + '<meta name="pubdate" content="20250304">')).dates
    (tmp_path / "b.html").write_text(page(refresh), encoding="utf-8")
    (refused,) = read(tmp_path / "b.html")
    assert isinstance(refused, Refusal) and "front page" in refused.reason


def test_a_page_that_would_take_minutes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>" + "<p>The minister spoke.</p>" * 50_000, encoding="utf-8")
    (refused,) = read(tmp_path / "a.html")
    assert isinstance(refused, Refusal) and "elements" in refused.reason


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8"])
def test_the_encoding_of_a_page_is_the_one_that_it_declares(tmp_path: Path, charset: str) -> None:
    html = page(f'<meta charset="{charset}">').replace("Talks end", "Мир")
    (tmp_path / "a.html").write_bytes(html.encode(charset, errors="xmlcharrefreplace"))
    (found,) = read(tmp_path / "a.html")
    assert isinstance(found, Received) and found.title.of(found.text) == "Мир"


def test_an_error_page_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><body><h1>Forbidden</h1><p>HTTP Error 403.</p></body></html>", encoding="utf-8"
    )
    (refused,) = read(tmp_path / "a.html")
    assert isinstance(refused, Refusal) and "no article" in refused.reason
