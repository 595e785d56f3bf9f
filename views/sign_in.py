"""Who sits in front of the page, and which collection they look at."""

from __future__ import annotations

import time

import streamlit as st

from desk.access import NOBODY, Access, Collection, Person, SignedOut, who_by_claims, who_by_headers
from index.settings import Settings
from views.escape import carried, say


def person(access: Access, settings: Settings) -> Person:
    """The person; where nobody is signed in, the page offers it and ends. Raises SignedOut."""
    if access.sign_in == "nobody":
        return NOBODY
    if access.sign_in == "proxy":
        return who_by_headers(access, st.context.headers, settings.proxy_secret)
    return _by_openid(access)


def collection(access: Access, person: Person) -> Collection:
    """The one that the link names or the person chooses, with who they are and the way out. Raises Forbidden."""
    offered = access.collections_of(person)
    named = access.collection(st.query_params.get("collection", ""), person)
    if access.sign_in == "nobody":
        return named
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="right"):
        titles = {one.name: one.title for one in offered}
        if len(offered) > 1:
            st.selectbox(
                "Collection",
                list(titles),
                key="collection",
                format_func=titles.__getitem__,
                bind="query-params",
                width=240,
            )
            named = access.collection(st.session_state["collection"], person)
            carried.set({"collection": named.name})
        _way_out(access, person)
    return named


def _by_openid(access: Access) -> Person:
    if not st.user.is_logged_in:
        st.title("Newsdesk", anchor=False)
        st.caption("An archive of your newsroom. It is open to those who sign in.")
        st.button("Sign in", type="primary", on_click=st.login)
        st.stop()
    try:
        return who_by_claims(access, st.user.to_dict(), time.time())
    except SignedOut as error:
        say(str(error))
        st.button("Sign in again", type="primary", on_click=st.logout)
        st.stop()


def _way_out(access: Access, person: Person) -> None:
    with st.popover("Signed in", width="content"):
        st.text(person.name)
        if access.sign_in == "openid":
            st.button("Sign out", on_click=st.logout)
