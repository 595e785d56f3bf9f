"""Hits as cards, with paging, neighbours and downloads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

import streamlit as st

from desk.highlight import excerpt, highlight, whole
from desk.kept import own_stars
from desk.links import parameters
from desk.nearest import asked_for
from desk.paging import on_page, pages
from desk.passages import Passage, neighbours
from desk.picks import pick_of
from desk.rows import flat, hit_row, search_answer
from desk.scope import Scoped
from desk.tables import csv_text
from desk.taken_out import rows_told
from desk.wording import absence_line, copies_line, how_line, result_line, why_line
from index.engine import Copy, Engine, Hit, Hits, Order, Query
from ingest.article import Span
from views import answers, basket, citing, keeping
from views.ask import first_page
from views.citing import cite_button
from views.escape import link, safe, say, to_words
from views.outlets import outlet_name
from views.taking import button

HUGE = 20_000  # characters: a longer paragraph is read on its article's page, or a browser stalls on a list of them
WORDS_ALONE = "Search for these words, without what marks and operators ask"
ORDERS: tuple[Order, ...] = ("relevance", "recent", "newest", "oldest")


def ordered(query: Query) -> Query:
    """The sort that the reader chose."""
    chosen = st.selectbox("Sort by", ORDERS, key="order", on_change=first_page, bind="query-params", width=168)
    return on_page(replace(query, order=chosen), 1)


def draw(engine: Scoped, query: Query) -> None:
    """Everything that matches, a page at a time."""
    found = answers.search(engine, query)
    if not found.hits:
        nothing(engine, query)
        return
    into = link("projects", "Put all into a project", put="true", **parameters(query))
    how = f'<p class="nd-how">{safe(how_line(found, query))} · {into}</p>'
    st.html(f'<h2 class="nd-count" aria-live="polite">{safe(result_line(found))}</h2>{how}')
    with st.container(horizontal=True):
        around = st.toggle("Show the paragraphs before and after", key="around", bind="query-params")
        underline = st.toggle("Underline the sentence nearest in meaning", key="nearest", bind="query-params")
    basket.tell()
    place, page = st.container(), _page(found)
    shown = answers.search(engine, on_page(query, page))
    nearest = answers.nearest(engine, asked_for(query), shown.hits) if underline else ()
    with place:
        cards(engine, shown.hits, nearest, around=around)
    _downloads(engine, query, shown)


def cards(engine: Scoped, found: Sequence[Hit], nearest: Sequence[Span | None] = (), *, around: bool = False) -> None:
    """Hits one below the other, to be picked (where the page `basket.tell`s), kept and cited."""
    stars = own_stars(engine, (hit.article for hit in found))
    chosen, drawn = basket.picked(), ""
    for hit, near in zip_longest(found, nearest):
        keep = f"{basket.button(hit, chosen)} {keeping.buttons(str(pick_of(hit)), stars)}"
        drawn += _card(hit, neighbours(engine, hit) if around else ((), ()), near, keep)
    # One block: each element costs server and browser a share, and twenty boxes to tick were most of a page's elements.
    st.html(f'<div class="nd-cards" data-drawn="{basket.dropped()}">{drawn}</div>')
    keeping.listen(engine)
    citing.listen()


def nothing(engine: Scoped, query: Query) -> None:
    """No hit, and what to try."""
    found = answers.absence(engine, query)
    say(absence_line(found))
    if query.text and not query.plain:
        st.html(f'<p class="nd-how">{link("search", WORDS_ALONE, **parameters(replace(query, plain=True)))}</p>')
    if found.nearest:
        basket.tell()
        cards(engine, found.nearest)
    st.caption("Try fewer or other words, a wider stretch of days, or fewer filters.")


def _page(found: Hits) -> int:
    last = pages(found.groups)
    return st.pagination(last, key="page", bind="query-params") if last > 1 else 1


def _downloads(engine: Scoped, query: Query, shown: Hits) -> None:
    with st.container(horizontal=True):
        give, told = partial(button, engine), partial(rows_told, of="search", query=query)
        many, every = len(shown.hits), shown.groups
        give("Download these as CSV", partial(_csv, shown.hits), "hits.csv", "text/csv", told("csv", many=many))
        give("Download these as JSON", partial(_json, shown), "hits.json", "application/json", told("json", many=many))
        citing.downloads(engine, shown.hits)
        if every > many:
            make = partial(_all_csv, engine, query, every)
            give(f"All {every:,} as CSV", make, "all-hits.csv", "text/csv", told("csv", many=every))


# Files are made when somebody asks for them, not at every run of the page.


def _csv(hits: Sequence[Hit]) -> str:
    return csv_text(flat([hit_row(hit) for hit in hits]))


def _json(shown: Hits) -> str:
    return json.dumps(search_answer(shown), ensure_ascii=False, indent=1)


def _all_csv(engine: Engine, query: Query, groups: int) -> str:
    """Every match."""
    return _csv(engine.search(replace(query, limit=groups, offset=0)).hits)


def _card(hit: Hit, around: tuple[tuple[Passage, ...], tuple[Passage, ...]], near: Span | None, keep: str) -> str:
    before, after = ("".join(map(_passage, side)) for side in around)
    return (
        f'<article class="nd-card">{_headline(hit)}{before}'
        f"{_words(hit, near)}{after}"
        f'<footer class="nd-foot">{_copies(hit)}{_like(hit)}{_why(hit)}'
        f'<span class="nd-acts">{cite_button(hit)} {keep}</span></footer></article>'
    )


def _headline(hit: Hit) -> str:
    title = to_words(hit.title or "Untitled", hit.article, hit.sha256, hit)
    printed = f"{byline(hit.outlet, str(hit.published or ''))} · {safe(hit.language)}"
    return f'<p class="nd-by">{printed}</p><h3 dir="auto">{title}</h3>'


def byline(outlet: str | None, published: str) -> str:
    """Outlet and day, or that there is none."""
    day = f"<time>{safe(published)}</time>" if published else "undated"
    return f'<span class="nd-outlet">{outlet_name(outlet)}</span> · {day}'


def _words(hit: Hit, near: Span | None) -> str:
    """The paragraph; a long one as an excerpt that opens."""
    shown, everything = excerpt(hit), whole(hit)
    if shown == everything:
        return _marked(hit, everything, near)
    if len(hit.text) > HUGE:
        return f'<div class="nd-cut-before nd-cut-after">{_marked(hit, shown, near)}</div>'
    opens = f"<summary>The whole paragraph, {len(hit.text):,} characters</summary>{_marked(hit, everything, near)}"
    before = "nd-cut-before" if shown.start > everything.start else ""
    after = "nd-cut-after" if shown.end < everything.end else ""
    return f'<div class="{before} {after}">{_marked(hit, shown, near)}</div><details>{opens}</details>'


def _marked(hit: Hit, span: Span, near: Span | None) -> str:
    """Words of the question marked, and the sentence nearest in meaning underlined: two different things."""
    near = near or Span(span.end, span.end)
    start, end = max(span.start, min(near.start, span.end)), max(span.start, min(near.end, span.end))
    before, within, after = (
        _stretches(hit, s) for s in (Span(span.start, start), Span(start, end), Span(end, span.end))
    )
    nearest = f'<span class="nd-near">{within}</span>' if within else ""
    return f'<p class="nd-words" lang="{safe(hit.language)}" dir="auto">{before}{nearest}{after}</p>'


def _stretches(hit: Hit, span: Span) -> str:
    return "".join(f"<mark>{safe(s.text)}</mark>" if s.matched else safe(s.text) for s in highlight(hit, span))


def _like(hit: Hit) -> str:
    return link("search", "More like this", like=hit.article, start=hit.start, end=hit.end)


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
    """Where the words stand, and how they came to their rank if anything was asked for."""
    place = f"characters {hit.start}–{hit.end}"
    if not hit.why:
        return f'<span class="nd-why">{place}</span>'
    return f'<details class="nd-why"><summary>Why here · {place}</summary>{safe(why_line(hit))}</details>'
