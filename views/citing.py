"""One click, or Enter on the button, copies a quote or a hit as a citation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from desk.citations import Found, citation
from desk.scope import Scoped
from desk.wording import count
from views.escape import safe
from views.taking import button

if TYPE_CHECKING:
    from desk.references import Form

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
    const text = button.dataset.cite;
    try { await navigator.clipboard.writeText(text); } catch { old(text); }
    button.textContent = "copied";
    setTimeout(() => { button.textContent = "cite"; }, 1500);
  });
}
</script>"""


FILES: dict[Form, tuple[str, str, str]] = {
    "ris": ("RIS (Zotero, EndNote, Citavi)", "ris", "application/x-research-info-systems"),
    "bibtex": ("BibTeX", "bib", "application/x-bibtex"),
    "csl": ("CSL-JSON (Pandoc)", "json", "application/vnd.citationstyles.csl+json"),
}


def cite_button(found: Found) -> str:
    """A button that holds the citation."""
    return f'<button type="button" class="nd-cite" data-cite="{safe(citation(found))}">cite</button>'


def downloads(library: Scoped, found: Sequence[Found]) -> None:
    """What is shown, for a reference manager."""
    with st.popover("Cite these"):
        for form, (label, ending, media_type) in FILES.items():
            make, told = partial(_file, found, form), f"{form} of {count(len(found), 'citation')}"
            button(library, label, make, f"newsdesk.{ending}", media_type, told)


def _file(found: Sequence[Found], form: Form) -> str:
    from desk.references import references  # here: its writers are loaded when somebody asks for a file

    return references(found, form)


def listen() -> None:
    """Let the buttons of the page copy."""
    st.html(COPY, unsafe_allow_javascript=True)
