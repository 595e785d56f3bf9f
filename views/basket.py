"""Passages that the reader picks on one page and briefs on another: kept in the session and in the URL."""

from __future__ import annotations

import streamlit as st

from desk.picks import pick_of
from desk.wording import count
from index.engine import Hit, QuoteHit
from views.escape import link

KEY = "pick"  # also its name in the URL


def picked() -> tuple[str, ...]:
    """What is picked, in the order of picking; a link's own picks where the session has none yet."""
    if KEY not in st.session_state:
        st.session_state[KEY] = list(dict.fromkeys(st.query_params.get_all(KEY)))
    return tuple(st.session_state[KEY])


def offer(hit: Hit) -> None:
    """A box to pick a hit with."""
    pick = str(pick_of(hit))
    st.checkbox("Pick for a brief", value=pick in picked(), key=f"pick-{pick}", on_change=turn, args=(pick,))


def pick_link(page: str, quote: QuoteHit) -> str:
    """A link to the same page with the quote picked; for places where no widget can stand."""
    pick = str(pick_of(quote))
    if pick in picked():
        return "picked"
    state = {name: st.query_params.get_all(name) for name in st.query_params if name != KEY}
    return link(page, "pick", **state, **{KEY: [*picked(), pick]})


def turn(pick: str) -> None:
    """Pick it, or take it out."""
    chosen = picked()
    st.session_state[KEY] = [one for one in chosen if one != pick] if pick in chosen else [*chosen, pick]


def clear() -> None:
    """Take everything out."""
    st.session_state[KEY] = []


def tell() -> None:
    """How much is picked, the way to its brief, and the picks in the URL."""
    chosen = picked()
    if not chosen:
        st.query_params.pop(KEY, None)
        return
    st.query_params[KEY] = list(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "views/brief.py",
            label=f"Brief of {count(len(chosen), 'picked passage')}",
            query_params={"about": "Picked", KEY: list(chosen)},
        )
        st.button("Drop all picks", type="tertiary", on_click=clear)
