"""How one is told of what is new for a saved search: a feed with an address of its own, and mail."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from desk.saved import Saved
from desk.scope import Scoped
from views.sign_in import own_key
from views.tried import press


def draw(engine: Scoped, own: Sequence[Saved]) -> None:
    """A search, and what may be done for it."""
    named = {one.name: one for one in own}
    with st.expander("Be told of what is new"):
        one = named[st.selectbox("For the search", list(named), key=own_key(engine, "alert_for"))]
        if not engine.settings.public_url:
            st.caption("An administrator has to set NEWSDESK_PUBLIC_URL before the desk can give out addresses.")
            return
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                "Feed address", on_click=press("saved", engine, _open, one.name), help="For a feed reader; shown once"
            )
            st.button("Close its feeds", on_click=press("saved", engine, _close, one.name))
        if address := st.session_state.pop("feed_address", ""):
            st.text("Whoever has this address reads this feed. It is not shown again:")
            st.code(address, language=None, wrap_lines=True)
        if engine.settings.smtp_url:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                key = own_key(engine, f"alert_mail_{one.entry.number}")
                st.text_input("Mail to", one.mail, key=key, placeholder="name@example.org")
                st.button("Keep", on_click=press("saved", engine, _mail, one.name, key))
        if told := st.session_state.pop("alert_told", ""):
            st.text(told)


def _open(engine: Scoped, name: str) -> None:
    from desk.feed import feed_url, open_feed  # here and below: what a first page does not need

    secret = open_feed(engine, name, owner=engine.person.name)
    st.session_state["feed_address"] = feed_url(engine.settings.public_url, secret)


def _close(engine: Scoped, name: str) -> None:
    from desk.feed import close_feed

    st.session_state["alert_told"] = f"{close_feed(engine, name, owner=engine.person.name)} closed."


def _mail(engine: Scoped, name: str, key: str) -> None:
    from desk.alert_mails import mail_to

    kept = mail_to(engine, name, st.session_state[key])
    st.session_state["alert_told"] = f"{kept.mail or 'Nobody'} is written to."
