"""Compare: quotes on a theme side by side."""

from collections.abc import Sequence

import streamlit as st

from desk.compare import By, Comparison
from desk.paging import pages, rows_on
from desk.sheet import Cell, Printing, sheet
from desk.wording import count, speaker_line
from index.engine import QuoteHit
from views import answers, ask
from views.escape import safe, say, to_words
from views.frame import begin, explained, filled_library
from views.hits import byline

BYS: dict[By, str] = {"speaker": "Speakers", "outlet": "Outlets", "period": "Periods"}
ROWS = 25  # statements on a page
WIDEST = 6  # columns that can be read beside one another


def as_table(comparison: Comparison, rows: Sequence[tuple[Cell, ...]]) -> str:
    """The comparison as a table, which the style lays out as cards on a phone."""
    labels = [column.label for column in comparison.columns]
    heads = "".join(
        f'<th scope="col">{safe(column.label)}<small>{column.shown:,} of {count(column.total, "quote")}</small></th>'
        for column in comparison.columns
    )
    body = "".join(f"<tr>{''.join(map(as_cell, labels, row))}</tr>" for row in rows)
    return f'<table class="nd-compare"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def as_cell(label: str, cell: Cell) -> str:
    """What one column has of a statement, or that it has nothing."""
    words = "".join(map(as_printing, cell)) or '<p class="nd-none">nothing in this archive</p>'
    return f'<td data-label="{safe(label)}">{words}</td>'


def as_printing(printing: Printing) -> str:
    """A quote with the words marked that the other column does not have, and who else printed it so."""
    words = "".join(f"<ins>{safe(f.text)}</ins>" if f.differs else safe(f.text) for f in printing.fragments)
    again = "".join(f"<li>{as_source(quote)}</li>" for quote in printing.again)
    more = f"<details><summary>+{count(len(printing.again), 'printing')}</summary><ul>{again}</ul></details>"
    return (
        f'<blockquote dir="auto" lang="{safe(printing.first.language)}">{words}</blockquote>'
        f'<p class="nd-by">{as_source(printing.first)}</p>{more if again else ""}'
    )


def as_source(quote: QuoteHit) -> str:
    """Speaker as printed, outlet, day, and the way to the words."""
    speaker = safe(speaker_line(quote))
    where = to_words("read there", quote.article, quote.sha256, quote)
    return f"<b><bdi>{speaker}</bdi></b> · {byline(quote.outlet, str(quote.published or ''))} · {where}"


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
    ask.preset(key, list(offered[:2]))
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

rows = sheet(comparison, fewest=2 if shared else 1)
if not rows:
    say("No quote in this archive fits: try another theme, other columns or fewer filters.")
    st.stop()
st.html(f'<h2 class="nd-count">{count(len(rows), "statement")}</h2>')
picture, last = st.container(), pages(len(rows), ROWS)
page = st.pagination(last, key="page", bind="query-params") if last > 1 else 1
picture.html(as_table(comparison, rows_on(rows, page, ROWS)))
st.html(
    '<p class="nd-how">Words <ins>marked so</ins> are not in the statement of the leftmost other column; '
    "where no other column has it, not in the oldest printing.</p>"
)
