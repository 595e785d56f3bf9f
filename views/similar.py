"""More like this: the Search page for a passage instead of a question. The link names the passage."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from desk import places
from desk.paging import PER_PAGE
from desk.scope import Scoped
from index.engine import Query
from views import answers, basket, hits
from views.escape import link, safe, say

SHOWN = 200  # characters of the passage that are shown above what is like it


def draw(engine: Scoped, query: Query) -> bool:
    """What is like the passage that the link names; False where it names none."""
    if not (id := st.query_params.get("like")):
        return False
    from desk.like import passage  # here: it brings what the command line prints with

    article = engine.article(id)
    span = places.passage(article, st.query_params.get("start", ""), st.query_params.get("end", ""))
    words = " ".join(passage(article, span).split())
    told = f"More like: “{words[:SHOWN]}{'…' if len(words) > SHOWN else ''}”"
    st.html(f'<p class="nd-say" role="status">{safe(told)} {link("search", "Back to questions")}</p>')
    found = answers.like(engine, article.id, span, replace(query, text="", limit=PER_PAGE))
    if found.hits:
        basket.tell()
        hits.cards(engine, found.hits)
    else:
        say("Nothing in other articles is like it.")
    return True
