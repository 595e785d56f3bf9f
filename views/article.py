"""Article: one article with its quotes, speakers and dates marked, and its provenance."""

import streamlit as st

from desk.reading import read_article
from index.engine import Query, UnknownArticle
from ingest.article import Article, Span
from views import answers, marks, provenance
from views.escape import link, safe, say
from views.frame import begin, filled_library, set_up
from views.hits import byline

NEWEST = 20
# Constant, without a word of an article: brings the passage that a link points at into view once it is drawn.
SCROLL = """<script>
(function wait(tries) {
  const passage = document.getElementById("passage");
  if (passage) passage.scrollIntoView({block: "center"});
  else if (tries) setTimeout(wait, 50, tries - 1);
})(40);
</script>"""


def number(name: str) -> int | None:
    """A whole number from the URL; None where there is none."""
    written = st.query_params.get(name, "")
    return int(written) if written.isascii() and written.isdigit() else None


def focused(article: Article) -> Span | None:
    """The passage that the URL points at, if it lies within the article."""
    start, end = number("start"), number("end")
    if start is None or end is None or not start < end <= len(article.text):
        return None
    return Span(start, end)


def newest() -> str:
    """A way in, for who came without a link."""
    found = answers.search(engine, Query(order="newest", limit=NEWEST)).hits
    titles = {hit.article: hit for hit in found}
    rows = "".join(
        f'<li><p class="nd-by">{byline(hit.outlet, str(hit.published or ""))}</p>'
        f"{link('article', hit.title or 'Untitled', article=hit.article)}</li>"
        for hit in titles.values()
    )
    return f'<h2>Newest in the archive</h2><ul class="nd-list">{rows}</ul>'


engine = filled_library()
asked = st.query_params.get("article", "")
if not asked:
    begin(
        "Article",
        "One article with its quotes, speakers and dates marked. Open one from a search, or here.",
        "centered",
    )
    st.html(newest())
    st.stop()
try:
    versions = [version for version, _ in engine.versions(asked)]
    chosen = None
    if len(versions) > 1:
        chosen = st.selectbox("Version", versions, index=len(versions) - 1, key="version", bind="query-params")
    article = engine.article(asked, chosen)
except UnknownArticle as error:
    begin("Article", "This link leads to nothing in this library.", "centered")
    say(str(error))
    st.html(newest())
    st.stop()

focus = focused(article)
title = article.title.of(article.text) or "Untitled"
published = str(article.published.day) if article.published else ""
set_up(title, "centered")
st.html(f'<p class="nd-by">{byline(article.outlet, published)}</p><h1 class="nd-title" dir="auto">{safe(title)}</h1>')
shown = st.pills(
    "Marks",
    list(marks.MEANS),
    selection_mode="multi",
    default=list(marks.MEANS),
    format_func=marks.MEANS.__getitem__,
    key="marks",
    bind="query-params",
)
st.html(marks.as_text(article, read_article(article, focus), shown))
st.html("<h2>Quotes</h2>" + (marks.as_quotes(article) if article.quotes else "<p>It quotes nobody.</p>"))
st.html("<h2>Provenance</h2>" + provenance.as_list(article, focus, len(versions)))
if focus:
    st.html(SCROLL, unsafe_allow_javascript=True)
