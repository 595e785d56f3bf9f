"""A timeline to take away; each file is made when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from desk.bars import Measure, Picture
from desk.events import Events
from desk.lanes import Lanes
from desk.markers import Marker
from desk.timeline_files import figures_csv, png, printable, svg, timelinejs, title_of
from desk.timeline_rows import lanes_answer


def offer(
    found: Lanes, shown: Picture, measure: Measure, markers: Sequence[Marker], told: Events | None, asked: str
) -> None:
    """Figures, picture, a page to print; and the days that matter where they are told."""
    title = title_of(found, asked)
    with st.popover("Download"):
        st.download_button("Figures: CSV", figures_csv(shown), "timeline.csv", "text/csv", on_click="ignore")
        answer = json.dumps(lanes_answer(found), ensure_ascii=False, indent=1)
        st.download_button("Figures: JSON", answer, "timeline.json", "application/json", on_click="ignore")
        picture = (shown, measure, markers)
        st.download_button("Picture: SVG", lambda: svg(*picture), "timeline.svg", "image/svg+xml", on_click="ignore")
        st.download_button("Picture: PNG", lambda: png(*picture), "timeline.png", "image/png", on_click="ignore")
        st.download_button(
            "A page to print", lambda: printable(*picture, told, title), "timeline.html", "text/html", on_click="ignore"
        )
        if told and told.days:
            story = timelinejs(told, title)
            st.download_button("Days: TimelineJS", story, "timelinejs.json", "application/json", on_click="ignore")
        else:
            st.caption("Tell the days that matter, below, and they can be taken as TimelineJS too.")
