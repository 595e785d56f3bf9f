"""The passages of a project as a file: a table, or a JSON line for each, with decision and provenance."""

from __future__ import annotations

import json
from typing import Literal

from desk.project_rows import review_answer
from desk.projects import Project
from desk.review import Show
from desk.tables import csv_text
from index.local import Local

Form = Literal["csv", "jsonl"]
MEDIA_TYPES: dict[Form, str] = {"csv": "text/csv", "jsonl": "application/jsonl"}


def queue_file(engine: Local, project: Project, form: Form, show: Show = "all") -> str:
    """What the file holds; in a table no cell is run as a formula."""
    rows = review_answer(engine, project, show)["passages"]
    if form == "csv":
        return csv_text(rows)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def told(project: Project, form: Form) -> str:
    """What the audit says of the file."""
    return f"{form} of project {project.number}"
