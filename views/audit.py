"""Who added, corrected, removed or took out what: for administrators, on the Library page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from desk.audit_door import audit_row
from desk.scope import Scoped
from desk.tables import inert

SHOWN = 200  # acts; `python -m desk audit` has all of them


def draw(library: Scoped) -> None:
    """The last acts, folded away."""
    if not library.may("administrator"):
        return
    with st.expander("Who did what"):
        acts = [audit_row(act) for act in library.audit.acts(limit=SHOWN)]
        if acts:
            table = pd.DataFrame(acts)[["written", "author", "action", "what"]].map(inert)
            st.dataframe(table, hide_index=True, alt="Who added, corrected, removed or exported what, newest first")
            st.caption("All of it: `python -m desk audit`, also `--action export` and `--csv`.")
        else:
            st.caption("Nothing has been added, corrected, removed or exported yet.")
