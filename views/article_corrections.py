"""What people put right in an article: quotes and dates, each to be undone."""

from __future__ import annotations

from functools import partial

import streamlit as st

from desk.corrections import CorrectionError, listed, told, undo
from desk.wording import shortened
from index.local import Local
from ingest.article import Article
from views.escape import safe, say

LABEL = 60  # characters of the words that a correction is about


def draw(engine: Local, article: Article) -> None:
    """Every correction that holds; nothing where there is none."""
    entries = listed(engine, article.id)
    if entries:
        st.html("<h2>Put right by people</h2>")
    if problem := st.session_state.pop("undo_problem", ""):
        say(problem)
    for entry, there in entries:
        with st.container(horizontal=True, vertical_alignment="center"):
            words = f"“{shortened(entry.anchor.words, LABEL)}”" if entry.anchor and entry.anchor.words else ""
            gone = "" if there else " (these words are no longer in the article)"
            st.html(f'<p class="nd-by">{safe(entry.kind)}: {safe(told(entry))} · {safe(words)}{gone}</p>')
            st.button("Undo", key=f"undo_{entry.number}", on_click=partial(_undo, engine, entry.number))


def _undo(engine: Local, entry: int) -> None:
    try:
        undo(engine, entry)
    except CorrectionError as error:  # somebody else was faster
        st.session_state["undo_problem"] = str(error)
