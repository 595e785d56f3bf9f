"""One person on a page: called what, on which themes, quoted by whom, the statements, and how their words changed."""

from __future__ import annotations

import streamlit as st

from desk.coverage import Statement
from desk.drift import Drift, Step
from desk.links import parameters
from desk.paging import pages, rows_on
from desk.profile import Profile
from desk.said import Said, Sayer
from desk.scope import Scoped
from desk.sheet import pieces
from desk.statement_wording import changed_line, earliest_line
from desk.wording import count
from index.engine import Query, QuoteHit
from views import answers, basket, citing
from views.escape import link, safe, say, to_words
from views.outlets import outlet_name
from views.said import as_matrix
from views.side_by_side import as_piece, as_source, to_take

PARTS = ("Statements", "How the words changed")
ROWS = 20  # statements or steps on a page


def draw(engine: Scoped, query: Query, person: str) -> None:
    """Everything about a person that the question lets through."""
    name = engine.corrections().names.of(person)
    found = answers.profile(engine, query, name)
    if not found.statements:
        say("Nothing of theirs in this archive fits: try another theme or fewer filters.")
        return
    also = engine.corrections().names.all_of(name)
    if also:
        st.html(
            f'<p class="nd-how">Merged by a person: {safe(", ".join((name, *also)))}. Undo it under all people.</p>'
        )
    months = Said(tuple(month for month, _ in found.months), (_as_row(found),), 1)
    st.html(as_matrix(months, query, by_theme=False))
    st.html(_facts(found, query))
    part = st.segmented_control("Show", PARTS, key="part", default=PARTS[0], required=True, bind="query-params")
    basket.tell()
    if part == PARTS[0]:
        _statements(engine, found)
    else:
        _drift(answers.drift(engine, query, name))


def _as_row(found: Profile) -> Sayer:
    return Sayer(found.person, tuple(one for _, one in found.months), found.read, found.total)


def _facts(found: Profile, query: Query) -> str:
    """Roles as printed, themes, outlets."""
    roles = ", ".join(
        f"{to_words(role.words, role.at.article, role.at.sha256, role.span)} {role.quotes}" for role in found.roles
    )
    asked = parameters(query)
    links = (asked | {"person": found.person, "q": theme.word} for theme in found.themes)
    themes = ", ".join(link("people", str(one["q"]), **one) for one in links)
    outlets = ", ".join(f"{outlet_name(outlet)} {quotes:,}" for outlet, quotes in found.outlets)
    facts = {"Called in print": roles, "Themes": themes, "Quoted by": outlets}
    rows = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts.items() if fact)
    return f'<dl class="nd-facts">{rows}</dl>'


def _statements(engine: Scoped, found: Profile) -> None:
    """In order of time."""
    st.html(f'<h2 class="nd-count" aria-live="polite">{count(len(found.statements), "statement")}</h2>')
    place, last = st.container(), pages(len(found.statements), ROWS)
    page = st.pagination(last, key="page", bind="query-params") if last > 1 else 1
    shown = rows_on(found.statements, page, ROWS)
    listed = "".join(map(_statement, shown))
    place.html(f'<ul class="nd-list nd-said-list" data-drawn="{basket.dropped()}">{listed}</ul>')
    citing.downloads(engine, [statement.fullest for statement in shown])


def _statement(statement: Statement) -> str:
    quote = statement.fullest
    return (
        f'<li><blockquote dir="auto" lang="{safe(quote.language)}">{safe(quote.text)}</blockquote>'
        f'<p class="nd-by">{as_source(quote)} <span class="nd-acts">{to_take(quote)}</span></p>'
        f'<p class="nd-how">{count(len(statement.carried), "outlet")} · {safe(earliest_line(statement))}</p></li>'
    )


def _drift(found: Drift) -> None:
    """Each statement beside an earlier one: words, and no verdict."""
    undated = f" {count(found.undated, 'undated statement')} stand in no order." if found.undated else ""
    st.html(
        '<p class="nd-how">Each statement beside the latest earlier one that is near in meaning, the biggest change '
        "first; then the others beside the one just before, in order of time. It shows words, and no contradiction."
        f"{undated}</p>"
    )
    if not found.steps:
        say("There is only one dated statement: nothing to hold it against.")
        return
    place, last = st.container(), pages(len(found.steps), ROWS)
    page = st.pagination(last, key="page", bind="query-params") if last > 1 else 1
    rows = "".join(map(_step, rows_on(found.steps, page, ROWS)))
    place.html(
        f'<table class="nd-compare" data-drawn="{basket.dropped()}">'
        f'<thead><tr><th scope="col">Before</th><th scope="col">After</th></tr></thead>{rows}</table>'
    )


def _step(step: Step) -> str:
    before, after = step.before.fullest, step.after.fullest
    near = f"near in meaning (cosine {step.cosine:.2f})" if step.cosine else "the statement before"
    named = ((kind, safe(changed_line(kind, step.changes.reasons))) for kind in step.changes.kinds)
    kinds = "".join(f'<span class="nd-kind nd-{kind}">{name}</span>' for kind, name in named)
    words = "".join(map(as_piece, pieces(before.text, after.text, step.changes)))
    return (
        f'<tbody><tr class="nd-statement"><th colspan="2" scope="rowgroup">{step.changed:.0%} other words · {near} '
        f"{kinds}</th></tr>"
        f'<tr><td data-label="Before">{_side(before, safe(before.text))}</td>'
        f'<td data-label="After">{_side(after, words)}</td></tr></tbody>'
    )


def _side(quote: QuoteHit, words: str) -> str:
    return (
        f'<blockquote dir="auto" lang="{safe(quote.language)}">{words}</blockquote>'
        f'<p class="nd-by">{as_source(quote)} <span class="nd-acts">{to_take(quote)}</span></p>'
    )
