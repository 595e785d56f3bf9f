"""Names that may be one person's, and the hand that merges them: nothing is merged in silence."""

from __future__ import annotations

import streamlit as st

from desk.people import merge, suggestions
from desk.scope import Scoped
from views import answers
from views.escape import safe
from views.rights import may_edit
from views.tried import press, tell_problem

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
            st.button("Merge", disabled=not ready, on_click=press("merging", engine, merge, name, also))
        tell_problem("merging")
        for one in suggestions(answers.speakers(engine), engine.corrections().names)[:SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                pair = f"<bdi>{safe(one.name)}</bdi> and <bdi>{safe(one.also)}</bdi>"
                st.html(f'<p class="nd-by">Perhaps one person: {pair} ({safe(one.why)})</p>')
                key = f"merge_{one.name}_{one.also}"
                st.button("Merge these", key=key, on_click=press("merging", engine, merge, one.name, one.also))
