"""Streamlit's own share of a page: two widgets and nothing else. Pages of the desk are measured against it."""

import streamlit as st

st.text_input("Search for", key="q", bind="query-params")
st.button("Ask")
