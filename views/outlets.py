"""An outlet's name, and what is known of it where a pointer rests on the name."""

from __future__ import annotations

import streamlit as st

from desk.outlets import facts_line, facts_of
from index.local import Local
from views import answers
from views.escape import safe

_KNOWN = "known_outlets"


def learn(engine: Local) -> None:
    """What this library knows of outlets, for all that the page draws."""
    st.session_state[_KNOWN] = answers.outlets(engine)


def outlet_name(outlet: str | None) -> str:
    """The name as received."""
    return f"<bdi{tooltip(outlet)}>{safe(outlet or 'no outlet named')}</bdi>"


def tooltip(outlet: str | None) -> str:
    """The attribute that tells what is known of it; empty: nothing is."""
    told = about(outlet)
    return f' title="{safe(told)}"' if told else ""


def about(outlet: str | None) -> str:
    """What is known of it; empty: nothing."""
    facts = facts_of(st.session_state.get(_KNOWN, {}), outlet)
    return facts_line(facts) if facts else ""
