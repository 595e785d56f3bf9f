"""The versions of an article, and what changed from one to another."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from desk.revisions import Piece, facts_changed, revision
from index.local import Local
from ingest.article import Article
from views.escape import safe

AROUND = 240  # characters of what stayed the same, on each side of a change
TAGS = {"same": "span", "removed": "del", "added": "ins"}


def draw(engine: Local, article: Article, numbers: Sequence[int]) -> None:
    """Nothing for an article of one version; else what this one changed, beside any other."""
    others = [number for number in numbers if number != article.version]
    if not others:
        return
    st.html("<h2>Versions</h2>")
    before = max((number for number in others if number < article.version), default=others[0])
    beside = st.selectbox(
        f"What differs between version {article.version} and version",
        others,
        others.index(before),
        key="beside",
        bind="query-params",
    )
    earlier, later = sorted((engine.article(article.id, beside), article), key=lambda version: version.version)
    st.html(as_revision(earlier, later))


def as_revision(earlier: Article, later: Article) -> str:
    """What differs: facts first, then the words, with what stayed the same cut short."""
    facts = "".join(
        f"<dt>{safe(name.capitalize())}</dt><dd><del>{safe(before)}</del> <ins>{safe(after)}</ins></dd>"
        for name, before, after in facts_changed(earlier, later)
    )
    told = f"Struck out: only in version {earlier.version}. Underlined: only in version {later.version}."
    pieces = revision(earlier.text, later.text)
    if all(piece.kind == "same" for piece in pieces):
        return f'<dl class="nd-facts">{facts}</dl><p class="nd-how">The words are the same.</p>'
    last = len(pieces) - 1
    words = "".join(_piece(piece, first=n == 0, last=n == last) for n, piece in enumerate(pieces))
    return (
        f'<p class="nd-how">{told}</p><dl class="nd-facts">{facts}</dl>'
        f'<div class="nd-article nd-revision" lang="{safe(later.language)}" dir="auto">{words}</div>'
    )


def _piece(piece: Piece, *, first: bool, last: bool) -> str:
    tag = TAGS[piece.kind]
    if piece.kind != "same" or len(piece.text) <= 2 * AROUND:
        return f"<{tag}>{safe(piece.text)}</{tag}>"
    before = "" if first else piece.text[:AROUND].rpartition(" ")[0]
    after = "" if last else piece.text[-AROUND:].partition(" ")[2]
    left_out = (
        f'<small class="nd-left-out">{len(piece.text) - len(before) - len(after):,} characters are the same</small>'
    )
    return f"<{tag}>{safe(before)}</{tag}>{left_out}<{tag}>{safe(after)}</{tag}>"
