"""What every page begins with: its heading, the style, the engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import streamlit as st

from desk.access import check_address, check_name, read_access
from desk.library import NotOpenYet, opened
from desk.scope import Scoped, scoped
from desk.settled import settle
from index.engine import LibraryError, UnknownArticle
from index.ledger import UnknownEntry
from index.local import Local
from index.settings import Settings
from ingest.article import NewsdeskError
from views import answers, outlets, saved, sign_in
from views.escape import say

STYLE = Path(__file__).with_name("style.css")
OPENS = 2.0  # seconds that a page waits for the library before it says what takes so long
GRACE = 0.3  # seconds that a page waits for the language model, so that a small library gives one answer only
Layout = Literal["centered", "wide"]


def begin(title: str, intro: str, layout: Layout) -> None:
    """Tab title, width and style, and a heading."""
    set_up(title, layout)
    head(title, intro)


def set_up(title: str, layout: Layout) -> None:
    """Tab title, width and style; the heading is the page's own."""
    name_tab(title)
    st.set_page_config(layout=layout)
    st.html(STYLE)


def head(title: str, intro: str) -> None:
    """The heading, and one line on what the page is for: words of ours only, Streamlit reads them as Markdown."""
    st.title(title, anchor=False)
    st.caption(intro)


def name_tab(title: str) -> None:
    """What the browser's tab says; plain text there."""
    st.set_page_config(page_title=f"{title} · Newsdesk")


def open_library() -> Scoped:
    """The library that the person in front of the page has chosen, as they may use it; else the page says why not."""
    with explained():
        settings = Settings.from_environment()
        access = read_access(settings)
        check_address(access, settings, st.get_option("server.address") or "")
        check_name(access, st.context.headers.get("Host", ""))
        person = sign_in.person(access, settings)
        collection = sign_in.collection(access, person)
        library = _opened(replace(settings, library=collection.library))
        if st.query_params:  # something is asked; else the model is not what a first page waits for
            library.warm()
        if not library.ready(GRACE):
            _catch_up(library)
        settle()
        outlets.learn(library)
        return scoped(library, person, collection)


def again(engine: Scoped) -> Scoped:
    """The same library as the person may use it now: a fragment runs long after its page."""
    with explained():
        return sign_in.later(engine)()


@contextmanager
def explained() -> Iterator[None]:
    """Where something cannot be answered, the page says why and ends."""
    try:
        yield
    except NewsdeskError as error:
        say(str(error))
        if isinstance(error, LibraryError) and not isinstance(error, UnknownArticle | UnknownEntry):
            st.button("Try again")  # somebody else writes, or it is being opened: a moment later it may well answer
        st.stop()


def filled_library() -> Scoped:
    """The engine of a library that holds something; else the page tells the first step and ends."""
    engine = open_library()
    if not answers.status(engine).articles:
        first_step()
        st.page_link("views/library.py", label="Or add files in the browser, on the Library page")
        st.stop()
    saved.badge(engine)
    return engine


def first_step() -> None:
    """What to do with an empty library."""
    with st.container(border=True):
        st.subheader("Nothing is in the library yet", anchor=False)
        st.markdown("Give it a folder of dated articles (pages, tables, feeds, documents), or try it with the samples:")
        st.code("python -m ingest add samples\npython -m ingest add path/to/your/articles", language="bash")


def _opened(settings: Settings) -> Local:
    """The library; while it is brought up to date, the page says how far that is, and goes on by itself."""
    try:
        return opened(settings, wait=OPENS)
    except NotOpenYet:
        _coming(settings)
        st.stop()


@st.fragment(run_every=1.0)
def _coming(settings: Settings) -> None:
    try:
        opened(settings, wait=0)
    except NotOpenYet as error:
        say(str(error))
    else:
        st.rerun()


@st.fragment(run_every=0.3)
def _catch_up(library: Local) -> None:
    """Draw the page again as soon as meaning takes part; until then its answers are those of words, and say so."""
    if library.ready():
        st.rerun()
