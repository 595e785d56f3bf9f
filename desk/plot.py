"""A timeline as a Vega-Lite chart: the same for the page and for files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import altair as alt
import pandas as pd

from desk.bars import Measure, Picture
from desk.colours import COLOURS
from desk.markers import Marker
from desk.periods import Grain

HEIGHT = 300  # pixels of a stack
LANE_HEIGHT = 96
# As chartCategoricalColors in .streamlit/config.toml, light: files have a white ground.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#3a3a3a", "#9a9a9a")
QUIET, LOUD = "#8a867d", "#d97706"  # of gaps and of markers: in sight on light and dark ground alike
SIGNS = {"burst": "▲", "day that matters": "◆"}
ROWS = {"burst": 0, "day that matters": 13}  # pixels from the top
HEADROOM = 1.15  # of the highest stack, so that markers stand above it
TITLES: dict[Measure, str] = {"articles": "Articles", "share": "Share of all coverage"}
_TIME = alt.Scale(type="utc")
_FORMATS: dict[Grain, str] = {"day": "%-d %b %Y", "week": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}


def plot(
    picture: Picture, measure: Measure, markers: Sequence[Marker] = (), *, top: float | None = None, file: bool = False
) -> alt.LayerChart | alt.FacetChart:
    """Stacked bars by period and lane; a period without articles stays empty, days without coverage are shaded.

    `top`: the end of the scale, so that lanes under each other can be compared. `file`: with its own legend and
    colours, as no page stands around it.
    """
    highest = top or tallest(picture, measure)
    end = highest * HEADROOM if markers else top
    layers = [_gaps(picture), _bars(picture, measure, end, file, title=top is None), _markers(markers)]
    return alt.layer(*(layer for layer in layers if layer is not None))


def tallest(picture: Picture, measure: Measure) -> float:
    """The height of the highest stack."""
    heights: dict[str, float] = {}
    for bar in picture.bars:
        heights[bar.period] = heights.get(bar.period, 0) + getattr(bar, measure)
    return max(heights.values(), default=0)


def table(picture: Picture) -> pd.DataFrame:
    """A row for each stretch of a bar."""
    return pd.DataFrame([asdict(bar) for bar in picture.bars])


def _bars(picture: Picture, measure: Measure, end: float | None, file: bool, *, title: bool) -> alt.Chart:
    scale = alt.Scale() if end is None else alt.Scale(domain=[0, end], nice=False)
    axis = alt.Axis(format="%") if measure == "share" else alt.Axis(tickMinStep=1, format=",d")
    brush = alt.selection_interval(name="brush", encodings=["x"])
    clicked = alt.selection_point(name="clicked", fields=["period"], on="click", clear=False, toggle=False)
    chart: alt.Chart = (
        alt.Chart(table(picture))
        .mark_bar(orient="vertical")
        .encode(
            x=alt.X("since:T", scale=_TIME, title=None, axis=_time_axis(picture.grain)),
            x2="ends:T",
            y=alt.Y(f"{measure}:Q", title=TITLES[measure] if title else None, stack="zero", axis=axis, scale=scale),
            color=_colour(picture, file),
            order=alt.Order("rank:Q"),
            opacity=alt.condition("datum.chosen", alt.value(1.0), alt.value(0.25)),
            tooltip=_tooltip(),
        )
    )
    return chart if file else chart.add_params(brush, clicked)


def _time_axis(grain: Grain) -> alt.Axis:
    tick: dict[str, Any] = {"tickCount": grain} if grain in ("month", "year") else {}
    return alt.Axis(format=_FORMATS[grain], labelOverlap=True, grid=False, **tick)


def _colour(picture: Picture, file: bool) -> alt.Color:
    """By slot, so that the page's theme colours it, light or dark; a file names its own colours."""
    if not file:
        return alt.Color("slot:N", scale=alt.Scale(domain=list(range(COLOURS + 1))), legend=None)
    names, colours = [name for name, _ in picture.legend], [PALETTE[slot] for _, slot in picture.legend]
    return alt.Color(
        "lane:N", scale=alt.Scale(domain=names, range=colours), legend=alt.Legend(title=None, orient="top", columns=3)
    )


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("lane:N", title="Of"),
        alt.Tooltip("articles:Q", title="Articles", format=","),
        alt.Tooltip("share:Q", title="Of all coverage", format=".1%"),
    ]


def _gaps(picture: Picture) -> alt.Chart | None:
    if not picture.gaps:
        return None
    frame = pd.DataFrame([asdict(gap) | {"what": "the archive holds nothing of these days"} for gap in picture.gaps])
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_rect(color=QUIET, opacity=0.1)
        .encode(
            x=alt.X("since:T", scale=_TIME),
            x2="ends:T",
            tooltip=[alt.Tooltip("what:N", title="Gap"), alt.Tooltip("since:N", title="From")],
        )
    )
    return chart


def _markers(markers: Sequence[Marker]) -> alt.Chart | None:
    if not markers:
        return None
    frame = pd.DataFrame([asdict(one) | {"sign": SIGNS[one.kind], "row": ROWS[one.kind]} for one in markers])
    chart: alt.Chart = (
        alt.Chart(frame)
        .mark_text(color=LOUD, size=13, baseline="top", align="left")
        .encode(
            x=alt.X("since:T", scale=_TIME),
            y=alt.Y("row:Q", scale=None, axis=None),
            text="sign:N",
            tooltip=[alt.Tooltip("kind:N", title="Marked"), alt.Tooltip("since:N", title="On"), alt.Tooltip("why:N")],
        )
    )
    return chart
