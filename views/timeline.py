"""Timeline: how much was printed, when, and by whom."""

from datetime import date

import streamlit as st

from desk.bars import brushed_period, drawn_bars, outlet_order
from desk.periods import Grain, Period, parse_period
from desk.timeline import Timeline
from desk.wording import count, filters_line
from index.engine import Query
from views import answers, ask, chart, days, hits
from views.escape import safe
from views.frame import begin, explained, filled_library

READABLE = 760  # pixels
GRAINS: dict[str, Grain | None] = {"what fits": None, "a day": "day", "a week": "week", "a month": "month"}


def choose(grain: Grain) -> None:
    """A click or a brush becomes the days in the URL."""
    selection = st.session_state[chart_key()]["selection"]
    if brushed := selection.get("brush", {}).get("since"):
        take(brushed_period(brushed[0], brushed[1], grain))
    elif clicked := selection.get("clicked"):
        take(parse_period(clicked[0]["period"]))


def take(period: Period | None) -> None:
    """Set the first and last day; None: no longer any."""
    st.session_state["since"] = period.since if period else None
    st.session_state["until"] = period.until if period else None
    st.session_state["undated"] = False
    ask.first_page()


def chart_key() -> str:
    """Another period is another chart, so that an old brush does not stay on it."""
    return f"bars-{st.session_state.get('since')}-{st.session_state.get('until')}"


def draw(line: Timeline, chosen: Period | None) -> None:
    """The chart, with what to do when a bar is chosen, and the same as a table."""
    outlets = outlet_order(line.bars)
    drawn = drawn_bars(line, chosen)
    st.html(chart.key(outlets))
    st.altair_chart(
        chart.selectable(chart.bars(drawn, outlets, line.grain)),
        key=chart_key(),
        on_select=lambda: choose(line.grain),
        alt=chart.told(line),
    )
    chart.figures(drawn, outlets)


def asked_period(query: Query) -> Period | None:
    """The days asked for, an open end as far as the calendar goes."""
    if not (query.since or query.until):
        return None
    return Period(query.since or date.min, query.until or date.max)


begin(
    "Timeline",
    "How much was printed, when, and by whom. Click a bar or drag over several to read what they hold.",
    "wide",
)
engine = filled_library()
ask.carry_over("timeline")

with st.container(horizontal=True, vertical_alignment="bottom"):
    query = ask.words("Search for")
    grain = GRAINS[st.selectbox("A bar is", list(GRAINS), key="grain", bind="query-params", width=150)]
    with st.popover("Filters"):
        query = ask.narrow(engine, query)

with explained():
    whole = answers.timeline(engine, query, grain)
picture = st.container()

with st.container(horizontal=True, vertical_alignment="bottom"):
    query = ask.undated(query, f"The {count(whole.undated, 'article')} without a date")
    query = ask.days(query)
    period = asked_period(query)
    st.button("All days", on_click=take, args=(None,), disabled=period is None)
    zoomed = st.toggle("Zoom in on these days", key="zoom", bind="query-params", disabled=period is None)
    query = hits.ordered(query)
ask.remember("timeline")
with explained():
    line = answers.timeline(engine, query, grain) if zoomed and period else whole
if line.bars:
    with picture:
        draw(line, period)

with st.container(width=READABLE):
    st.html(f"<h2>{safe(filters_line(query) or 'Everything that matches')}</h2>")
    with explained():
        if query.text and not query.undated:
            days.offer(engine, query)
        hits.draw(engine, query)
