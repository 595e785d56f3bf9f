"""Going through a project's passages one by one, with the keyboard alone if one likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from desk.kept import KeptError, own_stars
from desk.placed import pick_of, placed
from desk.project_wording import decision_line, progress_line
from desk.projects import Project, project_numbered
from desk.review import (
    Decision,
    Queued,
    Show,
    assign,
    decide,
    of_article,
    position,
    progress,
    queue,
    shown,
    take_back,
    unassigned,
)
from desk.scope import Scoped
from views import frame, keeping
from views.escape import safe, say
from views.kept_list import as_words
from views.sign_in import own_key
from views.tried import press, tell_problem, tried

SHOWS: dict[Show, str] = {
    "undecided": "Undecided",
    "mine": "Mine",
    "relevant": "Relevant",
    "seen": "Seen",
    "rejected": "Rejected",
    "all": "All",
}
KEYS: dict[Decision, str] = {"relevant": "y", "rejected": "n", "seen": "s"}  # Streamlit keeps r and c for itself
PARTS: dict[str, Callable[[Sequence[Queued], Queued], list[int]]] = {
    "this passage": lambda every, here: [here.number],
    "all of its article": lambda every, here: of_article(every, here.entry.anchor.article) if here.entry.anchor else [],
    "the next 25 that are nobody's": lambda every, here: unassigned(every, 25),
}
HELP = "Keys: j next, k previous, y relevant, n rejected, s seen, u take your last decision back."
PASSAGE = "passage"


@st.fragment
def draw(engine: Scoped, project: Project) -> None:
    """Progress, one passage, and what can be said of it; only this is drawn again at a key."""
    engine = frame.again(engine)
    with frame.explained():
        project = project_numbered(engine, project.number)  # the reader may be a member no longer
        every = queue(engine, project.number)
    far = progress(every, engine.person.name)
    st.progress(far.done, text=progress_line(far))
    show = st.segmented_control(
        "Passages",
        [name for name in SHOWS if name != "mine" or engine.person.name],
        format_func=SHOWS.__getitem__,
        default="undecided",
        required=True,
        key="show",
        bind="query-params",
    )
    tell_problem("review")
    wanted = shown(every, show, engine.person.name)
    if not wanted:
        say("No passage here." if far.undecided or show != "undecided" else "Everything here has been decided.")
        _undo_button(engine, project)
        return
    at = position(wanted, _asked(engine, project))
    _one(engine, wanted, at)
    _buttons(engine, project, wanted, at)
    st.caption(HELP)
    if engine.person.name:
        _assigning(engine, project, every, wanted[at])


def _one(engine: Scoped, wanted: tuple[Queued, ...], at: int) -> None:
    """The passage, said to a screen reader as soon as it changes."""
    queued = wanted[at]
    with frame.explained():
        (one,) = placed(engine, [queued.entry])
        stars = own_stars(engine, [one.passage.article])
    keep = "" if one.removed else keeping.buttons(str(pick_of(one)), stars)
    where = f"Passage {at + 1:,} of {len(wanted):,}"
    st.html(
        f'<section aria-live="polite" aria-label="{where}" data-passage="{queued.number}">'
        f'<p class="nd-by">{where} · {safe(decision_line(queued))}</p>'
        f'<article class="nd-card">{as_words(one)}{keep}</article></section>'
    )
    st.query_params[PASSAGE] = str(queued.number)


def _buttons(engine: Scoped, project: Project, wanted: tuple[Queued, ...], at: int) -> None:
    going = _going(engine, project)
    before, after = wanted[max(0, at - 1)].number, wanted[min(len(wanted) - 1, at + 1)].number
    with st.container(horizontal=True):
        st.button("Previous", shortcut="k", on_click=partial(_go, going, before), disabled=at == 0)
        st.button("Next", shortcut="j", on_click=partial(_go, going, after), disabled=at == len(wanted) - 1)
        for decision, key in KEYS.items():
            st.button(
                decision.capitalize(),
                shortcut=key,
                on_click=press("review", engine, _decide, project, wanted[at].number, decision, after),
            )
        _undo_button(engine, project)


def _undo_button(engine: Scoped, project: Project) -> None:
    st.button("Take back", shortcut="u", on_click=press("review", engine, _take_back, project))


def _assigning(engine: Scoped, project: Project, every: tuple[Queued, ...], here: Queued) -> None:
    """Whose passages are to decide."""
    with st.form("assign", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        part = st.selectbox("Assign", list(PARTS), key="assign-part")
        name = st.selectbox(
            "to",
            list(dict.fromkeys((*project.people, *filter(None, [here.assigned])))),
            index=None,
            accept_new_options=True,
            placeholder="nobody",
            key=own_key(engine, f"assign-{here.number}"),
        )
        if st.form_submit_button("Assign"):
            with tried("review"):
                assign(engine, project.number, PARTS[part](every, here), name)
            st.rerun(scope="fragment")


def _asked(engine: Scoped, project: Project) -> int:
    """The passage that a key led to, else the one that the link names; 0: the first."""
    number = str(st.session_state.get(_going(engine, project), st.query_params.get(PASSAGE, "")))
    return int(number) if number.isdecimal() and len(number) < 16 else 0


def _go(going: str, number: int) -> None:
    """By way of the session: what a fragment's callback sets in the URL reaches the browser one step late."""
    st.session_state[going] = number


def _going(engine: Scoped, project: Project) -> str:
    return own_key(engine, f"passage-{project.number}")


def _decide(engine: Scoped, project: Project, number: int, decision: Decision, after: int) -> None:
    decide(engine, project.number, [number], decision)
    _go(_going(engine, project), after)


def _take_back(engine: Scoped, project: Project) -> None:
    if (entry := take_back(engine, project.number)) is None:
        raise KeptError("There is no decision of yours to take back.")
    _go(_going(engine, project), entry.content["of"][0])
