"""Lists of what is kept, each with its words where they stand now: to be taken away and brought back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from desk.kept import NOTE, bring_back, remove, removed, rewrite
from desk.paging import pages, rows_on
from desk.placed import Kept, number_of
from desk.project_wording import gone_line
from desk.scope import Scoped
from desk.wording import shortened
from index.ledger import Entry
from views.escape import safe, say, to_words
from views.hits import byline
from views.keeping import as_line
from views.sign_in import own_key
from views.tried import press, tell_problem, tried

LABEL = 80  # characters of the words in a list of what was taken away
LAST = 10  # of what was taken away; the command line and HTTP bring back any


def draw(engine: Scoped, found: Sequence[Kept], nothing: str) -> None:
    """Each as a card, a page at a time, with what one may do to one's own; of others' only the words."""
    tell_problem("kept")
    if not found:
        say(nothing)
    last = pages(len(found))
    page = st.pagination(last, key="kept_page", bind="query-params") if last > 1 else 1
    for one in rows_on(found, page):
        st.html(card(one))
        with st.container(horizontal=True):
            take_button(engine, one.entry)
            if one.entry.kind == NOTE and one.entry.author == engine.person.name:
                _rewriting(engine, one)


def _rewriting(engine: Scoped, one: Kept) -> None:
    """One's own note in other words."""
    with st.popover("Rewrite", type="tertiary"), st.form(own_key(engine, f"note-{one.number}"), border=False):
        text = st.text_area("Note", one.entry.content["text"], key=own_key(engine, f"text-{one.entry.number}"))
        if st.form_submit_button("Save"):
            with tried("kept"):
                rewrite(engine, one.number, text)
            st.rerun()


def take_button(engine: Scoped, entry: Entry) -> None:
    """Takes one's own away; others' have none."""
    if entry.author == engine.person.name:
        number = number_of(entry)
        take = press("kept", engine, remove, number)
        st.button("Take away", key=own_key(engine, f"take-{number}"), type="tertiary", on_click=take)


def card(one: Kept) -> str:
    """What is kept, and the words it is at."""
    return f'<article class="nd-card"><p class="nd-by">{as_line(one)}</p>{as_words(one)}</article>'


def as_words(one: Kept) -> str:
    """The words, where they are printed, and whether they have gone."""
    passage = one.passage
    gone = f'<p class="nd-gone">{safe(gone_line(one))}</p>' if gone_line(one) else ""
    words = safe(passage.text)
    shown = f"<s>{words}</s>" if gone else words
    read = "" if one.removed else to_words("read there", passage.article, passage.sha256, passage)
    title = "the whole article" if one.whole else safe(passage.title or "Untitled")
    printed = f"{byline(passage.outlet, str(passage.published or ''))} · {title} · {read}"
    language = safe(passage.language)
    return f'{gone}<p class="nd-words" lang="{language}" dir="auto">{shown}</p><p class="nd-by">{printed}</p>'


def taken_away(engine: Scoped, *kinds: str, project: int | None = None) -> None:
    """What one took away, and the way back."""
    tell_problem("kept")
    gone = removed(engine, *kinds, project=project)
    if not gone:
        return
    with st.expander(f"Taken away ({len(gone):,})"):
        for entry in gone[:LAST]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<p class="nd-by">{_told(entry)}</p>')
                bring = press("kept", engine, bring_back, entry.number)
                st.button("Bring back", key=own_key(engine, f"back-{entry.number}"), on_click=bring)


def _told(entry: Entry) -> str:
    content = entry.content
    said = content.get("tag") or content.get("text") or content.get("name") or ""
    words = f"“{shortened(entry.anchor.words, LABEL)}”" if entry.anchor else ""
    return safe(f"{entry.kind} {said} {words}".strip())
