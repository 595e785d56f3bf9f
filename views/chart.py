"""Timelines to look at, to click and to brush: the chart of desk.plot, with its key and its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from desk.bars import Measure, Picture
from desk.lanes import Lanes
from desk.markers import Marker
from desk.plot import HEIGHT, LANE_HEIGHT, plot, table, tallest
from desk.tables import inert
from desk.wording import count
from views.outlets import outlet_name


def stacked(
    picture: Picture,
    measure: Measure,
    markers: Sequence[Marker] = (),
    *,
    key: str,
    alt: str,
    on_select: Callable[[str], None] | None = None,
) -> None:
    """One chart, its lanes on top of each other."""
    st.html(legend(picture))
    chart = plot(picture, measure, markers).properties(height=HEIGHT)
    st.altair_chart(chart, key=key, on_select=partial(on_select, key) if on_select else "ignore", alt=alt)


def under_each_other(
    picture: Picture,
    measure: Measure,
    markers: Sequence[Marker] = (),
    *,
    key: str,
    alt: str,
    on_select: Callable[[str], None],
) -> None:
    """A chart for each lane, all with one scale, so that the height of a bar means the same."""
    lanes = [_only(picture, name) for name, _ in picture.legend]
    top = max((tallest(lane, measure) for lane in lanes), default=0)
    for number, lane in enumerate(lanes):
        own = f"{key}-{number}"
        st.html(legend(lane if number == 0 else replace(lane, gaps=())))
        chart = plot(lane, measure, markers, top=top).properties(height=LANE_HEIGHT)
        st.altair_chart(chart, key=own, on_select=partial(on_select, own), alt=f"{lane.legend[0][0]}: {alt}")


def _only(picture: Picture, name: str) -> Picture:
    """One lane of it; bars of the others stay as nothing, so that all charts have one axis of time."""
    bars = tuple(bar if bar.lane == name else replace(bar, articles=0, share=0.0) for bar in picture.bars)
    return replace(picture, legend=tuple(one for one in picture.legend if one[0] == name), bars=bars)


def legend(picture: Picture) -> str:
    """Which colour is which lane; unlike the chart's own legend it wraps on a phone. Colours: style.css."""
    lanes = "".join(f'<li class="nd-slot-{slot}">{outlet_name(name)}</li>' for name, slot in picture.legend)
    gaps = '<li class="nd-gap">nothing in the archive</li>' if picture.gaps else ""
    return f'<ul class="nd-key">{lanes}{gaps}</ul>'


def told(found: Lanes) -> str:
    """The chart in words, for who cannot see it."""
    line = found.whole
    return (
        f"{count(line.articles, 'article')} by {line.grain} and {found.split}; the table below holds the same figures"
    )


def figures(picture: Picture) -> None:
    """The same as a table."""
    with st.expander("The figures as a table"):
        shown = table(picture)[["period", "lane", "articles", "share"]].map(inert)  # Streamlit offers it as a CSV
        percent = st.column_config.NumberColumn("of all coverage", format="percent")
        st.dataframe(shown, hide_index=True, alt="Articles by period and lane", column_config={"share": percent})
