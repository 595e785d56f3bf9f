"""Passages that the reader picks on one page and briefs on another: kept in the session and in the URL."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from desk.picks import parse_pick, pick_of
from desk.wording import count
from index.engine import Hit, QuoteHit
from views import pressed
from views.frame import explained

KEY = "pick"  # also its name in the URL
DROPPED = "picks-dropped"
SHOWN = ("✓ picked", "pick for a brief")


def picked() -> tuple[str, ...]:
    """What is picked, in the order of picking; a link's own picks where the session has none yet."""
    if KEY not in st.session_state:
        st.session_state[KEY] = list(dict.fromkeys(st.query_params.get_all(KEY)))
    return tuple(st.session_state[KEY])


def button(found: Hit | QuoteHit, chosen: Collection[str]) -> str:
    """To pick it with, on pages that `tell`: a widget for each hit is what a page of hits spent most on."""
    pick = str(pick_of(found))
    return pressed.button(KEY, pick, SHOWN, on=pick in chosen)


def take_out(*picks: str) -> None:
    """Pick them no longer."""
    st.session_state[KEY] = [one for one in picked() if one not in picks]
    st.session_state[DROPPED] = dropped() + 1


def dropped() -> int:
    """How often: a page that draws its buttons with it draws them anew, where only the browser has pressed them."""
    return int(st.session_state.get(DROPPED, 0))


@st.fragment
def tell() -> None:
    """Hear the buttons; how much is picked, the way to its brief, and the picks in the URL."""
    if heard := pressed.heard(KEY, SHOWN).pressed:
        with explained():
            _take(heard)
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
        if st.button("Drop all picks", type="tertiary"):
            take_out(*chosen)
            st.rerun()


def _take(heard: Mapping[str, bool]) -> None:
    kept = [pick for pick in picked() if heard.get(pick, True)]
    st.session_state[KEY] = list(dict.fromkeys([*kept, *(str(parse_pick(pick)) for pick, on in heard.items() if on)]))
