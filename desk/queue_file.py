"""The passages of a project as a file: a table, or a JSON line for each, with decision and provenance."""

from __future__ import annotations

from desk.project_rows import queued_row
from desk.projects import Project
from desk.review import Show, page_of
from desk.tables import csv_text, jsonl_text
from index.local import Local


def queue_file(engine: Local, project: Project, form: str, show: Show = "all") -> str:
    """What the file holds; in a table no cell is run as a formula."""
    rows = [queued_row(*pair) for pair in page_of(engine, project.number, show).passages]
    return csv_text(rows) if form == "csv" else jsonl_text(rows)


def told(project: Project, form: str) -> str:
    """What the audit says of the file."""
    return f"{form} of project {project.number}"
