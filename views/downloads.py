"""Buttons that give a brief or a comparison as a file, made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from desk.assignment import Assignment
from desk.compare import Sides
from desk.export import FORMS, export
from desk.titles import file_name, title_of
from index.local import Local

MEDIA_TYPES = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "zip": "application/zip",
}


def offer(library: Local, asked: Assignment | Sides) -> None:
    """A button for each form."""
    st.html('<p class="nd-how">Take it along, with a note on every sentence that proves it:</p>')
    with st.container(horizontal=True):
        for form, name in FORMS.items():
            st.download_button(
                f"As {name}",
                partial(export, library, asked, form),
                file_name(title_of(asked), form),
                MEDIA_TYPES[form],
                key=f"as-{form}",
                on_click="ignore",
            )
