"""A brief in the words of the reader's own language model, over the sentences that it rests on."""

from __future__ import annotations

import streamlit as st

from desk.assignment import Assignment
from desk.brief import Brief
from desk.language_model import Endpoint
from desk.phrasing import ModelError, Phrased, PhrasedSentence
from desk.wording import struck_line
from index.local import Local
from views import answers
from views.escape import safe, say


def offer(library: Local, assignment: Assignment, found: Brief) -> None:
    """The phrased brief, where a model is set up and the reader asks for it."""
    endpoint = Endpoint.of(library.settings)
    if endpoint is None or not found.sentences:
        return
    if st.toggle("Let the language model phrase it", key="phrased", bind="query-params"):
        try:
            with st.spinner("The language model is writing …"):
                st.html(_drawn(answers.phrased(library, assignment, endpoint), endpoint))
        except ModelError as error:
            say(f"{error} Below is the brief in the archive's own words.")


def _drawn(phrased: Phrased, endpoint: Endpoint) -> str:
    sentences = "".join(map(_sentence, phrased.sentences))
    return (
        '<section class="nd-card nd-phrased" aria-label="Phrased by a language model"><p class="nd-how">'
        f"Written by the language model {safe(endpoint.model)}, not by a newspaper. Each sentence names those below "
        f"that it rests on; what goes beyond them is struck out.</p>{sentences}</section>"
    )


def _sentence(sentence: PhrasedSentence) -> str:
    if sentence.struck:
        return f'<p dir="auto"><s>{safe(sentence.text)}</s> <small>{safe(struck_line(sentence))}</small></p>'
    rests_on = ", ".join(map(str, sentence.rests_on))
    return f'<p dir="auto">{safe(sentence.text)} <sup>{safe(rests_on)}</sup></p>'
