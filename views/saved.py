"""Saved searches on the Search page: keep the question, see what is new, and forget it."""

from __future__ import annotations

import streamlit as st

from desk.links import parameters
from desk.saved import Saved, forget, looked, news_of, save, saved
from desk.scope import Scoped
from desk.wording import count
from index.engine import Query
from ingest.article import NewsdeskError
from views import alerts, answers
from views.escape import link, safe
from views.sign_in import own_key
from views.tried import press, tell_problem

NAMED = 3  # searches that the badge names
NAME = "saved_name"


def badge(engine: Scoped) -> None:
    """How much is new, on every page; nothing where nothing is."""
    new = [(one, many) for one in saved(engine) if isinstance(many := _new(engine, one), int) and many]
    if new:
        named = " · ".join(f"{_news(one, many)} for {safe(one.name)}" for one, many in new[:NAMED])
        more = f" · and {len(new) - NAMED} searches more" if len(new) > NAMED else ""
        st.html(f'<p class="nd-how" role="status">{named}{more}</p>')


def panel(engine: Scoped, query: Query) -> None:
    """Everything that is saved, and a name for the question that is asked now."""
    kept = saved(engine)
    with st.popover(f"Saved searches ({len(kept)})" if kept else "Save this search"):
        tell_problem("saved")
        for one in kept:
            _row(engine, one)
        with st.form("save-search", border=False):
            st.text_input("Name for this search", key=NAME)
            st.form_submit_button("Save this search", on_click=press("saved", engine, _save, query))
        if own := [one for one in kept if one.entry.author == engine.person.name]:
            alerts.draw(engine, own)


def _row(engine: Scoped, one: Saved) -> None:
    new, number = _new(engine, one), one.entry.number
    everything = link("search", one.name, **parameters(one.query))
    told = new if isinstance(new, str) else f"{_news(one, new) if new else 'nothing new'} since {one.looked:%Y-%m-%d}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{everything}: {told}</p>")
        if new:
            seen = press("saved", engine, looked, one)
            st.button("Seen", key=own_key(engine, f"seen-{number}"), help="Count from now on", on_click=seen)
        forgotten = press("saved", engine, forget, one.name)
        st.button("Forget", key=own_key(engine, f"forget-{number}"), on_click=forgotten)


def _new(engine: Scoped, one: Saved) -> int | str:
    """How much is new; a sentence as HTML where the search cannot be asked now, so that the others still can."""
    try:
        return answers.new_for(engine, one)
    except NewsdeskError as error:
        return safe(str(error))


def _save(engine: Scoped, query: Query) -> None:
    save(engine, st.session_state[NAME], query)
    st.session_state[NAME] = ""


def _news(one: Saved, new: int) -> str:
    return link("search", f"{count(new, 'paragraph')} new", **parameters(news_of(one)))
