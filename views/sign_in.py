"""Who sits in front of the page, and which collection they look at."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from desk.access import (
    NOBODY,
    Access,
    Collection,
    Person,
    SignedOut,
    read_access,
    who_by_claims,
    who_by_headers,
)
from desk.scope import Scoped, scoped
from index.settings import Settings
from views.ask import first_page
from views.escape import carried, say

PARAMETER = "collection"
READ, CHOICE = "collection_read", "collection_chosen"  # the session's, and the widget's
# In URLs: numbers and ids, which begin anew in each collection.
OF_ONE_COLLECTION = ("project", "passage", "place", "put", "into", "article", "sha256", "start", "end", "version",
                     "beside", "like", "after", "pick", "page", "kept_page")  # fmt: skip


def person(access: Access, settings: Settings) -> Person:
    """The person; where nobody is signed in, the page offers it and ends. Raises SignedOut."""
    if access.sign_in == "openid" and not st.user.is_logged_in:
        st.title("Newsdesk", anchor=False)
        st.caption("An archive of your newsroom. It is open to those who sign in.")
        st.button("Sign in", type="primary", on_click=st.login)
        st.stop()
    try:
        return visitor(settings)(access)
    except SignedOut as error:
        if access.sign_in != "openid":
            raise
        say(str(error))
        st.button("Sign in again", type="primary", on_click=st.logout)
        st.stop()


def visitor(settings: Settings) -> Callable[[Access], Person]:
    """Who sits in front of this page, to be judged now or later, when no page is drawn: raises SignedOut then."""
    headers, claims = st.context.headers, st.user.to_dict()

    def judged(access: Access) -> Person:
        if access.sign_in == "nobody":
            return NOBODY
        if access.sign_in == "proxy":
            return who_by_headers(access, headers, settings.proxy_secret)
        return who_by_claims(access, claims, time.time())

    return judged


def later(library: Scoped) -> Callable[[], Scoped]:
    """The same library as the same visitor may use it when this is called: rights end while a page stays open.

    Raises SignedOut and Forbidden then.
    """
    settings = Settings.from_environment()
    who = visitor(settings)

    def now() -> Scoped:
        access = read_access(settings)
        person = who(access)
        named = access.collection(library.collection.name, person)
        carry(access, person, named)  # a fragment has a context of its own
        return scoped(library, person, named)

    return now


def collection(access: Access, person: Person) -> Collection:
    """The one that the link names or the person chose, with who they are and the way out. Raises Forbidden."""
    offered = access.collections_of(person)
    chosen = st.session_state.get(READ, "")
    before = chosen if chosen in [one.name for one in offered] else ""
    named = access.collection(st.query_params.get(PARAMETER, before), person)
    carry(access, person, named)
    if access.sign_in == "nobody":
        return named
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        if len(offered) > 1:
            _choose(offered, named)
        _way_out(access, person)
    return named


def carry(access: Access, person: Person, named: Collection) -> None:
    """Let every link of this run name the collection, where the person has several."""
    if len(access.collections_of(person)) > 1:
        carried.set({PARAMETER: named.name})


def own_key(library: Scoped, name: str) -> str:
    """A widget's key that is about an entry by its number: numbers begin anew in each collection."""
    return f"{library.collection.name}-{name}"


def _choose(offered: tuple[Collection, ...], named: Collection) -> None:
    """Kept by the session and written into the URL here: one that is bound would stand there under its title."""
    titles = {one.name: one.title for one in offered}
    st.session_state[READ] = st.session_state[CHOICE] = st.query_params[PARAMETER] = named.name
    st.selectbox("Collection", list(titles), key=CHOICE, format_func=titles.__getitem__, width=240, on_change=_chosen)


def _chosen() -> None:
    """Another archive: what the URL names of the one before is not in it, or is something else."""
    for name in OF_ONE_COLLECTION:
        st.query_params.pop(name, None)
    st.session_state.pop("pick", None)  # views/basket.py
    st.query_params[PARAMETER] = st.session_state[CHOICE]
    first_page()


def _way_out(access: Access, person: Person) -> None:
    with st.popover("Signed in", width="content"):
        st.text(person.name)
        if access.sign_in == "openid":
            st.button("Sign out", on_click=st.logout)
