"""The days that matter to a question, each told by the archive's own sentences."""

from __future__ import annotations

import streamlit as st

from desk.events import EventDay, Events
from desk.passages import Passage
from desk.periods import Grain
from desk.wording import count, day_line, days_line, period_line, speaker_line
from index.engine import Query, QuoteHit
from index.local import Local
from views import answers
from views.escape import safe, to_words
from views.hits import byline

PERIODS: dict[str, Grain] = {"days": "day", "weeks": "week", "months": "month"}
MANY: dict[str, int | None] = {"as many as stand out": None, "10": 10, "20": 20, "50": 50}
SENTENCES = (2, 1, 3)


def asked(engine: Local, query: Query) -> Events | None:
    """The days, where the reader asks for them, and of which length and how many."""
    if not st.toggle("The days that matter: told in the archive's own sentences", key="days", bind="query-params"):
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        grain = PERIODS[st.selectbox("Tell", list(PERIODS), key="tell", bind="query-params", width=120)]
        many = MANY[st.selectbox("How many", list(MANY), key="many", bind="query-params", width=200)]
        sentences = st.selectbox("Sentences for each", SENTENCES, key="sentences", bind="query-params", width=160)
    with st.spinner("Reading the articles that match …"):
        return answers.events(engine, query, grain, many, sentences)


def draw(found: Events) -> None:
    """Each with its sentences, its quotes and how many tell of it."""
    days = "".join(map(_day, found.days))
    rests = f'<p class="nd-how">{safe(days_line(found))}</p>'
    st.html(f'<section aria-live="polite" aria-label="The days that matter">{days}{rests}</section>')


def _day(told: EventDay) -> str:
    sentences = "".join(map(_sentence, told.sentences))
    head = f'<h3><time>{safe(period_line(told))}</time></h3><p class="nd-how">{safe(day_line(told))}</p>'
    return f'<article class="nd-card nd-day">{head}{sentences}{_quotes(told)}</article>'


def _sentence(sentence: Passage) -> str:
    there = to_words("read there", sentence.article, sentence.sha256, sentence)
    words = f'<p class="nd-words" lang="{safe(sentence.language)}" dir="auto">{safe(sentence.text)}</p>'
    return f'{words}<p class="nd-by">{byline(sentence.outlet, str(sentence.published or ""))} · {there}</p>'


def _quotes(told: EventDay) -> str:
    if not told.quotes:
        return ""
    quotes = "".join(map(_quote, told.quotes))
    return f"<details><summary>{safe(count(len(told.quotes), 'quote'))}</summary><ul>{quotes}</ul></details>"


def _quote(quote: QuoteHit) -> str:
    words = to_words(quote.text, quote.article, quote.sha256, quote)
    return f'<li><span dir="auto">{words}</span> <span class="nd-by">{safe(speaker_line(quote))}</span></li>'
