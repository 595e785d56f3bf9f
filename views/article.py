"""Article: one article with its quotes, speakers and dates marked, and its provenance."""

import streamlit as st

from desk.outlets import facts_of
from desk.places import passage, version_meant
from desk.reading import read_article
from index.engine import UnknownArticle
from views import (
    answers,
    article_corrections,
    article_dates,
    article_evidence,
    article_headline,
    article_kept,
    article_quotes,
    article_versions,
    marks,
    provenance,
)
from views.escape import safe, say, to_words
from views.frame import explained, filled_library, head, name_tab, set_up
from views.hits import byline

# Constant, without a word of an article: brings the passage that a link points at into view once it is drawn.
SCROLL = """<script>
(function wait(tries) {
  const passage = document.getElementById("passage");
  if (passage) passage.scrollIntoView({block: "center"});
  else if (tries) setTimeout(wait, 50, tries - 1);
})(40);
</script>"""


def newest() -> str:
    """A way in, for who came without a link."""
    with explained():
        hits = answers.newest(engine)
    rows = "".join(
        f'<li><p class="nd-by">{byline(hit.outlet, str(hit.published or ""))}</p>'
        f"{to_words(hit.title or 'Untitled', hit.article, hit.sha256, hit)}</li>"
        for hit in hits
    )
    return f'<h2>Newest in the archive</h2><ul class="nd-list">{rows}</ul>'


set_up("Article", "centered")
engine = filled_library()
asked = st.query_params.get("article", "")
if not asked:
    head("Article", "One article with its quotes, speakers and dates marked. Open one from a search, or here.")
    st.html(newest())
    st.stop()
with explained():
    try:
        versions = engine.versions(asked)
        version = version_meant(versions, st.query_params.get("sha256", ""))
        if len(versions) > 1:
            numbers = [number for number, _ in versions]
            version = st.selectbox("Version", numbers, numbers.index(version), key="version", bind="query-params")
        article = engine.article(asked, version)
    except UnknownArticle as error:
        head("Article", "This link leads to nothing in this library.")
        say(str(error))
        st.html(newest())
        st.stop()

focus = passage(article, st.query_params.get("start", ""), st.query_params.get("end", ""))
title = article.title.of(article.text) or "Untitled"
published = str(article.published.day) if article.published else ""
name_tab(title)
st.html(f'<p class="nd-by">{byline(article.outlet, published)}</p><h1 class="nd-title" dir="auto">{safe(title)}</h1>')
with st.container(horizontal=True):
    st.page_link("views/brief.py", label="In brief", query_params={"about": "Article", "article": asked})
    st.page_link("views/search.py", label="More like this", query_params={"like": asked})
article_kept.offer(engine, article, focus)
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
article_headline.draw(article)
article_quotes.draw(engine, article, is_current=version == versions[-1][0])
article_dates.draw(engine, article, is_current=version == versions[-1][0])
st.html(article_evidence.as_table(article))
article_corrections.draw(engine, article)
article_kept.draw(engine, article)
article_versions.draw(engine, article, [number for number, _ in versions])
known = facts_of(answers.outlets(engine), article.outlet)
st.html("<h2>Provenance</h2>" + provenance.as_list(article, focus, len(versions), known))
if focus:
    st.html(SCROLL, unsafe_allow_javascript=True)
