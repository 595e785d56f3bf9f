"""All that a search finds, into a project's queue."""

from __future__ import annotations

import streamlit as st

from desk.gathering import check_number, put
from desk.project_wording import put_line
from desk.projects import Project, projects, start
from desk.questions import keep_question
from desk.scope import Scoped
from desk.wording import count, filters_line
from index.engine import Query
from views import answers, ask, frame
from views.escape import link, safe, say


def draw(engine: Scoped) -> None:
    """The question, and where its matches go."""
    frame.head("Put all into a project", "All that a search finds goes into a project's queue, to be reviewed.")
    with st.expander("The search", expanded=False):
        query = ask.undated(ask.words("Search for"), "Only articles without a date")
        query = ask.newly(ask.narrow(engine, ask.days(query)))
    with frame.explained():
        found = answers.search(engine, query)
        offered = [one for one in projects(engine) if not one.archived]
    only = f", only {filters_line(query)}" if filters_line(query) else ""
    told = f"{count(found.groups, 'passage')} for “{query.text or 'everything'}”{only}; copies are counted once."
    st.html(f'<p class="nd-how">{safe(told)}</p>')
    into = str(st.query_params.get("into", ""))
    at = next((number for number, one in enumerate(offered, start=1) if str(one.number) == into), 0)
    with st.form("put", border=False):
        project = st.selectbox(
            "Project", [None, *offered], at, format_func=lambda one: one.name if one else "a new one"
        )
        name = st.text_input("Name of the new one")
        keep = st.checkbox("Keep the search in the project too", value=not at)
        done = st.form_submit_button(f"Put {count(found.groups, 'passage')} in", type="primary")
    if done:
        with frame.explained():
            check_number(found.groups)  # before a project is started for nothing
        _put(engine, query, project, name, keep=keep)


def _put(engine: Scoped, query: Query, project: Project | None, name: str, *, keep: bool) -> None:
    with frame.explained(), st.spinner("Putting them in …", show_time=True):
        into = project or start(engine, name)
        done = put(engine, into.number, query)
        if keep:
            keep_question(engine, into.number, query.text or "Everything", query)
    say(put_line(done))
    st.html(f"<p>{link('projects', 'Review them', project=into.number)}</p>")
