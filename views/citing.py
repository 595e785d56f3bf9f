"""One click, or Enter on the button, copies a quote or a hit as a citation."""

from __future__ import annotations

import streamlit as st

from desk.citations import citation
from index.engine import Hit, QuoteHit
from views.escape import safe

# Constant, without a word of an article: copies what the button holds, also where a page over http has no clipboard.
COPY = """<script>
if (!window.newsdeskCites) {
  window.newsdeskCites = true;
  const old = (text) => {
    const area = Object.assign(document.createElement("textarea"), {value: text});
    document.body.append(area); area.select(); document.execCommand("copy"); area.remove();
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-cite]");
    if (!button) return;
    const text = button.dataset.cite, said = button.textContent;
    try { await navigator.clipboard.writeText(text); } catch { old(text); }
    button.textContent = "copied";
    setTimeout(() => { button.textContent = said; }, 1500);
  });
}
</script>"""


def cite_button(found: Hit | QuoteHit) -> str:
    """A button that holds the citation."""
    return f'<button type="button" class="nd-cite" data-cite="{safe(citation(found))}">cite</button>'


def listen() -> None:
    """Let the buttons of the page copy."""
    st.html(COPY, unsafe_allow_javascript=True)
