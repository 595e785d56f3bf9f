"""A brief of what matches: verbatim sentences, each with its source."""

from __future__ import annotations

import streamlit as st

from desk.assignment import Assignment
from desk.brief import Brief, BriefSentence
from desk.wording import brief_line, printed_line
from index.engine import Engine, Query
from views import answers
from views.escape import safe, to_words
from views.hits import byline


def offer(engine: Engine, query: Query) -> None:
    """The brief, where the reader asks for one."""
    if st.toggle("In brief: the archive's own sentences", key="brief", bind="query-params"):
        with st.spinner("Choosing sentences …"):
            st.html(_drawn(answers.brief(engine, Assignment(query=query))))


def _drawn(found: Brief) -> str:
    sentences = "".join(f"<li>{_sentence(sentence)}</li>" for sentence in found.sentences)
    listed = f'<ol class="nd-brief">{sentences}</ol>' if sentences else ""
    return (
        f'<section class="nd-card" aria-label="Brief">{listed}<p class="nd-how">{safe(brief_line(found))}</p></section>'
    )


def _sentence(sentence: BriefSentence) -> str:
    passage, (before, name, after) = sentence.passage, sentence.pieces
    marked = f' <span class="nd-means">[{safe(name)}]</span>' if name else ""
    words = f'<p class="nd-words" lang="{safe(passage.language)}" dir="auto">{safe(before)}{marked}{safe(after)}</p>'
    there = to_words("read there", passage.article, passage.sha256, passage)
    printed = "".join(f" · {safe(told)}" for told in [printed_line(sentence)] if told)
    return f'{words}<p class="nd-by">{byline(passage.outlet, str(passage.published or ""))}{printed} · {there}</p>'
