"""Hits as cards, with paging, neighbours and downloads."""

from __future__ import annotations

import json
from dataclasses import replace

import streamlit as st

from desk.highlight import excerpt, highlight, whole
from desk.paging import on_page, pages
from desk.passages import Passage, neighbours
from desk.rows import flat, hit_row, search_answer
from desk.tables import csv_text
from desk.wording import copies_line, how_line, nothing_line, result_line
from index.engine import Copy, Engine, Hit, Hits, Order, Query
from ingest.article import Span
from views import answers, basket, citing
from views.ask import first_page
from views.citing import cite_button
from views.escape import link, safe, say, to_words

HUGE = 20_000  # characters: a longer paragraph is read on its article's page, or a browser stalls on a list of them
ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest")


def ordered(query: Query) -> Query:
    """The sort that the reader chose."""
    chosen = st.selectbox("Sort by", ORDERS, key="order", on_change=first_page, bind="query-params", width=168)
    return on_page(replace(query, order=chosen), 1)


def draw(engine: Engine, query: Query) -> None:
    """Everything that matches, a page at a time."""
    found = answers.search(engine, query)
    if not found.hits:
        nothing(engine, query)
        return
    st.html(f'<h2 class="nd-count">{safe(result_line(found))}</h2><p class="nd-how">{safe(how_line(found, query))}</p>')
    around = st.toggle("Show the paragraphs before and after", key="around", bind="query-params")
    basket.tell()
    cards, page = st.container(gap="small"), _page(found)
    shown = answers.search(engine, on_page(query, page))
    for hit in shown.hits:
        cards.html(_card(hit, neighbours(engine, hit) if around else ((), ())))
        with cards:
            basket.offer(hit)
    _downloads(shown)


def nothing(engine: Engine, query: Query) -> None:
    """No hit, and what to try."""
    say(nothing_line(answers.status(engine), query))
    st.caption("Try fewer or other words, a wider stretch of days, or fewer filters.")


def _page(found: Hits) -> int:
    last = pages(found.groups)
    return st.pagination(last, key="page", bind="query-params") if last > 1 else 1


def _downloads(shown: Hits) -> None:
    with st.container(horizontal=True):
        rows = [hit_row(hit) for hit in shown.hits]
        st.download_button("Download these as CSV", csv_text(flat(rows)), "hits.csv", "text/csv")
        answer = json.dumps(search_answer(shown), ensure_ascii=False, indent=1)
        st.download_button("Download these as JSON", answer, "hits.json", "application/json")
        citing.downloads(shown.hits)
    citing.listen()


def _card(hit: Hit, around: tuple[tuple[Passage, ...], tuple[Passage, ...]]) -> str:
    before, after = ("".join(map(_passage, side)) for side in around)
    return (
        f'<article class="nd-card">{_headline(hit)}{before}'
        f"{_words(hit)}{after}"
        f'<footer class="nd-foot">{_copies(hit)}{_why(hit)} {cite_button(hit)}</footer></article>'
    )


def _headline(hit: Hit) -> str:
    title = to_words(hit.title or "Untitled", hit.article, hit.sha256, hit)
    printed = f"{byline(hit.outlet, str(hit.published or ''))} · {safe(hit.language)}"
    return f'<p class="nd-by">{printed}</p><h3 dir="auto">{title}</h3>'


def byline(outlet: str | None, published: str) -> str:
    """Outlet and day, or that there is none."""
    day = f"<time>{safe(published)}</time>" if published else "undated"
    return f'<bdi class="nd-outlet">{safe(outlet or "no outlet named")}</bdi> · {day}'


def _words(hit: Hit) -> str:
    """The paragraph; a long one as an excerpt that opens."""
    shown, everything = excerpt(hit), whole(hit)
    if shown == everything:
        return _marked(hit, everything)
    if len(hit.text) > HUGE:
        return f'<div class="nd-cut-before nd-cut-after">{_marked(hit, shown)}</div>'
    opens = f"<summary>The whole paragraph, {len(hit.text):,} characters</summary>{_marked(hit, everything)}"
    before = "nd-cut-before" if shown.start > everything.start else ""
    after = "nd-cut-after" if shown.end < everything.end else ""
    return f'<div class="{before} {after}">{_marked(hit, shown)}</div><details>{opens}</details>'


def _marked(hit: Hit, span: Span) -> str:
    words = "".join(f"<mark>{safe(s.text)}</mark>" if s.matched else safe(s.text) for s in highlight(hit, span))
    return f'<p class="nd-words" lang="{safe(hit.language)}" dir="auto">{words}</p>'


def _passage(passage: Passage) -> str:
    return f'<p class="nd-words nd-around" dir="auto">{safe(passage.text)}</p>'


def _copies(hit: Hit) -> str:
    if not hit.copies:
        return ""
    rows = "".join(f"<li>{_copy(copy)}</li>" for copy in hit.copies)
    return f"<details><summary>{safe(copies_line(hit))}</summary><ul>{rows}</ul></details>"


def _copy(copy: Copy) -> str:
    where = link("article", "read there", article=copy.article, start=copy.start, end=copy.end)
    return f"{byline(copy.outlet, str(copy.published or ''))} · {where}"


def _why(hit: Hit) -> str:
    """Where the words stand, and why they were found if anything was asked for."""
    meaning = "" if hit.cosine is None else f"cosine {hit.cosine:.2f} · "
    words = f"bm25 {hit.bm25:.1f} · " if hit.bm25 else ""
    return f'<span class="nd-why">{meaning}{words}characters {hit.start}–{hit.end}</span>'
