"""HTML pages: the article's words by trafilatura, its date only from what the page says of its own publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from trafilatura.settings import Document

from ingest.article import IngestError, Refusal
from ingest.published import dates_in
from ingest.readers.foreign import reading
from ingest.readers.markup import markup_text
from ingest.readers.opened import ONE_ARTICLE, Opened
from ingest.readers.page_dates import Page, page_dates
from ingest.received import DateGiven, Received, assemble, keepable, source_of

# No `favor_precision`: it drops share buttons, and paragraphs with them (token F1 .9823, without it .9845, in
# benchmarks/messy.py). Extraction's own search for a date, which is not used, takes seconds on a page of many.
_OPTIONS: Any = {
    "include_comments": False,
    "with_metadata": True,
    "date_extraction_params": {"extensive_search": False, "original_date": True},
}
_MOST_ELEMENTS = 40_000  # the time that extraction takes grows with their square, to 5 s here; a live blog has 10,000
_LINE_END = re.compile(r"[ \t\f]*[\r\n]\s*")
_KEPT_LINES = frozenset(("pre", "code", "script", "style", "textarea"))
_LEAST = 80  # characters of a body; a shorter one without a date is an error page or a request for consent


def read_html(file: Opened) -> Iterator[Received | Refusal]:
    """The article of a page; a page without one is refused."""
    content = file.content(ONE_ARTICLE)
    with reading("an HTML page"):
        found, dates = _extracted(keepable(markup_text(content, file.charset)), file.url)
    if found is None or not _is_article(found.text or "", dates):
        yield Refusal(
            file.origin, "no article was found in this HTML: is it a front page, a consent page or a redirect?"
        )
        return
    words = assemble(found.title or "", "", found.text or "")
    yield Received(
        text=words.text,
        title=words.title,
        lede=None,
        source=source_of(content, origin=file.origin, media_type="text/html"),
        url=found.url,
        outlet=found.hostname or found.sitename,
        dates=dates,
    )


def _extracted(markup: str, url: str | None) -> tuple[Document | None, tuple[DateGiven, ...]]:
    page = trafilatura.load_html(markup)
    if page is None:
        return None, ()
    if sum(1 for _ in page.iter()) > _MOST_ELEMENTS:
        raise IngestError(f"a page of more than {_MOST_ELEMENTS:,} elements, which is no article: split it")
    dates = tuple(page_dates(page))  # before the extraction, which prunes the tree
    if _reloads(page) and not _tells_a_day(dates) and not dates_in(url):
        return None, ()
    _join_lines(page)
    found = trafilatura.bare_extraction(page, url=url, **_OPTIONS)
    return found if isinstance(found, Document) else None, dates


def _reloads(page: Page) -> bool:
    """The page loads itself or another after a while, as front pages and redirects do."""
    return any(tag.get("http-equiv", "").lower() == "refresh" for tag in page.iter("meta"))


def _join_lines(page: Page) -> None:
    """Line ends in the markup are spaces to a reader; extraction would keep them as ends of paragraphs."""
    for element in page.iter("*"):
        if element.tag not in _KEPT_LINES and element.text:
            element.text = _LINE_END.sub(" ", element.text)
        if element.tail and next(element.iterancestors("pre"), None) is None:
            element.tail = _LINE_END.sub(" ", element.tail)


def _is_article(body: str, dates: tuple[DateGiven, ...]) -> bool:
    return bool(body.strip()) and (len(body) >= _LEAST or _tells_a_day(dates))


def _tells_a_day(dates: tuple[DateGiven, ...]) -> bool:
    return any(not given.doubt for given in dates)
