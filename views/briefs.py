"""A brief of what matches: verbatim sentences, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from desk.wording import altered_line, brief_line, printed_line
from views import answers
from views.escape import safe, to_words
from views.hits import byline

if TYPE_CHECKING:
    from desk.altered import Altered
    from desk.brief import Brief, BriefSentence
    from desk.passages import Passage
    from index.engine import Query
    from index.local import Local


def offer(engine: Local, query: Query) -> None:
    """The brief, where the reader asks for one."""
    if st.toggle("In brief: the archive's own sentences", key="brief", bind="query-params"):
        from desk.assignment import Assignment

        with st.spinner("Choosing sentences …"):
            st.html(drawn(answers.brief(engine, Assignment(query=query))))
        st.page_link("views/brief.py", label="Its length, its order and its files", query_params={"q": query.text})


def drawn(found: Brief) -> str:
    """The brief, or why there is none."""
    sentences = "".join(f"<li>{_sentence(sentence)}</li>" for sentence in found.sentences)
    listed = f'<ol class="nd-brief">{sentences}</ol>' if sentences else ""
    return (
        f'<section class="nd-card" aria-label="Brief">{listed}<p class="nd-how">{safe(brief_line(found))}</p></section>'
    )


def passage(words: Passage) -> str:
    """Words with their source."""
    return _stretch(words, safe(words.text), "")


def _sentence(sentence: BriefSentence) -> str:
    before, name, after = sentence.pieces
    marked = f' <span class="nd-means">[{safe(name)}]</span>' if name else ""
    otherwise = "".join(map(_otherwise, sentence.altered))
    return _stretch(sentence.passage, f"{safe(before)}{marked}{safe(after)}", printed_line(sentence)) + otherwise


def _otherwise(altered: Altered) -> str:
    words = altered.passage
    there = to_words("read there", words.article, words.sha256, words)
    quoted = f'<span lang="{safe(words.language)}" dir="auto">{safe(words.text)}</span>'
    return f'<p class="nd-how">{safe(altered_line(altered))}: {quoted} {there}</p>'


def _stretch(passage: Passage, words: str, more: str) -> str:
    there = to_words("read there", passage.article, passage.sha256, passage)
    said = " · ".join(filter(None, (byline(passage.outlet, str(passage.published or "")), safe(more), there)))
    return f'<p class="nd-words" lang="{safe(passage.language)}" dir="auto">{words}</p><p class="nd-by">{said}</p>'
