"""People: who said what, when; and one person with their words in order of time."""

from dataclasses import replace

import streamlit as st

from views import answers, article_corrections, ask, citing, merging, profile
from views.escape import link, safe, say
from views.frame import begin, explained, filled_library
from views.said import as_matrix

COLUMNS = ("Months", "Themes")

begin("People", "Who said what, when. A number opens the statements that it counts.", "wide")
engine = filled_library()
ask.carry_over("people")

with st.container(horizontal=True, vertical_alignment="bottom"):
    query = ask.words("Theme")
    columns = st.segmented_control(
        "Columns", COLUMNS, key="columns", default="Months", required=True, bind="query-params"
    )
    with st.popover("Filters"):
        query = ask.undated(query, "Only articles without a date")
        query = ask.days(query)
        query = ask.narrow(engine, query)
ask.remember("people")
ask.tell(query)
if person := st.query_params.get("person", ""):
    everybody = link("people", "All people")
    st.html(f'<p class="nd-by">{everybody}</p><h2>{safe(person)}</h2>')
    with explained():
        profile.draw(engine, replace(query, speakers=()), person)
    citing.listen()
    st.stop()

if columns == "Themes":
    themes = st.multiselect(
        "Themes", [], key="themes", accept_new_options=True, placeholder="a question each", bind="query-params"
    )
    if not themes:
        say("Write two or more themes, each as you would search for it.")
        st.stop()
    with explained():
        found = answers.said_by_theme(engine, query, tuple(themes))
else:
    with explained():
        found = answers.said_by_month(engine, query)
if found.rows:
    st.html(as_matrix(found, query, by_theme=columns == "Themes"))
else:
    say("Nobody is quoted here: try another theme or fewer filters.")
merging.draw(engine)
article_corrections.draw(engine, None)
