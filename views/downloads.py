"""Buttons that give a brief or a comparison as a file, made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from desk.assignment import Assignment
from desk.compare import Sides
from desk.export import FORMS, MEDIA_TYPES, export
from desk.scope import Scoped
from desk.titles import file_name, title_of
from views.taking import button


def offer(library: Scoped, asked: Assignment | Sides) -> None:
    """A button for each form."""
    st.html('<p class="nd-how">Take it along, with a note on every sentence that proves it:</p>')
    with st.container(horizontal=True):
        for form, name in FORMS.items():
            title = title_of(asked)
            make = partial(export, library, asked, form)
            button(library, f"As {name}", make, file_name(title, form), MEDIA_TYPES[form], f"{form} of {title}")
