"""What stands beside a timeline: what is left out, what has no day, and what rises above its past."""

from __future__ import annotations

import streamlit as st

from desk.fitting import Fitted
from desk.lanes import Lanes
from desk.markers import bursting_lanes, why_burst, why_lane
from desk.periods import Period
from desk.timeline_wording import buckets_of, left_out_line, rises_line
from views.escape import safe


def fit(found: Fitted | None) -> Period | None:
    """Where a few articles lie far from all others: the days of most, and a switch to see all."""
    if found is None:
        return None
    shown = st.toggle("Draw all days, however far apart", key="all", bind="query-params")
    if not shown:
        st.html(f'<p class="nd-how">{safe(left_out_line(found))}</p>')
    return None if shown else found.period


def buckets(found: Lanes) -> None:
    """Articles that have no bar, as bars of their own: undated, or known to a longer stretch only."""
    rows = buckets_of(found.whole)
    if not rows:
        return
    most = max(articles for _, articles in rows)
    bars = "".join(
        f"<li><span>{safe(name)}</span><meter min=0 max={most} value={articles}></meter><b>{articles:,}</b></li>"
        for name, articles in rows
    )
    st.html(f'<ul class="nd-buckets" aria-label="Without a bar">{bars}</ul>')


def rises(found: Lanes) -> None:
    """The bursts in words."""
    whole = "".join(f"<li><time>{safe(one.period)}</time> · {safe(why_burst(one, found))}</li>" for one in found.bursts)
    lanes = "".join(
        f"<li><b>{safe(name)}</b> · <time>{safe(one.period)}</time> · {safe(why_lane(one, found))}</li>"
        for name, one in bursting_lanes(found)
    )
    if whole or lanes:
        own = f"<p>Lanes above their own past:</p><ul>{lanes}</ul>" if lanes else ""
        all_lanes = f"<ul>{whole}</ul>" if whole else ""
        st.html(f"<details><summary>▲ {safe(rises_line(found))}</summary>{all_lanes}{own}</details>")
