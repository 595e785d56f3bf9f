"""Files from the browser into the library: the upload, what became of it, and what was refused."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from desk.scope import Scoped
from desk.tables import inert
from desk.wording import job_line
from index.jobs import Job, Jobs
from ingest.article import NewsdeskError, Refusal
from ingest.progress import Pace
from views.escape import safe, say
from views.rights import may_edit
from views.tried import press, tell_problem

EVERY = 1.0  # seconds between two looks at what is being read
SHOWN = 5  # jobs that are over


def upload(library: Scoped) -> None:
    """Choose files, and hand them in; for editors."""
    if not may_edit(library, "adding articles"):
        return
    st.subheader("Add articles", anchor=False)
    key = f"files-{st.session_state.get('added', 0)}"  # another key after each adding: an uploader cannot be emptied
    files = st.file_uploader(
        "Text, saved pages, tables, feeds, web archives, documents, mail; packed too",
        accept_multiple_files=True,
        key=key,
    )
    if st.button("Add to the library", type="primary", disabled=not files):
        try:
            library.hand_in([(file.name, file.getbuffer()) for file in files])
        except (NewsdeskError, OSError) as error:
            say(str(error))
            return
        st.session_state["added"] = st.session_state.get("added", 0) + 1
        st.rerun()


def jobs(library: Scoped) -> None:
    """What waits and what is being read, watched until it is over; then the last receipts."""
    queue = Jobs(library.ledger)
    if queue.open():
        _watched(library)
    else:
        tell_problem("jobs")
    for job in queue.jobs(limit=SHOWN):
        if job.ended:
            say(f"{job_line(job)}\n{job.told}")


@st.fragment(run_every=EVERY)
def _watched(library: Scoped) -> None:
    """The open jobs; when the last is over, the whole page is drawn anew with what has come."""
    found = Jobs(library.ledger).open()
    if not found:
        st.rerun()
    tell_problem("jobs")  # it was over a moment before
    for job in found:
        _draw(library, job)
    st.caption("It goes on when you leave this page.")


def _draw(library: Scoped, job: Job) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.done / job.of if job.of else 0.0, "Reading …" if job.state == "running" else "Waiting …")
        if library.may("editor"):
            cancel = press("jobs", library, Scoped.cancel, job.number)
            st.button("Cancel", key=f"cancel-{job.number}", on_click=cancel)
    pace: Pace = st.session_state.setdefault(f"pace-{job.number}-{job.stage}", Pace())
    told = pace.told(job.done, job.done / job.of if job.of else None)
    st.html(f'<p class="nd-how" aria-live="polite">{safe(job_line(job))}{safe(f", {told}" if told else "")}</p>')


def refused(library: Scoped) -> None:
    """What never became an article, with its reason."""
    refusals = library.refusals()
    if refusals:
        st.html(f"<h2>Refused: {safe(len(refusals))}</h2>")
        st.dataframe(_table(refusals), hide_index=True, alt="Files and lines that were refused, with reasons")
        st.caption("Mend what the reason names; then `python -m ingest retry` reads again what has a file or address.")


def _table(refusals: tuple[Refusal, ...]) -> pd.DataFrame:
    rows = (
        {"Where": r.origin, "Why, and what to do": r.reason, "Read again from": r.input or "add it again"}
        for r in refusals
    )
    return pd.DataFrame(list(rows)).map(inert)  # Streamlit offers it as a CSV
