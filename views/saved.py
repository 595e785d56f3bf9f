"""Saved searches on the Search page: keep the question, see what is new, and forget it."""

from __future__ import annotations

import streamlit as st

from desk.saved import Saved, forget, looked, news_of, save, saved
from desk.scope import Scoped
from desk.wording import count
from index.engine import Query
from views import answers
from views.ask import parameters
from views.escape import link, safe

AFTER = "after"  # in the URL: only what came after that many articles


def panel(engine: Scoped, query: Query) -> None:
    """Everything that is saved, and a name for the question that is asked now."""
    kept = saved(engine)
    with st.popover(f"Saved searches ({len(kept)})" if kept else "Save this search"):
        for one in kept:
            _row(engine, one)
        with st.form("save-search", border=False):
            name = st.text_input("Name for this search")
            if st.form_submit_button("Save this search") and name.strip():
                save(engine, name, query)
                st.rerun()


def since_then() -> int:
    """After which article the link asks; 0: for everything."""
    after = str(st.query_params.get(AFTER, ""))
    return int(after) if after.isdecimal() else 0


def _row(engine: Scoped, one: Saved) -> None:
    new = answers.search(engine, news_of(one)).groups
    everything = link("search", one.name, **parameters(one.query))
    news = link("search", f"{count(new, 'paragraph')} new", **parameters(one.query), after=one.received)
    looked_at = f"since {one.entry.written:%Y-%m-%d}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{everything}: {news if new else 'nothing new'} {safe(looked_at)}</p>")
        if new and st.button("Seen", key=f"seen-{one.entry.number}", help="Count from now on"):
            looked(engine, one)
            st.rerun()
        if st.button("Forget", key=f"forget-{one.entry.number}"):
            forget(engine, one.name)
            st.rerun()
