"""A button that gives a file: it is made when somebody takes it, and written down in the audit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from desk.taken_out import note_export
from index.local import Local


def button(library: Local, label: str, make: Callable[[], str | bytes], name: str, media_type: str, told: str) -> None:
    """A file, made when somebody takes it; `told` is what the audit says of it."""
    st.download_button(label, partial(_taken, library, make, told), name, media_type, on_click="ignore")


def _taken(library: Local, make: Callable[[], str | bytes], told: str) -> str | bytes:
    content = make()
    note_export(library, told)
    return content
