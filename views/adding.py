"""Files from the browser into the library: the upload, its progress, its receipt, and what was refused."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from desk.intake import take_in
from index.local import Local
from ingest.article import NewsdeskError, Refusal
from views.escape import safe, say

STAGES = {"words": "Reading: {done:,} articles found by words", "meaning": "Embedding: {done:,} of {of:,} texts"}


def upload(library: Local) -> None:
    """Choose files, and add them."""
    st.subheader("Add articles", anchor=False)
    key = f"files-{st.session_state.get('added', 0)}"  # another key after each adding: an uploader cannot be emptied
    files = st.file_uploader(
        "Text, saved pages, tables, feeds, web archives, documents, mail; packed too",
        accept_multiple_files=True,
        key=key,
    )
    if st.button("Add to the library", type="primary", disabled=not files):
        bar = st.progress(0.0, "Reading …")
        st.caption("Stay on this page until it is done. What is in the library by then stays in it.")
        try:
            came = take_in(
                library,
                [(file.name, file.getbuffer()) for file in files],
                lambda stage, done, of: _show(bar, stage, done, of),
            )
        except NewsdeskError as error:
            say(str(error))
            return
        st.session_state["receipt"] = "\n".join(came.lines())
        st.session_state["added"] = st.session_state.get("added", 0) + 1
        st.rerun()


def receipt() -> None:
    """What became of the files added last, once."""
    if told := st.session_state.pop("receipt", ""):
        say(told)


def refused(library: Local) -> None:
    """What never became an article, with its reason."""
    refusals = library.refusals()
    if refusals:
        st.html(f"<h2>Refused: {safe(len(refusals))}</h2>")
        st.dataframe(_table(refusals), hide_index=True, alt="Files and lines that were refused, with reasons")


def _show(bar: st.delta_generator.DeltaGenerator, stage: str, done: int, of: int | None) -> None:
    bar.progress(done / of if of else 0.0, STAGES[stage].format(done=done, of=of or 0))


def _table(refusals: tuple[Refusal, ...]) -> pd.DataFrame:
    return pd.DataFrame([{"Where": refusal.origin, "Why": refusal.reason} for refusal in refusals])
