"""More like this: the Search page for a passage instead of a question. The link names the passage."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from desk.paging import PER_PAGE
from index.engine import Engine, Query
from ingest.article import Span
from views import hits
from views.escape import link, safe, say

SHOWN = 200  # characters of the passage that are shown above what is like it


def draw(engine: Engine, query: Query) -> bool:
    """What is like the passage that the link names; False where it names none."""
    if not (id := st.query_params.get("like")):
        return False
    from desk.like import like, passage  # here: it brings what the command line prints with

    article = engine.article(id)
    span = _span()
    words = " ".join(passage(article, span).split())
    told = f"More like: “{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}”"
    st.html(f'<p class="nd-say" role="status">{safe(told)} {link("search", "Back to questions")}</p>')
    found = like(engine, article, span, replace(query, text="", limit=PER_PAGE))
    if not found.hits:
        say("Nothing in other articles is like it.")
    for hit in found.hits:
        st.html(hits.card(hit))
    return True


def _span() -> Span | None:
    """None: the whole article."""
    start, end = (st.query_params.get(name, "") for name in ("start", "end"))
    return Span(int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
