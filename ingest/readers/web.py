"""HTML pages: the article's words by trafilatura, its date only from what the page says of its own publication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import trafilatura
from trafilatura.settings import Document

from ingest.article import Refusal
from ingest.readers.foreign import reading
from ingest.readers.markup import markup_text
from ingest.readers.opened import ONE_ARTICLE, Opened
from ingest.readers.page_dates import page_dates
from ingest.received import DateGiven, Received, assemble, keepable, source_of

# its own search for a date, which is not used, takes seconds on a page of many
_NO_DATE_SEARCH: Any = {"date_extraction_params": {"extensive_search": False, "original_date": True}}
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
    dates = tuple(page_dates(page)) if page is not None else ()  # before the extraction, which prunes the tree
    found = trafilatura.bare_extraction(markup, url=url, include_comments=False, with_metadata=True, **_NO_DATE_SEARCH)
    return found if isinstance(found, Document) else None, dates


def _is_article(body: str, dates: tuple[DateGiven, ...]) -> bool:
    return bool(body.strip()) and (len(body) >= _LEAST or bool(dates))
