"""What people put right, in one article or in all: quotes, names and dates, each to be undone."""

from __future__ import annotations

import streamlit as st

from desk.corrections import listed, told, undo
from desk.scope import Scoped
from desk.wording import shortened
from ingest.article import Article, Span
from views.escape import safe, to_words
from views.tried import press, tell_problem

LABEL = 60  # characters of the words that a correction is about


def draw(engine: Scoped, article: Article | None) -> None:
    """Every correction that holds, in all articles where none is given; nothing where there is none."""
    entries = listed(engine, article.id if article else None)
    if entries:
        st.html("<h2>Put right by people</h2>")
    tell_problem("corrections")
    for entry, there in entries:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = f"“{shortened(entry.anchor.words, LABEL)}”" if entry.anchor and entry.anchor.words else ""
            gone = "" if there else " (these words are no longer in the article)"
            at = entry.anchor
            where = f" · {to_words('read there', at.article, at.sha256, Span(at.start, at.end))}" if at else ""
            told_words = f" · {safe(words)}" if words else ""
            st.html(f'<p class="nd-by">{safe(entry.kind)}: {safe(told(entry))}{told_words}{gone}{where}</p>')
            if engine.may("editor"):
                st.button("Undo", key=f"undo_{entry.number}", on_click=press("corrections", engine, undo, entry.number))
