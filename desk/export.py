"""A brief or a comparison as a file: Markdown, a page that prints well, a Word document, or a research bundle."""

from __future__ import annotations

from pathlib import Path

from desk.as_html import html
from desk.as_markdown import markdown
from desk.assignment import Assignment
from desk.brief import brief
from desk.bundle import bundle_of_brief, bundle_of_comparison
from desk.compare import Sides, compare
from desk.manuscript import Manuscript, of_brief, of_comparison
from desk.output import FileError, replaced
from desk.taken_out import note_export
from desk.titles import title_of
from index.local import Local

MEDIA_TYPES = {
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "zip": "application/zip",
}
FORMS = {"md": "Markdown", "docx": "Word", "html": "a page to print", "zip": "a research bundle"}


def export(library: Local, asked: Assignment | Sides, form: str) -> bytes:
    """The file's content; `form` is one of FORMS. Raises what the answer raises."""
    if form == "zip" and isinstance(asked, Assignment):
        return bundle_of_brief(library, asked)
    if form == "zip" and isinstance(asked, Sides):
        return bundle_of_comparison(library, asked)
    written = manuscript(library, asked)
    if form == "docx":
        from desk.as_docx import docx  # python-docx takes longer to load than a brief takes

        return docx(written)
    return (html(written) if form == "html" else markdown(written)).encode()


def manuscript(library: Local, asked: Assignment | Sides) -> Manuscript:
    """The answer, ready to be written down."""
    if isinstance(asked, Assignment):
        return of_brief(brief(library, asked), title_of(asked))
    comparison = compare(library, asked.query, asked.by, asked.labels)
    return of_comparison(comparison, title_of(asked))


def write(library: Local, asked: Assignment | Sides, target: Path) -> None:
    """Put the answer into a file, in the form that its ending names. Raises FileError."""
    form = target.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise FileError(f"{target}: a brief or a comparison is written as .{', .'.join(FORMS)}")
    replaced(target, export(library, asked, form))
    note_export(library, f"{form} of {title_of(asked)}")
