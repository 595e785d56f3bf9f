"""A timeline to take away; each file is made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from desk.bars import Measure, Picture
from desk.events import Events
from desk.lanes import Lanes
from desk.markers import Marker
from desk.scope import Scoped
from desk.timeline_files import figures_csv, png, printable, svg, timelinejs, title_of
from desk.timeline_rows import lanes_answer
from views.taking import button


def offer(
    library: Scoped,
    found: Lanes,
    shown: Picture,
    measure: Measure,
    markers: Sequence[Marker],
    told: Events | None,
    asked: str,
) -> None:
    """Figures, picture, a page to print; and the days that matter where they are told."""
    title, picture = title_of(found, asked), (shown, measure, markers)
    with st.popover("Download"):
        _give(library, "Figures: CSV", lambda: figures_csv(shown), "csv", "text/csv", title)
        _give(library, "Figures: JSON", lambda: _json(found), "json", "application/json", title)
        _give(library, "Picture: SVG", lambda: svg(*picture), "svg", "image/svg+xml", title)
        _give(library, "Picture: PNG", lambda: png(*picture), "png", "image/png", title)
        _give(library, "A page to print", lambda: printable(*picture, told, title), "html", "text/html", title)
        if told and told.days:
            make = partial(timelinejs, told, title)
            button(library, "Days: TimelineJS", make, "timelinejs.json", "application/json", f"TimelineJS of {title}")
        else:
            st.caption("Tell the days that matter, below, and they can be taken as TimelineJS too.")


def _give(
    library: Scoped, label: str, make: Callable[[], str | bytes], ending: str, media_type: str, title: str
) -> None:
    button(library, label, make, f"timeline.{ending}", media_type, f"{ending} of the timeline of {title}")


def _json(found: Lanes) -> str:
    return json.dumps(lanes_answer(found), ensure_ascii=False, indent=1)
