"""Addresses of pages: from a page relative, from a mail or a feed whole."""

from __future__ import annotations

from urllib.parse import urlencode

from index.engine import Query
from ingest.article import Article

CHECKED = 16  # digits of the checksum in a link


def parameters(query: Query) -> dict[str, str | list[str]]:
    """A question as a link to any page holds it."""
    values: dict[str, str | list[str]] = {
        "q": query.text,
        "since": str(query.since or ""),
        "until": str(query.until or ""),
        "undated": "true" if query.undated else "",
        "plain": "true" if query.plain else "",
        "outlet": list(query.outlets),
        "language": list(query.languages),
        "speaker": list(query.speakers),
        "after": str(query.received_after or ""),
    }
    return {name: value for name, value in values.items() if value}


def search_url(base: str, query: Query, collection: str = "") -> str:
    """The Search page with this question, of a desk at `base`.

    >>> search_url("https://desk.example/newsdesk/", Query("ferry", received_after=7))
    'https://desk.example/newsdesk/?q=ferry&after=7'
    """
    return _url(base, "", parameters(query) | _within(collection))


def words_url(base: str, article: Article, start: int, end: int, collection: str = "") -> str:
    """The Article page at these very words, in the version that has them."""
    where = {"article": article.id, "sha256": article.sha256[:CHECKED], "start": str(start), "end": str(end)}
    return _url(base, "article", where | _within(collection))


def _within(collection: str) -> dict[str, str]:
    return {"collection": collection} if collection else {}


def _url(base: str, page: str, parameters: dict[str, str | list[str]] | dict[str, str]) -> str:
    return f"{base.rstrip('/')}/{page}?{urlencode(parameters, doseq=True)}"
