"""Saved searches on the Search page: keep the question, see what is new, and forget it."""

from __future__ import annotations

import streamlit as st

from desk.links import parameters
from desk.saved import Saved, forget, looked, news_of, save, saved
from desk.scope import Scoped
from desk.wording import count
from index.engine import Query
from views import alerts, answers
from views.escape import link, safe

NAMED = 3  # searches that the badge names


def badge(engine: Scoped) -> None:
    """How much is new, on every page; nothing where nothing is."""
    new = [(one, many) for one in saved(engine) if (many := answers.new_for(engine, one))]
    if new:
        named = " · ".join(f"{_news(one, many)} for {safe(one.name)}" for one, many in new[:NAMED])
        more = f" · and {len(new) - NAMED} searches more" if len(new) > NAMED else ""
        st.html(f'<p class="nd-how nd-new" role="status">{named}{more}</p>')


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
        if own := [one for one in kept if one.entry.author == engine.person.name]:
            alerts.draw(engine, own)


def _row(engine: Scoped, one: Saved) -> None:
    new = answers.new_for(engine, one)
    everything = link("search", one.name, **parameters(one.query))
    news, looked_at = _news(one, new), f"since {one.looked:%Y-%m-%d}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{everything}: {news if new else 'nothing new'} {safe(looked_at)}</p>")
        if new and st.button("Seen", key=f"seen-{one.entry.number}", help="Count from now on"):
            looked(engine, one)
            st.rerun()
        if st.button("Forget", key=f"forget-{one.entry.number}"):
            forget(engine, one.name)
            st.rerun()


def _news(one: Saved, new: int) -> str:
    return link("search", f"{count(new, 'paragraph')} new", **parameters(news_of(one)))
