"""Keeping words from any page: a star with one click, and the rest in one form. One listener serves every button."""

from __future__ import annotations

import streamlit as st

from desk.gathering import keep
from desk.kept import kept_at, note, remove, star, starred, tag, tags
from desk.picks import parse_pick, picked_passage
from desk.placed import Kept, number_of
from desk.projects import Project, projects
from desk.scope import Scoped
from views import frame, pressed
from views.escape import link, safe, say, to_words
from views.sign_in import own_key

TIMES = "times_kept"
SHOWN = ("★ starred", "☆ star")


def buttons(pick: str, own_stars: frozenset[str]) -> str:
    """A star, and the way to tags, notes and projects. They work on pages that `listen`."""
    more = f'<button type="button" class="nd-cite" data-keep="{safe(pick)}" aria-haspopup="dialog">keep…</button>'
    return f"{pressed.button('star', pick, SHOWN, on=pick in own_stars)} {more}"


@st.fragment
def listen(engine: Scoped) -> None:
    """Hear the buttons of the page; what else it shows is not drawn again."""
    heard = pressed.heard("star", SHOWN, ask="keep")
    engine = frame.again(engine) if heard.pressed or heard.asked else engine
    with frame.explained():
        for pick, on in (heard.pressed or {}).items():
            set_star(engine, pick, on=on)
        if heard.asked:
            parse_pick(heard.asked)
            _ask(engine, heard.asked)


def set_star(engine: Scoped, pick: str, *, on: bool) -> None:
    """Star it, or take one's star away; as it is already, it stays."""
    place = parse_pick(pick)
    there = starred(engine, place)
    if there and not on:
        remove(engine, number_of(there))
    elif on and not there:
        star(engine, place)


@st.dialog("Keep these words", width="medium")
def _ask(engine: Scoped, pick: str) -> None:
    form(frame.again(engine), pick, whole_page=False)


def form(engine: Scoped, pick: str, *, whole_page: bool) -> None:
    """Everything that can be kept at a place, and what is kept there."""
    with frame.explained():
        passage = picked_passage(engine, pick)
        there = kept_at(engine, parse_pick(pick))
        offered = [one for one in projects(engine) if not one.archived]
    words = to_words(passage.text, passage.article, passage.sha256, passage)
    st.html(f'<p class="nd-words" lang="{safe(passage.language)}" dir="auto">{words}</p>')
    for one in there:
        st.html(f'<p class="nd-by">{as_line(one)}</p>')

    def key(name: str) -> str:
        return own_key(engine, f"keep-{name}-{pick}-{st.session_state.get(TIMES, 0)}")

    with st.form("keep", border=False):
        named = st.multiselect(
            "Tags",
            [name for name, _ in tags(engine)],
            accept_new_options=True,
            placeholder="type a word, press Enter",
            key=key("tags"),
        )
        text = st.text_area("Note", key=key("note"), height="content")
        project = st.selectbox(
            "Project",
            [None, *offered],
            format_func=lambda one: one.name if one else "none: for me",
            help="The words go into the project, and its members see tags and note",
            key=key("project"),
        )
        shared = bool(engine.person.name) and st.checkbox("Everybody here sees tags and note", key=key("shared"))
        done = st.form_submit_button("Keep", type="primary")
    if done and (named or text.strip() or project):
        with frame.explained():
            _write(engine, pick, named, text, project, shared=shared)
        st.session_state[TIMES] = st.session_state.get(TIMES, 0) + 1  # so the next form is empty
        st.toast("Kept.")
        st.rerun()
    if done:
        say("Nothing to keep yet: give a tag, a note or a project.")
    if not whole_page:
        st.html(f'<p class="nd-how">{link("projects", "This form as a page of its own", place=pick)}</p>')


def as_line(one: Kept) -> str:
    """A star, a tag with its word, a note with its text; whose, since when, and for whom."""
    content, entry = one.entry.content, one.entry
    tagged = tag_link(content["tag"]) if "tag" in content else ""
    note = f'<span class="nd-note" dir="auto">{safe(content["text"])}</span>' if "text" in content else ""
    by = f"by {safe(entry.author)} " if entry.author else ""
    shared = " · shared" if content.get("shared") else ""
    project = f" · {link('projects', 'project', project=content['project'])}" if "project" in content else ""
    return f"<b>{entry.kind}</b> {tagged}{note} <small>{by}{entry.written:%Y-%m-%d}{shared}{project}</small>"


def tag_link(name: str) -> str:
    """To all places that have the tag."""
    return link("search", name, q=f'tag:"{name}"')


def _write(engine: Scoped, pick: str, named: list[str], text: str, project: Project | None, *, shared: bool) -> None:
    place, number = parse_pick(pick), project.number if project else None
    if number:
        keep(engine, number, [place])
    for name in named:
        tag(engine, place, name, project=number, shared=shared)
    if text.strip():
        note(engine, place, text, project=number, shared=shared)
