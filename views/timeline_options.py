"""What a reader chooses of a timeline; every choice is in the URL."""

from __future__ import annotations

import streamlit as st

from desk.bars import Measure
from desk.lanes import Split
from desk.periods import Grain
from desk.timeline_view import Layout, View
from index.engine import Clock
from views.ask import first_page

CLOCKS: dict[str, Clock] = {"publication": "published", "when it was said": "said", "days spoken of": "spoken"}
GRAINS: dict[str, Grain | None] = {
    "what fits": None,
    "a day": "day",
    "a week": "week",
    "a month": "month",
    "a year": "year",
}
SPLITS: dict[str, Split] = {"outlets": "outlet", "speakers": "speaker", "two questions": "question"}
LAYOUTS: dict[str, Layout] = {"on top of each other": "stacked", "under each other": "lanes"}
MEASURES: dict[str, Measure] = {"articles": "articles", "share of all coverage": "share"}


def clock() -> Clock:
    """What days count by: one switch."""
    chosen = st.segmented_control(
        "Days count by", list(CLOCKS), default="publication", required=True, key="clock", bind="query-params",
        on_change=first_page, help="When it appeared; when the words were said, where the text tells it; or the days "
        "that the text itself speaks of.",
    )  # fmt: skip
    return CLOCKS[chosen or "publication"]


def view() -> View:
    """Lanes, bars and what they measure."""
    grain = st.selectbox("A bar is", list(GRAINS), key="grain", bind="query-params")
    split = _one("Lanes are", SPLITS, "lanes")
    other = ""
    if SPLITS[split] == "question":
        other = st.text_input("Second question", key="q2", bind="query-params", placeholder="none: everything")
    layout = _one("They stand", LAYOUTS, "layout")
    measure = _one("A bar measures", MEASURES, "measure")
    if SPLITS[split] == "speaker":
        st.caption("Those chosen under Filters, else the most quoted. An article counts for everybody it quotes.")
    return View(GRAINS[grain], SPLITS[split], LAYOUTS[layout], MEASURES[measure], other)


def _one(label: str, options: dict[str, Split] | dict[str, Layout] | dict[str, Measure], key: str) -> str:
    names = list(options)
    chosen = st.segmented_control(label, names, default=names[0], required=True, key=key, bind="query-params")
    return chosen or names[0]
