"""What readers keep of an article: buttons for all of it and for the words of the link, and what is kept there."""

from __future__ import annotations

import streamlit as st

from desk.kept import NOTE, PASSAGE, STAR, kept, own_stars
from desk.picks import Pick
from desk.scope import Scoped
from index.tags import TAG
from ingest.article import Article, Span
from views import keeping, kept_list
from views.frame import explained


def offer(engine: Scoped, article: Article, focus: Span | None) -> None:
    """Buttons for the whole article, and for the words that the link points at."""
    stars = own_stars(engine, [article.id])
    whole = keeping.buttons(str(Pick(article.id, article.sha256, None)), stars)
    words = keeping.buttons(str(Pick(article.id, article.sha256, focus)), stars) if focus else ""
    marked = f" · the words underlined: {words}" if words else ""
    st.html(f'<p class="nd-by">This article: {whole}{marked}</p>')
    keeping.listen(engine)


def draw(engine: Scoped, article: Article) -> None:
    """Everything that is kept of it and that the person may see; nothing where there is none."""
    with explained():
        found = kept(engine, STAR, TAG, NOTE, PASSAGE, article=article.id)
    if found:
        st.html("<h2>Kept</h2>")
        kept_list.draw(engine, found, "")
