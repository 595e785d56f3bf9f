"""Compare: quotes on a theme side by side."""

import streamlit as st

from desk.choices import first_two
from desk.compare import By, Sides
from desk.coverage import pictured
from desk.kept import own_stars
from desk.paging import pages, rows_on
from desk.sheet import firsts, kept, sheet
from desk.wording import count
from views import answers, ask, basket, citing, downloads, keeping
from views.coverage import as_matrix
from views.escape import say
from views.frame import begin, explained, filled_library
from views.side_by_side import as_table

BYS: dict[By, str] = {"speaker": "Speakers", "outlet": "Outlets", "period": "Periods"}
ROWS = 25  # statements on a page
WIDEST = 6  # columns that can be read beside one another
PICTURED = 12  # statements in the picture
LEGEND = (
    '<p class="nd-how">Each printing is held against the fullest of its row: <ins>words it has otherwise</ins>, '
    "<del>words it leaves out</del>; above it, the kind of the change. In headlines, <u>words of the quote</u>.</p>"
)


begin("Compare", "What each side said, or printed: the same statement stands in the same row.", "wide")
engine = filled_library()
ask.carry_over("compare")

with st.container(horizontal=True, vertical_alignment="bottom"):
    query = ask.words("Theme")
    by: By = st.segmented_control(
        "Side by side",
        list(BYS),
        key="by",
        format_func=BYS.__getitem__,
        default="speaker",
        required=True,
        bind="query-params",
        on_change=ask.first_page,
    )
    with st.popover("Filters"):
        query = ask.undated(query, "Only articles without a date")
        query = ask.days(query)
        query = ask.narrow(engine, query)
ask.remember("compare")
ask.tell(query)
with explained():
    offered = answers.choices(engine, query, by)
key = BYS[by].lower()  # each kind of column has its own parameter in the URL
if key not in st.session_state and key not in st.query_params:
    ask.preset(key, list(first_two(offered, by)))
chosen = st.multiselect(
    BYS[by],
    offered,
    key=key,
    accept_new_options=True,
    max_selections=WIDEST,
    placeholder=f"choose two to {WIDEST}" if by != "period" else "2024-01, or 2024-01-15..2024-02",
    bind="query-params",
    on_change=ask.first_page,
)
shared = st.toggle(
    "Only statements that two or more columns have", key="shared", bind="query-params", on_change=ask.first_page
)
if len(chosen) < 2:
    say("Choose two or more columns to set side by side.")
    st.stop()
with explained():
    comparison = answers.compare(engine, query, by, tuple(chosen))

rows = kept(comparison.rows, fewest=2 if shared else 1)
if not rows:
    say("No quote in this archive fits: try another theme, other columns or fewer filters.")
    st.stop()
if carried := pictured(comparison.coverage, PICTURED):
    with st.expander("Who carried it, who cut it, who left it out", expanded=True):
        st.html(as_matrix(comparison.coverage, carried))
else:
    st.html('<p class="nd-how">No statement on this theme stands in two outlets of this archive.</p>')
st.html(f'<h2 class="nd-count" aria-live="polite">{count(len(rows), "statement")}</h2>{LEGEND}')
basket.tell()
table, last = st.container(), pages(len(rows), ROWS)
page = st.pagination(last, key="page", bind="query-params") if last > 1 else 1
shown = sheet(rows_on(rows, page, ROWS), comparison.coverage)
quotes = firsts(shown)
beside = answers.aboves(engine, quotes), own_stars(engine, (quote.article for quote in quotes))
table.html(as_table(comparison.columns, shown, (page - 1) * ROWS + 1, beside))
keeping.listen(engine)
citing.downloads(engine, quotes)
citing.listen()
downloads.offer(engine, Sides(query, by, tuple(chosen)))
