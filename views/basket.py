"""Passages that the reader picks on one page and briefs on another: kept in the session and in the URL."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from desk.picks import parse_pick, pick_of
from desk.wording import count
from index.engine import Hit, QuoteHit
from views.escape import link, safe
from views.frame import explained

KEY = "pick"  # also its name in the URL
DROPPED = "picks-dropped"
# Constant, without a word of an article: shows a pick at once, and tells all that the page shows as picked and not, so
# that of presses in quick succession, which Streamlit joins, none is lost.
HEAR = """export default function ({ setTriggerValue }) {
  const first = !window.newsdeskPicks;
  window.newsdeskPicks = setTriggerValue; // one listener: a component that is drawn again may be two for a moment
  if (!first) return;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-pick]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "✓ picked" : "pick for a brief";
    const buttons = [...document.querySelectorAll("button[data-pick]")];
    const all = (on) => buttons.filter((b) => b.getAttribute("aria-pressed") === String(on)).map((b) => b.dataset.pick);
    window.newsdeskPicks("shown", { on: all(true), off: all(false) });
  });
}"""


def picked() -> tuple[str, ...]:
    """What is picked, in the order of picking; a link's own picks where the session has none yet."""
    if KEY not in st.session_state:
        st.session_state[KEY] = list(dict.fromkeys(st.query_params.get_all(KEY)))
    return tuple(st.session_state[KEY])


def button(hit: Hit, chosen: Collection[str]) -> str:
    """A button to pick a hit with, on pages that `tell`: a widget for each hit is what a page of hits spent most on."""
    pick = str(pick_of(hit))
    on = pick in chosen
    pressed, label = str(on).lower(), "✓ picked" if on else "pick for a brief"
    return f'<button type="button" class="nd-cite" data-pick="{safe(pick)}" aria-pressed="{pressed}">{label}</button>'


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
    st.session_state[DROPPED] = dropped() + 1


def dropped() -> int:
    """How often: a page that draws its buttons with it draws them anew, where only the browser has pressed them."""
    return int(st.session_state.get(DROPPED, 0))


@st.fragment
def tell() -> None:
    """Hear the buttons; how much is picked, the way to its brief, and the picks in the URL."""
    component = st.components.v2.component("newsdesk_picks", js=HEAR)
    if shown := component(key="picks", on_shown_change=_nothing).shown:
        with explained():
            _take(shown["on"], shown["off"])
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
            clear()
            st.rerun()


def _take(on: list[str], off: list[str]) -> None:
    kept = [pick for pick in picked() if pick not in off]
    st.session_state[KEY] = list(dict.fromkeys([*kept, *(str(parse_pick(pick)) for pick in on)]))


def _nothing() -> None:
    """Streamlit wants to be told that a trigger is listened to."""
