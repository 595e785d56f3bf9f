"""Library: what is in the archive, and how to add to it."""

from collections.abc import Mapping

import streamlit as st

from desk.bars import picture
from desk.colours import known_outlets
from desk.outlets import facts_line, facts_of
from desk.wording import behind_line, covered, size
from index.engine import Query, Status
from ingest.outlets import OutletFacts
from views import adding, answers, audit, chart
from views.escape import safe
from views.frame import begin, first_step, open_library


def figures(status: Status) -> None:
    """How much there is."""
    with st.grid("auto", min_column_width=140):
        st.metric("Articles", f"{status.articles:,}")
        st.metric("Paragraphs", f"{status.paragraphs:,}")
        st.metric("Quotes", f"{status.quotes:,}")
        st.metric("Undated", f"{status.undated:,}")
        st.metric("Meaning covers", f"{covered(status):.0%}")
        st.metric("On disk", size(status.bytes))


def in_numbers(status: Status, known: Mapping[str, OutletFacts]) -> str:
    """Outlets and languages with their articles."""
    return (
        '<div class="nd-two">'
        + "".join(
            f'<table class="nd-counts"><caption>{name}</caption><tbody>{_rows(counted, known)}</tbody></table>'
            for name, counted in (("Outlets", status.outlets), ("Languages", status.languages))
        )
        + "</div>"
    )


def _rows(counted: tuple[tuple[str | None, int], ...], known: Mapping[str, OutletFacts]) -> str:
    return "".join(f"<tr><td>{_named(name, known)}</td><td>{number:,}</td></tr>" for name, number in counted)


def _named(name: str | None, known: Mapping[str, OutletFacts]) -> str:
    facts = facts_of(known, name)
    return safe(name or "none named") + (f"<small>{safe(facts_line(facts))}</small>" if facts else "")


begin("Library", "What is in the archive, and how to add to it.", "wide")
engine = open_library()
status = answers.status(engine)
if status.articles:
    figures(status)
    found = answers.lanes(engine, Query(), "outlet", "month")
    if found.lanes:
        drawn = picture(found, known_outlets(status))
        chart.stacked(drawn, "articles", key="by-month", alt=chart.told(found))
        chart.figures(drawn)
    if behind := behind_line(status):
        st.html(f'<p class="nd-how">{safe(behind)}</p>')
    st.html(in_numbers(status, answers.outlets(engine)))
else:
    first_step()
adding.upload(engine)
adding.jobs(engine)
adding.refused(engine)
audit.draw(engine)
