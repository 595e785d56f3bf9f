"""The one gate from an article's words to a page: everything that reaches `st.html` comes through here."""

from __future__ import annotations

from contextvars import ContextVar
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from desk.links import CHECKED

if TYPE_CHECKING:
    from desk.passages import Passage
    from index.engine import Hit, QuoteHit
    from ingest.article import Span

    Words = Span | Hit | QuoteHit | Passage  # anything that starts and ends within an article

Parameter = str | list[str]
# What every link carries: the collection, where there are several. A run of a page has a context of its own.
carried: ContextVar[dict[str, str]] = ContextVar("carried")


def safe(text: object) -> str:
    """Text that a page shows as it is: no markup, no attribute's end.

    >>> safe('<b onclick="x">$a$')
    '&lt;b onclick=&quot;x&quot;&gt;$a$'
    """
    return escape(str(text), quote=True)


def link(page: str, label: str, **parameters: Parameter | int) -> str:
    """A link to a page of the dashboard, relative to where it is served from."""
    return f'<a href="{safe(address(page, **parameters))}">{safe(label)}</a>'


def to_words(label: str, article: str, sha256: str, words: Words) -> str:
    """A link to these very words: the checksum keeps it to this version of the article."""
    return link("article", label, article=article, sha256=sha256[:CHECKED], start=words.start, end=words.end)


def address(page: str, **parameters: Parameter | int) -> str:
    """A page with its state.

    >>> address("article", article="0a1b", start=3, end=9)
    'article?article=0a1b&start=3&end=9'
    """
    return f"{page}?{urlencode(parameters | carried.get({}), doseq=True)}"


def say(text: str) -> None:
    """A sentence to the reader that may hold words of theirs or of an article."""
    st.html(f'<p class="nd-say" role="status">{safe(text)}</p>')
