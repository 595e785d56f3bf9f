"""The widgets that make a `Query`. Each is bound to the URL, under the same name on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from desk import places
from desk.choices import OFFERED
from desk.links import parameters
from desk.wording import filters_line
from index.engine import Engine, Query
from views import answers
from views.escape import link, safe

KEYS = ("q", "since", "until", "undated", "plain", "outlet", "language", "speaker")  # also their names in the URL
LANGUAGE = (
    'Words rank; operators are kept to. "exact phrase" · AND OR NOT -word ( ) · begin* · war NEAR/5 peace · '
    "speaker:Name outlet:name tag:name lang:en since:2024-01 until:2024 · said:word (inside quotes) · title:word"
)
OF_ONE_QUESTION = ("after", "like", "start", "end")  # in the URL of a link, and of no widget
PLAIN = "Take all I write as plain words"
EARLIEST, LATEST = date(1600, 1, 1), date(2200, 1, 1)  # wide: a link must keep its dates whatever the library holds


def carry_over(page: str) -> None:
    """Bring the question along from the page before. Call it before the widgets.

    Streamlit 1.67 does so by itself, but forgets what only a link has set.
    """
    before, asked = st.session_state.get("asked", (page, {}))
    if before == page:
        return
    first_page()
    for key, value in asked.items():
        if value and key not in st.query_params:
            preset(key, value)


def remember(page: str) -> None:
    """Keep the question for the next page. Call it after the widgets."""
    asked = {key: st.session_state[key] for key in KEYS if key in st.session_state}
    st.session_state["asked"] = (page, asked)


def preset(key: str, value: str | bool | date | list[str]) -> None:
    """Give a widget its value before it is first drawn on a page; and the URL, where Streamlit writes only changes."""
    st.session_state[key] = value
    st.query_params[key] = value if isinstance(value, list) else str(value).lower() if value is True else str(value)


def words(label: str) -> Query:
    """The box."""
    text = st.text_input(
        label,
        key="q",
        type="search",
        placeholder='words, "an exact phrase", AND OR NOT, said:word',
        help=LANGUAGE,
        bind="query-params",
        on_change=_another,
    )
    return Query(text=text or "")


def days(query: Query) -> Query:
    """First and last day; an undated query has neither."""
    since, until = _day("From", "since", query), _day("To", "until", query)
    return query if query.undated else replace(query, since=since, until=until)


def newly(query: Query) -> Query:
    """Only what came after as many articles as the link counts; a link without that means everything."""
    after = str(st.query_params.get("after", ""))
    return replace(query, received_after=int(after)) if after.isdecimal() and len(after) < places.LONGEST else query


def undated(query: Query, label: str) -> Query:
    """Only what has no date."""
    return replace(query, undated=st.toggle(label, key="undated", bind="query-params", on_change=first_page))


def narrow(engine: Engine, query: Query) -> Query:
    """Outlets, languages and speakers, and whether marks and operators are words too."""
    status = answers.status(engine)
    return replace(
        query,
        plain=st.toggle(PLAIN, key="plain", bind="query-params", on_change=first_page),
        outlets=_any_of("Outlets", "outlet", [outlet for outlet, _ in status.outlets if outlet]),
        languages=_any_of("Languages", "language", [language for language, _ in status.languages]),
        speakers=_any_of("Quoting", "speaker", [found.person for found in answers.speakers(engine)[:OFFERED]]),
    )


def tell(query: Query) -> None:
    """The filters that are set, so that a closed popover hides none."""
    if said := filters_line(query):
        whole = parameters(replace(query, received_after=0))
        every = f" · {link('search', 'all of it', **whole)}" if query.received_after else ""
        st.html(f'<p class="nd-how">Only: {safe(said)}{every}</p>')


def first_page() -> None:
    """Another question begins on its first page."""
    if "page" in st.session_state:
        st.session_state["page"] = 1


def _another() -> None:
    """Other words are another question: what a link asked of the one before goes."""
    for name in OF_ONE_QUESTION:
        st.query_params.pop(name, None)
    first_page()


def _day(label: str, key: str, query: Query) -> date | None:
    return st.date_input(
        label,
        value=None,
        min_value=EARLIEST,
        max_value=LATEST,
        key=key,
        format="YYYY-MM-DD",
        disabled=query.undated,
        on_change=first_page,
        bind="query-params",
        width=168,
    )


def _any_of(label: str, key: str, offered: list[str]) -> tuple[str, ...]:
    """Some of the names offered, or others that are typed or stand in a link."""
    chosen = st.multiselect(
        label,
        offered,
        key=key,
        placeholder="any",
        accept_new_options=True,
        on_change=first_page,
        bind="query-params",
    )
    return tuple(chosen)
