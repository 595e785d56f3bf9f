"""The quotes of an article, and a person's hand on them: another speaker, no quote at all, and undoing either."""

from __future__ import annotations

import streamlit as st

from desk.corrections import Corrected, correct_speaker, corrected_quotes, reject
from desk.kept import own_stars
from desk.picks import Pick
from desk.scope import Scoped
from desk.wording import shortened
from index.ledger import Entry
from ingest.article import Article
from views import keeping
from views.escape import link, safe, to_words
from views.rights import may_edit
from views.tried import press, tell_problem

HEADS = ("", "Words", "Speaker", "Person", "Kind", "Confidence")
LABEL = 60  # characters of a quote in a list to choose from


def draw(engine: Scoped, article: Article, *, is_current: bool) -> None:
    """The table, and for the current version the form that puts it right."""
    st.html("<h2>Quotes</h2>")
    if not article.quotes:
        st.html("<p>It quotes nobody.</p>")
        return
    quotes = corrected_quotes(engine.corrections(), article)
    st.html(as_table(article, quotes, own_stars(engine, [article.id]), linked=is_current))
    if not is_current:
        st.html('<p class="nd-how">Corrections belong to the current version.</p>')
        return
    if not may_edit(engine, "putting a quote right"):
        return
    with st.expander("Put a quote right"):
        _form(engine, article, quotes)


def as_table(article: Article, quotes: tuple[Corrected, ...], stars: frozenset[str], *, linked: bool) -> str:
    """Every quote with whom it belongs to, as read and as put right; `linked`: and what is like it."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    rows = "".join(_row(article, number, one, stars, linked) for number, one in enumerate(quotes, start=1))
    return f'<table class="nd-quotes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(article: Article, number: int, one: Corrected, stars: frozenset[str], linked: bool) -> str:
    quote = one.quote
    words = to_words(quote.span.of(article.text), article.id, article.sha256, quote.span)
    like = link("search", "More like this", like=article.id, start=quote.span.start, end=quote.span.end)
    speaker = quote.speaker.of(article.text) if quote.speaker else "not named"
    keep = keeping.buttons(str(Pick(article.id, article.sha256, quote.span)), stars)
    said = f"<s>{words}</s> {_by_hand('rejected', one.rejected)}" if one.rejected else words
    alike = f" <small>{like}</small>" if linked else ""
    cells = (
        ("", str(number)),
        ("Words", f"{said}{alike}<br>{keep}"),
        ("Speaker", safe(speaker)),
        ("Person", _person(one)),
        ("Kind", safe(quote.kind)),
        ("Confidence", f'<span title="{safe(quote.decided_by)}">{quote.confidence:.0%}</span>'),
    )
    drawn = "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in cells)
    return f"<tr{' class=nd-rejected' if one.rejected else ''}>{drawn}</tr>"


def _person(one: Corrected) -> str:
    """Whom the words belong to, and what was read where a person put it right."""
    now, was = safe(one.person or "unsure"), safe(one.quote.person or "unsure")
    if one.speaker:
        return f"{now} {_by_hand(f'corrected; read as {was}', one.speaker)}"
    if one.merged:
        return f'{now} <small class="nd-hand">merged; read as {was}</small>'
    return now


def _by_hand(what: str, entry: Entry) -> str:
    return f'<small class="nd-hand" title="entry {entry.number}, {entry.written:%Y-%m-%d}">{what}</small>'


def _form(engine: Scoped, article: Article, quotes: tuple[Corrected, ...]) -> None:
    labels = [
        f"{number} · {shortened(one.quote.span.of(article.text), LABEL)} · {one.person or 'unsure'}"
        for number, one in enumerate(quotes, start=1)
    ]
    chosen = st.selectbox("Quote", range(len(quotes)), format_func=labels.__getitem__, key="quote_to_correct")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Belongs to", placeholder="a name; empty: nobody", key="corrected_speaker")
        correct = press("quotes", engine, _correct, article, chosen)
        st.button("Correct the speaker", on_click=correct, disabled=not name.strip())
        st.button("Give it to nobody", on_click=press("quotes", engine, _correct, article, chosen, to_nobody=True))
        st.button("Reject: no quote", on_click=press("quotes", engine, reject, article, article.quotes[chosen]))
    tell_problem("quotes")


def _correct(engine: Scoped, article: Article, number: int, *, to_nobody: bool = False) -> None:
    name = "" if to_nobody else st.session_state["corrected_speaker"]
    correct_speaker(engine, article, article.quotes[number], name)
    st.session_state["corrected_speaker"] = ""
