"""Does the article say what its headline and lede say: a panel of the Article page."""

from __future__ import annotations

import streamlit as st

from desk.headline_check import Claim, check_headline
from desk.headline_door import support_line
from ingest.article import Article
from views.escape import safe, to_words


def draw(article: Article) -> None:
    """Headline and lede, each with the sentences that it rests on."""
    if claims := check_headline(article):
        st.html("<h2>Headline and lede</h2>" + "".join(as_claim(article, claim) for claim in claims))


def as_claim(article: Article, claim: Claim) -> str:
    """A claim, its verdict, and what it rests on."""
    rests = "".join(
        f'<li dir="auto">{to_words(span.of(article.text), article.id, article.sha256, span)}</li>'
        for span in claim.rests_on
    )
    return (
        f'<p class="nd-by">{safe(claim.part.capitalize())}</p><p dir="auto"><b>{safe(claim.text)}</b></p>'
        f'<p class="nd-how">{safe(support_line(claim))}</p><ul class="nd-list">{rests}</ul>'
    )
