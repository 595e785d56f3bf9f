"""Names that may be one person's, and the hand that merges them: nothing is merged in silence."""

from __future__ import annotations

from functools import partial

import streamlit as st

from desk.people import merge, suggestions
from desk.scope import Scoped
from index.local import Local
from ingest.article import NewsdeskError
from views import answers
from views.escape import safe, say
from views.rights import may_edit

SHOWN = 8  # suggestions at a time


def draw(engine: Scoped) -> None:
    """Two names to write, and pairs that look like one person."""
    if not may_edit(engine, "merging two names"):
        return
    with st.expander("Two names, one person?"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input("They go under", key="merge_name", placeholder="Dong Jun")
            also = st.text_input("and are also printed as", key="merge_also", placeholder="董军")
            ready = bool(name.strip() and also.strip())
            st.button("Merge", disabled=not ready, on_click=partial(_merge, engine, name, also))
        if problem := st.session_state.pop("merge_problem", ""):
            say(problem)
        for one in suggestions(answers.speakers(engine), engine.corrections().names)[:SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                pair = f"<bdi>{safe(one.name)}</bdi> and <bdi>{safe(one.also)}</bdi>"
                st.html(f'<p class="nd-by">Perhaps one person: {pair} ({safe(one.why)})</p>')
                key = f"merge_{one.name}_{one.also}"
                st.button("Merge these", key=key, on_click=partial(_merge, engine, one.name, one.also))


def _merge(engine: Local, name: str, also: str) -> None:
    try:
        merge(engine, name, also)
    except NewsdeskError as error:
        st.session_state["merge_problem"] = str(error)
