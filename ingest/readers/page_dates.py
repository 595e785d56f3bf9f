"""What a page says of the day of its own publication. Nothing is guessed from its text, its footer or the clock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ingest.published import read_day
from ingest.received import DateGiven

Page = Any  # an lxml.html.HtmlElement: lxml ships no types

_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished",
    "parsely-pub-date", "sailthru.date", "article.published", "published_at", "publication_date", "publish_date",
    "publish-date", "published-date", "publishdate", "pubdate", "pub_date", "rnews:datepublished",
    "cxenseparse:recs:publishtime", "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created",
    "dc.date", "dcterms.date", "citation_publication_date", "article_date_original", "displaydate", "ptime", "date",
)  # fmt: skip
_ARTICLES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BlogPosting",
     "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "WebPage", "VideoObject", "Report")
)  # fmt: skip
_DIFFER = "stands among other days under the same name on the page"


def page_dates(page: Page) -> Iterator[DateGiven]:
    """Dates of publication, the most trustworthy first: meta tags, then JSON-LD, then marked times.

    Values under one name that differ belong to other articles on the page too, and say nothing.
    """
    named = (*_meta(page), ("JSON-LD datePublished", _json_ld(page)), *_marked(page))
    for name, values in named:
        if values:
            differ = len(set(map(read_day, values))) > 1
            yield DateGiven(values[0], name, doubt=_DIFFER if differ else None)


def _meta(page: Page) -> Iterator[tuple[str, list[str]]]:
    said = [(_name(tag), tag.get("content", "").strip()) for tag in page.iter("meta")]
    for name in _META:
        yield f"meta {name}", [content for called, content in said if called == name and content]


def _name(tag: Page) -> str:
    return (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()


def _json_ld(page: Page) -> list[str]:
    """`datePublished` of the articles described."""
    scripts = (tag.text or "" for tag in page.iter("script") if tag.get("type", "").lower() == "application/ld+json")
    return [value for script in scripts for value in _published(_parsed(script))]


def _parsed(script: str) -> Any:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _published(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _published(part)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        value = node.get("datePublished")
        if isinstance(value, str) and _ARTICLES & set(kinds if isinstance(kinds, list) else [kinds]):
            yield value
        yield from _published(node.get("@graph"))


def _marked(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Elements marked as the date of publication, and the times of the article and its header."""
    marked = page.xpath("//*[@itemprop='datePublished' or (self::time and @pubdate)]")
    yield "marked datePublished", [_value(element) for element in marked]
    times = page.xpath("//article//time[@datetime] | //header//time[@datetime]")
    yield "time element", [_value(element) for element in times]


def _value(element: Page) -> str:
    return str(element.get("datetime") or element.get("content") or element.text_content()).strip()
