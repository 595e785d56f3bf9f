"""Verify: whether the archive has a quote in these words, and whose they are; one quote, or all of a draft."""

import json
from functools import partial

import streamlit as st

from desk.drafts import PASTED, Draft, check_upload
from desk.tables import csv_text
from desk.verify import verify
from desk.verify_rows import draft_answer, table_rows, verify_answer
from desk.wording import count
from index.local import Local
from views import answers
from views.escape import say
from views.frame import begin, explained, filled_library
from views.taking import button
from views.verdicts import as_draft, as_verdict

FILES = ["docx", "txt", "md", "odt", "rtf", "pdf", "html"]


@st.cache_data(max_entries=4, show_spinner=False)
def checked(_engine: Local, version: str, name: str, content: bytes) -> Draft:
    """`desk.drafts.check_upload`, kept until the library changes."""
    return check_upload(_engine, name, content)


begin("Verify", "Whether the archive has a quote in these words, and who said them.", "wide")
engine = filled_library()
what = st.segmented_control(
    "What to verify", ["A quote", "A draft"], key="what", default="A quote", required=True, bind="query-params"
)

if what == "A quote":
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_area("Words of the quote", key="words", bind="query-params", height=110)
        name = st.text_input("Said by", key="by", bind="query-params", placeholder="anybody", width=240)
    if not words.strip():
        say("Paste the words of a quote. Add a name to learn whether the archive gives them to that person.")
        st.stop()
    with explained():
        verified = verify(engine, words, speaker=name)
    held = answers.holdings(engine)
    st.html(as_verdict(verified, held))
    answer, rows, stem = verify_answer(verified, held), [], "quote"
else:
    pasted = st.text_area("Text of the draft", key="draft", height=180)
    file = st.file_uploader("Or a file", type=FILES, key="file", help="It is read, and not kept.")
    if not file and not pasted.strip():
        say("Paste a draft or choose its file: every quote in it is looked up. Nothing of it is kept.")
        st.stop()
    with explained(), st.spinner("Looking up every quote …", show_time=True):
        content = (file.name, file.getvalue()) if file else (PASTED, pasted.encode("utf-8", "replace"))
        draft = checked(engine, engine.version, *content)
    held = answers.holdings(engine)
    st.html(as_draft(draft, held))
    answer, rows, stem = draft_answer(draft, held), table_rows(draft, held), "draft"

with st.container(horizontal=True):
    if rows:
        make, told = partial(csv_text, rows), f"csv of a checked draft: {count(len(rows), 'quote')}"
        button(engine, "Download as CSV", make, f"{stem}.csv", "text/csv", told)
    make = partial(json.dumps, answer, ensure_ascii=False, indent=1)
    button(engine, "Download as JSON", make, f"{stem}.json", "application/json", f"json of a checked {stem}")
