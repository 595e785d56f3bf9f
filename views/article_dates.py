"""The dates of an article, and a person's hand on them: when it appeared, when it was said, what its words speak of."""

from __future__ import annotations

import streamlit as st

from desk.date_corrections import UNDATED, correct_day, correct_mention, days_spoken_of
from desk.scope import Scoped
from desk.wording import count, shortened
from ingest.article import Article, DateMention
from views.escape import safe, to_words
from views.rights import may_edit
from views.tried import press, tell_problem

LABEL = 40  # characters around a date in a list to choose from


def draw(engine: Scoped, article: Article, *, is_current: bool) -> None:
    """What dates the article, with its evidence, and for the current version the forms that put it right."""
    st.html("<h2>Dates</h2>" + as_list(article))
    if not is_current:
        st.html('<p class="nd-how">Corrections belong to the current version.</p>')
        return
    if not may_edit(engine, "putting a date right"):
        return
    with st.expander("Put a date right"):
        _day_form(engine, article)
        if article.dates:
            _mention_form(engine, article)
        tell_problem("dates")


def as_list(article: Article) -> str:
    """Both clocks of the article, each with what it rests on, and how many days its text speaks of."""
    published = article.published
    facts = {
        "Appeared": f"{safe(published.day)} (to the {safe(published.precision)}) · {safe(published.evidence)}"
        if published
        else "undated: no trustworthy date was found",
        "Was said": _said(article),
        "Speaks of": f"{count(days_spoken_of(article), 'whole day')}, of all that it says of time",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts.items())
    return f'<dl class="nd-facts">{rows}</dl>'


def _said(article: Article) -> str:
    if article.said is None:
        return (
            "the text does not tell: the day it appeared stands for it"
            if article.published
            else "the text does not tell"
        )
    mention = article.dates[article.said]
    words = to_words(mention.span.of(article.text), article.id, article.sha256, mention.span)
    return f"{safe(mention.value[:10])} · the text tells: “{words}” beside the verb of saying"


def _day_form(engine: Scoped, article: Article) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.text_input("It appeared on", placeholder="2024-01-31, 2024-01 or 2024", key="corrected_day", width=220)
        st.text_input("Because", placeholder="a note, if you like", key="corrected_day_why")
        st.button("Correct the day", on_click=press("dates", engine, _correct_day, article), disabled=not day.strip())
        st.button("It has no date", on_click=press("dates", engine, _correct_day, article, UNDATED))


def _mention_form(engine: Scoped, article: Article) -> None:
    labels = [_label(article, one) for one in article.dates]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Date in the text", range(len(labels)), format_func=labels.__getitem__, key="date_to_correct"
        )
        value = st.text_input("It means", placeholder="2024-01-31, 2024-W05, 2024-01", key="corrected_value", width=220)
        correct = press("dates", engine, _correct_mention, article, chosen)
        st.button("Correct it", on_click=correct, disabled=not value.strip())
        st.button("It is no date", on_click=press("dates", engine, _correct_mention, article, chosen, is_none=True))


def _label(article: Article, one: DateMention) -> str:
    around = article.text[max(0, one.span.start - LABEL // 2) : one.span.end + LABEL // 2]
    return f"{one.span.of(article.text)} = {one.value} · …{shortened(' '.join(around.split()), 2 * LABEL)}…"


def _correct_day(engine: Scoped, article: Article, day: str = "") -> None:
    correct_day(engine, article, day or st.session_state["corrected_day"], why=st.session_state["corrected_day_why"])
    st.session_state["corrected_day"] = st.session_state["corrected_day_why"] = ""


def _correct_mention(engine: Scoped, article: Article, number: int, *, is_none: bool = False) -> None:
    value = "" if is_none else st.session_state["corrected_value"]
    correct_mention(engine, article, article.dates[number].span, value)
    st.session_state["corrected_value"] = ""
