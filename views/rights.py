"""What a person may not do is not offered, and the page says why; the library refuses it all the same."""

from __future__ import annotations

import streamlit as st

from desk.scope import Scoped


def may_edit(library: Scoped, what: str) -> bool:
    """Whether the person is an editor here; else the page says that `what`, a few words of ours, takes one."""
    if library.may("editor"):
        return True
    st.html(f'<p class="nd-how">You read this collection: {what} takes an editor.</p>')
    return False
