"""Projects: what readers gather, review and keep."""

import streamlit as st

from desk.kept import NOTE, STAR, kept, tags
from desk.project_wording import progress_line, seen_line
from desk.projects import Project, ProjectError, project_called, projects, start
from desk.review import Progress, progress_of
from desk.scope import Scoped
from desk.wording import count
from index.tags import TAG
from views import frame, gathering, keeping, kept_list, project
from views.escape import link, safe, say
from views.frame import explained, filled_library, set_up
from views.review import SHOWS
from views.tried import tell_problem, tried

LISTS = ("Projects", "Stars", "Tags", "Notes")


def overview(engine: Scoped) -> None:
    """Every project with how far it is, and a form for a new one."""
    found = projects(engine)
    if not found:
        say("No project yet. Start one here, or put all that a search finds into a new one, from the Search page.")
    how_far = dict(zip(found, progress_of(engine, [one.number for one in found]), strict=True))
    cards = "".join(card(one, far) for one, far in how_far.items() if not one.archived)
    st.html(f'<div class="nd-cards">{cards}</div>')
    if put_away := [card(one, far) for one, far in how_far.items() if one.archived]:
        with st.expander(f"Archived ({len(put_away):,})"):
            st.html("".join(put_away))
    tell_problem("start")
    with st.form("start"):
        name = st.text_input("Start a project", placeholder="its name")
        description = st.text_input("What it is about")
        shared = bool(engine.person.name) and st.checkbox("Shared with everybody who reads this collection")
        if st.form_submit_button("Start"):
            with tried("start"):
                st.query_params["project"] = str(start(engine, name, description=description, shared=shared).number)
            st.rerun()


def card(one: Project, far: Progress) -> str:
    """A project, how far its review is, and what of it is the reader's."""
    mine = link("projects", f"{far.mine:,} assigned to you", project=one.number, show=SHOWS["mine"]) if far.mine else ""
    described = f'<p dir="auto">{safe(one.description)}</p>' if one.description else ""
    by = f" · by {one.author}" if one.author else ""
    return (
        f'<article class="nd-card"><h3 dir="auto">{link("projects", one.name, project=one.number)}</h3>{described}'
        f'<p class="nd-by">{safe(progress_line(far))} {mine}</p>'
        f'<p class="nd-by">{safe(seen_line(one) + by)}</p></article>'
    )


def of_kind(engine: Scoped, chosen: str) -> None:
    """Stars, tags or notes, that hold the words asked for."""
    kind = {"Stars": STAR, "Tags": TAG, "Notes": NOTE}[chosen]
    if chosen == "Tags":
        named = "".join(f"<li>{keeping.tag_link(name)} {count(places, 'place')}</li>" for name, places in tags(engine))
        st.html(f'<ul class="nd-signs">{named}</ul>')
    words = st.text_input("Only with these words", key="words", type="search", bind="query-params")
    with explained():
        found = kept(engine, kind, words=words)
    kept_list.draw(engine, found, f"No {kind} {'with these words' if words else 'yet'}.")
    kept_list.taken_away(engine, kind)


set_up("Projects", "centered")
engine = filled_library()
if place := str(st.query_params.get("place", "")):
    frame.head("Keep these words", "With a tag, a note, or in a project. They are found again in later versions.")
    keeping.form(engine, place, whole_page=True)
elif st.query_params.get("put"):
    gathering.draw(engine)
elif named := str(st.query_params.get("project", "")):
    try:
        project.draw(engine, project_called(engine, named))
    except ProjectError as error:
        say(str(error))
else:
    frame.head("Projects", "What you gather for an inquiry: passages under review, searches, stars, tags and notes.")
    chosen = st.segmented_control(
        "List", LISTS, default=LISTS[0], required=True, key="list", bind="query-params", label_visibility="collapsed"
    )
    if chosen == "Projects":
        overview(engine)
    else:
        of_kind(engine, chosen)
