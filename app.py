"""Door: the dashboard. `streamlit run app.py`"""

from pathlib import Path

import streamlit as st

VIEWS = Path(__file__).parent / "views"

st.set_page_config(page_title="Newsdesk", page_icon=str(VIEWS / "favicon.svg"))
st.logo(str(VIEWS / "wordmark.svg"), size="large")
page = st.navigation(
    [
        st.Page(VIEWS / "search.py", title="Search", help="Paragraphs by words and by meaning", default=True),
        st.Page(VIEWS / "timeline.py", title="Timeline", help="How much was printed, when, and by whom"),
        st.Page(VIEWS / "compare.py", title="Compare", help="Quotes side by side"),
        st.Page(VIEWS / "brief.py", title="Brief", help="The archive's own sentences, in brief"),
        st.Page(VIEWS / "people.py", title="People", help="Who said what, when"),
        st.Page(VIEWS / "verify.py", title="Verify", help="Is a quote in the archive, in these words, by this person"),
        st.Page(VIEWS / "projects.py", title="Projects", help="What you gather: projects, stars, tags and notes"),
        st.Page(VIEWS / "article.py", title="Article", help="One article with its quotes, speakers and dates marked"),
        st.Page(VIEWS / "library.py", title="Library", help="What is in the archive, and how to add to it"),
    ],
    position="top",
)
page.run()
