"""Search: paragraphs by words and by meaning."""

import streamlit as st

from views import ask, briefs, hits, saved, similar
from views.frame import begin, explained, filled_library

begin("Search", "Paragraphs from your archive, found by their words and by what they mean.", "centered")
engine = filled_library()
ask.carry_over("search")

query = ask.words("Search for")
with st.container(horizontal=True, vertical_alignment="bottom"):
    dates = st.container(horizontal=True, width="content")  # drawn first, read after: undated has no days
    query = hits.ordered(query)
    with st.popover("Filters"):
        query = ask.undated(query, "Only articles without a date")
        query = ask.narrow(engine, query)
    with dates:
        query = ask.newly(ask.days(query))
    saved.panel(engine, query)
ask.remember("search")
ask.tell(query)

with explained():
    if not similar.draw(engine, query):
        if query.text:
            briefs.offer(engine, query)
        hits.draw(engine, query)
engine.warm()  # last: on two cores a page that asks nothing is drawn in two thirds of the time without it
