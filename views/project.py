"""One project on the page: its review, what is kept in it, its searches, and who sees it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from desk.kept import NOTE, PASSAGE, QUESTION, kept, note
from desk.links import parameters
from desk.project_wording import seen_line
from desk.projects import Project, change
from desk.questions import Question, questions
from desk.queue_file import queue_file, told
from desk.scope import Scoped
from desk.tables import TABLES
from desk.wording import filters_line
from index.ledger import Entry
from index.tags import TAG
from views import frame, keeping, kept_list, review
from views.escape import link, safe, say
from views.sign_in import own_key
from views.taking import button
from views.tried import press, tell_problem, tried

PARTS = ("Review", "Tags and notes", "Searches", "About")


def draw(engine: Scoped, project: Project) -> None:
    """The part that is chosen."""
    st.html(f'<h1 class="nd-title" dir="auto">{safe(project.name)}</h1><p class="nd-how">{_told(project)}</p>')
    tell_problem("project")
    part = st.segmented_control(
        "Part", PARTS, default=PARTS[0], required=True, key="part", bind="query-params", label_visibility="collapsed"
    )
    if part == "Review":
        review.draw(engine, project)
        keeping.listen(engine)
        _take_along(engine, project)
        kept_list.taken_away(engine, PASSAGE, project=project.number)
    elif part == "Tags and notes":
        _notes(engine, project)
    elif part == "Searches":
        _searches(engine, project)
    else:
        _about(engine, project)


def _told(project: Project) -> str:
    by = f" · made by {project.author}" if project.author else ""
    put_away = " · archived" if project.archived else ""
    every = link("projects", "all projects")
    described = f"{safe(project.description)}<br>" if project.description else ""
    return f"{described}{safe(seen_line(project) + by + put_away)} · {project.made:%Y-%m-%d} · {every}"


def _take_along(engine: Scoped, project: Project) -> None:
    """Every passage with its decision, as a file that is made when it is asked for."""
    with st.container(horizontal=True):
        for form, media_type in TABLES.items():
            label, name = f"All with decisions as {form.upper()}", f"project-{project.number}.{form}"
            button(engine, label, partial(queue_file, engine, project, form), name, media_type, told(project, form))


def _notes(engine: Scoped, project: Project) -> None:
    key = own_key(engine, f"project-note-{project.number}")
    with st.form("project-note", border=False):
        st.text_area("A note about the project", key=key, height="content")
        st.form_submit_button("Write", on_click=press("project", engine, _write, project, key))
    for entry in reversed([entry for entry in engine.ledger.entries(NOTE, project=project.number) if not entry.anchor]):
        _about_all(engine, entry)
    with frame.explained():
        found = kept(engine, TAG, NOTE, project=project.number)
    kept_list.draw(engine, found, "No tag or note on words of its passages yet.")
    kept_list.taken_away(engine, TAG, NOTE, project=project.number)


def _write(engine: Scoped, project: Project, key: str) -> None:
    note(engine, None, st.session_state[key], project=project.number)
    st.session_state[key] = ""


def _about_all(engine: Scoped, entry: Entry) -> None:
    """A note about the project as a whole."""
    by = f" by {safe(entry.author)}" if entry.author else ""
    text = f'<p class="nd-note" dir="auto">{safe(entry.content["text"])}</p>'
    st.html(f'<article class="nd-card">{text}<p class="nd-by">{entry.written:%Y-%m-%d}{by}</p></article>')
    kept_list.take_button(engine, entry)


def _searches(engine: Scoped, project: Project) -> None:
    found = questions(engine, project.number)
    if not found:
        say("No search is kept in this project. On the Search page, “Put all into a project” keeps the search too.")
    for one in found:
        st.html(f'<article class="nd-card">{_question(one)}</article>')
        kept_list.take_button(engine, one.entry)
    kept_list.taken_away(engine, QUESTION, project=project.number)


def _question(one: Question) -> str:
    asked = parameters(one.query)
    only = f" · only {safe(filters_line(one.query))}" if filters_line(one.query) else ""
    ways = " · ".join(
        (
            link("search", "search", **asked),
            link("timeline", "timeline", **asked),
            link(
                "projects", "put all that is new into the queue", put="true", into=one.entry.content["project"], **asked
            ),
        )
    )
    return f"<h3>{safe(one.name)}</h3><p>{safe(one.query.text or 'everything')}{only}</p><p class=nd-by>{ways}</p>"


def _about(engine: Scoped, project: Project) -> None:
    """Name, description and members, for who made it; for others, words."""
    if project.author != engine.person.name and not engine.may("administrator"):
        say("Only who made a project, or an administrator, changes it.")
        return
    keys = {name: own_key(engine, f"{name}-{project.number}") for name in ("name", "about", "shared", "members")}
    with st.form("about"):
        name = st.text_input("Name", project.name, key=keys["name"])
        description = st.text_area("What it is about", project.description, key=keys["about"])
        shared, members = project.shared, list(project.members)
        if engine.person.name:
            shared = st.checkbox("Shared with everybody who reads this collection", shared, key=keys["shared"])
            members = st.multiselect(
                "Members, by the name they sign in with",
                members,
                members,
                accept_new_options=True,
                key=keys["members"],
            )
        if st.form_submit_button("Save", type="primary"):
            with tried("project"):
                change(engine, project, name=name, description=description, shared=shared, members=members)
            st.rerun()
    label = "Take it out of the archive" if project.archived else "Archive this project"
    st.button(label, on_click=press("project", engine, change, project, archived=not project.archived))
    if not project.archived:
        st.caption("An archived project is put away, with everything in it, and can be taken out again.")
