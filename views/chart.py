"""Bars by period and outlet, to look at, to click and to brush."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import altair as alt
import pandas as pd
import streamlit as st

from desk.bars import Drawn
from desk.periods import Grain
from desk.timeline import Timeline
from desk.wording import count
from views.escape import safe

TOOLTIP = (
    alt.Tooltip("period:N", title="Period"),
    alt.Tooltip("outlet:N", title="Outlet"),
    alt.Tooltip("articles:Q", title="Articles", format=","),
)
AXES: dict[Grain, alt.Axis] = {
    "day": alt.Axis(format="%-d %b %Y", labelOverlap=True),
    "week": alt.Axis(format="%-d %b %Y", labelOverlap=True),
    "month": alt.Axis(format="%b %Y", labelOverlap=True, tickCount="month"),
}


def bars(drawn: Sequence[Drawn], outlets: Sequence[str], grain: Grain) -> alt.Chart:
    """A stacked bar for each period; a period without articles stays a gap. Bars that are not chosen are pale."""
    chart: alt.Chart = (
        alt.Chart(table(drawn, outlets))
        .mark_bar(orient="vertical")
        .encode(
            x=alt.X("since:T", scale=alt.Scale(type="utc"), title=None, axis=AXES[grain]),
            x2="ends:T",
            y=alt.Y("articles:Q", title="Articles", stack="zero", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("outlet:N", scale=alt.Scale(domain=list(outlets)), legend=None),
            order=alt.Order("rank:Q"),
            opacity=alt.condition("datum.chosen", alt.value(1.0), alt.value(0.25)),
            tooltip=list(TOOLTIP),
        )
        .properties(height=300)
    )
    return chart


def key(outlets: Sequence[str]) -> str:
    """Which colour is which outlet; unlike the chart's own legend it wraps on a phone. Colours: style.css."""
    return f'<ul class="nd-key">{"".join(f"<li>{safe(outlet)}</li>" for outlet in outlets)}</ul>'


def selectable(chart: alt.Chart) -> alt.Chart:
    """The chart with a brush over time, and bars that can be clicked."""
    brush = alt.selection_interval(name="brush", encodings=["x"])
    clicked = alt.selection_point(name="clicked", fields=["period"], on="click", clear=False, toggle=False)
    return chart.add_params(brush, clicked)


def told(line: Timeline) -> str:
    """The chart in words, for who cannot see it."""
    return f"{count(line.articles, 'article')} by {line.grain} and outlet; the table below holds the same figures"


def figures(drawn: Sequence[Drawn], outlets: Sequence[str]) -> None:
    """The same as a table."""
    with st.expander("The figures as a table"):
        shown = table(drawn, outlets)[["period", "outlet", "articles"]]
        st.dataframe(shown, hide_index=True, alt="Articles by period and outlet")


def table(drawn: Sequence[Drawn], outlets: Sequence[str]) -> pd.DataFrame:
    """A row for each stretch of a bar; `rank` is the outlet's place in the legend and in the stack."""
    frame = pd.DataFrame([asdict(bar) for bar in drawn])
    frame["rank"] = frame["outlet"].map({outlet: rank for rank, outlet in enumerate(outlets)})
    return frame
