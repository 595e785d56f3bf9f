"""Timeline: how much was printed, said or spoken of, when, and by whom."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from desk.bars import beside, brushed_period, picture
from desk.colours import known_outlets
from desk.fitting import fitted
from desk.markers import burst_markers, day_markers
from desk.periods import Grain, Period, fitting_grain, parse_period
from desk.timeline_wording import undated_line
from desk.wording import filters_line
from index.engine import Query
from views import answers, ask, chart, days, hits, timeline_files, timeline_notes, timeline_options
from views.escape import safe
from views.frame import begin, explained, filled_library

READABLE = 760  # pixels


def choose(grain: Grain, key: str) -> None:
    """A click or a brush becomes the days in the URL."""
    selection = st.session_state[key]["selection"]
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


def asked_period(query: Query) -> Period | None:
    """The days asked for, an open end as far as the calendar goes."""
    if not (query.since or query.until):
        return None
    return Period(query.since or date.min, query.until or date.max)


def steps(period: Period | None) -> None:
    """The same stretch earlier and later, by button or key."""
    closed = period if period and period.since > date.min and period.until < date.max else None
    earlier, later = (beside(closed, -1), beside(closed, 1)) if closed else (None, None)
    st.button("Earlier", on_click=take, args=(earlier,), disabled=closed is None, shortcut="alt+left")
    st.button("Later", on_click=take, args=(later,), disabled=closed is None, shortcut="alt+right")
    st.button("All days", on_click=take, args=(None,), disabled=period is None)


begin(
    "Timeline",
    "How much was printed, when, and by whom. Click a bar or drag over several to read what they hold.",
    "wide",
)
engine = filled_library()
ask.carry_over("timeline")

with st.container(horizontal=True, vertical_alignment="bottom"):
    query = ask.words("Search for")
    with st.popover("Filters"):
        query = ask.narrow(engine, query)
    with st.popover("View"):
        view = timeline_options.view()
query = replace(query, clock=timeline_options.clock())

with explained():
    whole = answers.timeline(engine, query, None)
top = st.container()

with st.container(horizontal=True, vertical_alignment="bottom"):
    # Drawn first, read after: undated has no days.
    dates, beside_them = (st.container(horizontal=True, vertical_alignment="bottom", width="content") for _ in range(2))
    query = ask.undated(query, undated_line(whole))
    with dates:
        query = ask.days(query)
    period = asked_period(query)
    with beside_them:
        steps(period)
    zoomed = st.toggle("Zoom in on these days", key="zoom", bind="query-params", disabled=period is None)
    query = hits.ordered(query)
ask.remember("timeline")

everything = replace(query, since=None, until=None, undated=False)
drawn_query = query if zoomed and period else everything
fit = None if zoomed and period else fitted(whole.days)
words = st.container(width=READABLE)
with words, explained():
    st.html(f"<h2>{safe(filters_line(query) or 'Everything that matches')}</h2>")
    told = days.asked(engine, query) if query.text and not query.undated else None
with top, explained():
    within = timeline_notes.fit(fit)
    grain = view.grain or (fitting_grain(within.since, within.until) if within else None)
    found = answers.lanes(engine, drawn_query, view.split, grain, view.other)
    markers = (*burst_markers(found), *(day_markers(told) if told else ()))
    shown = picture(found, known_outlets(answers.status(engine)), chosen=period, within=within)
    if shown.bars:
        key = f"bars-{query.since}-{query.until}-{query.clock}-{view.key}-{within}"
        draw = chart.stacked if view.layout == "stacked" else chart.under_each_other
        draw(shown, view.measure, markers, key=key, alt=chart.told(found), on_select=partial(choose, shown.grain))
        timeline_notes.buckets(found)
        timeline_notes.rises(found)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chart.figures(shown)
            timeline_files.offer(engine, found, shown, view.measure, markers, told, query.text)

with words, explained():
    if told:
        days.draw(told)
    hits.draw(engine, query)
