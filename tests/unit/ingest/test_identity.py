"""Which article it is: by address, by given id, by words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Span
from ingest.identity import article_id, canonical_url, outlet_of
from ingest.received import Received, source_of

RECEIVED = Received(
    "Talks ended.", Span(0, 0), None, source_of(b"x", origin="x.jsonl#1", media_type="application/json")
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://News.Example:80/a", "http://news.example/a"),
        ("https://news.example/a?utm_source=x&id=3&fbclid=y#top", "https://news.example/a?id=3"),
        ("https://news.example:8443", "https://news.example:8443/"),
        ("https://news.example/статья", "https://news.example/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F"),
        ("https://news.example/a%20b?q=a%20b", "https://news.example/a%20b?q=a%20b"),
        ("ukraine-news:article_0", None),
        ("ftp://news.example/a", None),
        ("http://[bad", None),
        ("javascript:alert(1)", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_has_one_form(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


def test_scheme_www_and_last_slash_make_no_other_article() -> None:
    urls = "http://www.news.example/a/", "https://news.example/a"
    assert len({article_id(RECEIVED, canonical_url(url)) for url in urls}) == 1


def test_the_address_counts_before_the_given_id_and_the_id_before_the_words() -> None:
    named = replace(RECEIVED, given_id="7")
    other_words = replace(named, text="Talks went on.")
    assert article_id(named, None) == article_id(other_words, None) != article_id(RECEIVED, None)
    assert article_id(named, "https://news.example/a") == article_id(RECEIVED, "https://news.example/a")


def test_a_given_id_that_stands_for_several_texts_names_none() -> None:
    one = replace(RECEIVED, given_id="7", id_repeats=True)
    assert article_id(one, None) == article_id(RECEIVED, None) != article_id(replace(one, text="Talks went on."), None)


def test_an_id_is_sixteen_hex_digits() -> None:
    assert len(article_id(RECEIVED, None)) == 16 and int(article_id(RECEIVED, None), 16)


def test_an_outlet_is_as_given_or_the_host() -> None:
    assert outlet_of("Harbour Wire", "https://www.harbourwire.example/a") == "Harbour Wire"
    assert outlet_of(" ", "https://www.harbourwire.example/a") == "harbourwire.example"
    assert outlet_of(None, None) is None


@given(st.text())
def test_no_address_breaks_it(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


@given(st.text())
def test_a_canonical_address_stays_as_it_is(path: str) -> None:
    canonical = canonical_url("https://news.example/" + path)
    assert canonical and canonical_url(canonical) == canonical
