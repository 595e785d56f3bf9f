"""The days that matter to a question, each told by the archive's own sentences."""

from __future__ import annotations

import streamlit as st

from desk.events import EventDay, Events
from desk.passages import Passage
from desk.wording import day_line, days_line
from index.engine import Engine, Query
from views import answers
from views.escape import safe, to_words
from views.hits import byline


def offer(engine: Engine, query: Query) -> None:
    """The days, where the reader asks for them."""
    if st.toggle("The days that matter: told in the archive's own sentences", key="days", bind="query-params"):
        with st.spinner("Reading the articles that match …"):
            st.html(_drawn(answers.events(engine, query)))


def _drawn(found: Events) -> str:
    days = "".join(map(_day, found.days))
    return f'<section aria-label="The days that matter">{days}<p class="nd-how">{safe(days_line(found))}</p></section>'


def _day(told: EventDay) -> str:
    sentences = "".join(map(_sentence, told.sentences))
    head = f'<h3><time>{safe(told.day)}</time></h3><p class="nd-how">{safe(day_line(told))}</p>'
    return f'<article class="nd-card nd-day">{head}{sentences}</article>'


def _sentence(sentence: Passage) -> str:
    there = to_words("read there", sentence.article, sentence.sha256, sentence)
    words = f'<p class="nd-words" lang="{safe(sentence.language)}" dir="auto">{safe(sentence.text)}</p>'
    return f'{words}<p class="nd-by">{byline(sentence.outlet, str(sentence.published or ""))} · {there}</p>'
