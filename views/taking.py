"""A button that gives a file: it is made when somebody takes it, and written down in the audit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from desk.scope import Scoped
from desk.taken_out import note_export
from views.sign_in import later


def button(library: Scoped, label: str, make: Callable[[], str | bytes], name: str, media_type: str, told: str) -> None:
    """A file, made when somebody takes it; `told` is what the audit says of it."""
    st.download_button(label, partial(_taken, later(library), make, told), name, media_type, on_click="ignore")


def _taken(now: Callable[[], Scoped], make: Callable[[], str | bytes], told: str) -> str | bytes:
    """Nothing for whose right to read has ended since the button was drawn."""
    library = now()
    content = make()
    note_export(library, told)
    return content
