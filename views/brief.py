"""Brief: verbatim sentences of a question, a speaker, a day, an article or picked passages."""

from dataclasses import replace
from datetime import date

import streamlit as st

from desk.assignment import WORDS, About, Assignment
from desk.choices import OFFERED
from desk.picks import picked_passage
from index.engine import Engine, Query
from ingest.article import NewsdeskError
from views import answers, ask, basket, briefs, downloads, phrased
from views.escape import say
from views.frame import begin, explained, filled_library

ABOUT: dict[str, About] = {
    "Question": "query",
    "Speaker": "speaker",
    "Day": "day",
    "Article": "article",
    "Picked": "picked",
}
MOST = {"words": 1000, "sentences": 50}


def asked(engine: Engine) -> Assignment:
    """What the brief is to be of, from the widgets that go with it."""
    chosen = st.segmented_control(
        "A brief of", list(ABOUT), key="about", default="Question", required=True, bind="query-params"
    )
    about = ABOUT[chosen]
    if about == "article":
        name = st.text_input("Article, by its id", key="article", bind="query-params", placeholder="0a1b2c3d4e5f6071")
        return Assignment("article", picks=tuple(filter(None, [(name or "").strip()])))
    if about == "picked":
        return Assignment("picked", picks=picked(engine))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        speaker = who(engine) if about == "speaker" else ""
        day = the_day() if about == "day" else None
        query = ask.words("Question" if about == "query" else "Only about")
        query = filtered(engine, query, with_days=about != "day")
    return Assignment(about, query, speaker, day)


def who(engine: Engine) -> str:
    """A speaker, offered by how often they are quoted; another name may be typed."""
    names = [found.person for found in answers.speakers(engine)[:OFFERED]]
    return (
        st.selectbox(
            "Speaker",
            names,
            index=None,
            key="who",
            placeholder="choose or type a name",
            accept_new_options=True,
            bind="query-params",
        )
        or ""
    )


def the_day() -> date | None:
    """Any day of the calendar."""
    return st.date_input(
        "Day",
        None,
        min_value=ask.EARLIEST,
        max_value=ask.LATEST,
        key="day",
        format="YYYY-MM-DD",
        bind="query-params",
        width=168,
    )


def filtered(engine: Engine, query: Query, *, with_days: bool) -> Query:
    """The same filters as on every page."""
    with st.popover("Filters"):
        query = ask.days(query) if with_days else query
        return ask.narrow(engine, query)


def picked(engine: Engine) -> tuple[str, ...]:
    """The picked passages, each with a way to take it out; one that is gone is told and not briefed."""
    found = []
    for pick in basket.picked():
        with st.container(border=True):
            try:
                st.html(briefs.passage(picked_passage(engine, pick)))
                found.append(pick)
            except NewsdeskError as error:
                say(str(error))
            st.button("Take out", key=f"out-{pick}", type="tertiary", on_click=basket.take_out, args=(pick,))
    return tuple(found)


def as_long(assignment: Assignment) -> Assignment:
    """How long, and what comes first."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = st.segmented_control(
            "Counted in", list(MOST), key="unit", default="words", required=True, bind="query-params"
        )
        length = st.number_input(
            "At most", 1, MOST[unit], WORDS if unit == "words" else 5, key=unit, bind="query-params", width=140
        )
        order = st.segmented_control(
            "First comes what is",
            ["older", "weightier"],
            key="first",
            default="older",
            required=True,
            bind="query-params",
        )
    return replace(
        assignment,
        words=length if unit == "words" else None,
        sentences=length if unit == "sentences" else None,
        order="time" if order == "older" else "weight",
    )


def named(assignment: Assignment) -> bool:
    """Whether it says what the brief is to be of."""
    given = {"query": assignment.query.text, "speaker": assignment.speaker, "day": assignment.day}
    return bool(given.get(assignment.about, assignment.picks))


MISSING = {
    "query": "Ask a question: the brief is made of the archive's own sentences, each with its source.",
    "speaker": "Choose whose words to sum up.",
    "day": "Choose a day: the brief is of what was printed on it, and of what later articles say of it.",
    "article": "Give an article's id, or follow “in brief” on its page.",
    "picked": "Nothing is picked yet: pick passages on the Search page or quotes on the Compare page.",
}

begin("Brief", "The archive's own sentences, none cut, each with its source; copies are counted once.", "centered")
engine = filled_library()
ask.carry_over("brief")
assignment = as_long(asked(engine))
ask.remember("brief")
if not named(assignment):
    say(MISSING[assignment.about])
    st.stop()
with explained(), st.spinner("Choosing sentences …"):
    found = answers.brief(engine, assignment)
phrased.offer(engine, assignment, found)
st.html(briefs.drawn(found))
if found.sentences:
    downloads.offer(engine, assignment)
