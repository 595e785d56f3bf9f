"""Timelines to look at, to click and to brush: the chart of desk.plot, with its key and its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from desk.bars import Measure, Picture
from desk.lanes import Lanes
from desk.markers import Marker, MarkerKind
from desk.plot import HEIGHT, LANE_HEIGHT, SIGNS, plot, table, tallest
from desk.tables import inert
from desk.wording import count
from views.outlets import outlet_name

MEANINGS: dict[MarkerKind, str] = {"burst": "above its own past", "day that matters": "a day that matters, told below"}


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
    st.html(legend(picture, markers))
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
        st.html(legend(lane, markers) if number == 0 else legend(replace(lane, gaps=())))
        chart = plot(lane, measure, markers, top=top).properties(height=LANE_HEIGHT)
        st.altair_chart(chart, key=own, on_select=partial(on_select, own), alt=f"{lane.legend[0][0]}: {alt}")


def _only(picture: Picture, name: str) -> Picture:
    """One lane of it; bars of the others stay as nothing, so that all charts have one axis of time."""
    bars = tuple(bar if bar.lane == name else replace(bar, articles=0, share=0.0) for bar in picture.bars)
    return replace(picture, legend=tuple(one for one in picture.legend if one[0] == name), bars=bars)


def legend(picture: Picture, markers: Sequence[Marker] = ()) -> str:
    """Which colour is which lane, and what the signs mean; it wraps on a phone, as Vega's does not."""
    lanes = "".join(f'<li class="nd-slot-{slot}">{outlet_name(name)}</li>' for name, slot in picture.legend)
    gaps = '<li class="nd-gap">nothing in the archive</li>' if picture.gaps else ""
    kinds = dict.fromkeys(one.kind for one in markers)
    signs = "".join(f'<li class="nd-mark"><b>{SIGNS[kind]}</b> {MEANINGS[kind]}</li>' for kind in kinds)
    return f'<ul class="nd-key">{lanes}{gaps}{signs}</ul>'


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
