"""Projects and what is kept as JSON. docs/json.md describes it; a test compares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from desk.kept import NOTE, kept, tags
from desk.placed import Kept, number_of
from desk.projects import Project
from desk.questions import Question, questions
from desk.review import Page, Progress, Queued, progress, progress_of, queue
from desk.rows import Row, provenance_row
from desk.saved import query_row
from desk.scope import name_of
from index.ledger import Entry
from index.local import Local


def projects_answer(engine: Local, found: Sequence[Project]) -> Row:
    """`desk project --json`: every project with how far it is."""
    how_far = progress_of(engine, [one.number for one in found])
    rows = [project_row(one) | {"progress": progress_row(far)} for one, far in zip(found, how_far, strict=True)]
    return {"projects": rows}


def project_answer(engine: Local, project: Project) -> Row:
    """`desk project NAME --json`: what is in a project beside its passages."""
    entries = engine.ledger.entries(NOTE, project=project.number)
    return {
        "project": project_row(project),
        "progress": progress_row(progress(queue(engine, project.number), name_of(engine))),
        "questions": [question_row(one) for one in questions(engine, project.number)],
        "notes": [note_row(entry) for entry in entries if not entry.anchor],
        "kept": [kept_row(one) for one in kept(engine, "tag", "note", project=project.number)],
    }


def review_answer(project: Project, page: Page) -> Row:
    """`desk review NAME --json`: the passages of a project, with what was decided about each."""
    return {
        "project": project_row(project),
        "progress": progress_row(page.progress),
        "passages": [queued_row(*pair) for pair in page.passages],
        "total": page.total,
    }


def kept_answer(found: Iterable[Kept]) -> Row:
    """`desk star --json` and its like."""
    return {"kept": [kept_row(one) for one in found]}


def tags_answer(engine: Local) -> Row:
    """`desk tag --json`."""
    return {"tags": [{"tag": name, "places": places} for name, places in tags(engine)]}


def project_row(project: Project) -> Row:
    """A project."""
    return {
        "number": project.number,
        "name": project.name,
        "description": project.description,
        "author": project.author,
        "shared": project.shared,
        "members": list(project.members),
        "archived": project.archived,
        "made": project.made.isoformat(),
    }


def progress_row(progress: Progress) -> Row:
    """How far a review is."""
    return asdict(progress)


def kept_row(one: Kept) -> Row:
    """A star, tag, note or passage with all that proves its words."""
    entry, content = one.entry, one.entry.content
    return provenance_row(one.passage) | {
        "number": one.number,
        "kind": entry.kind,
        "author": entry.author,
        "written": entry.written.isoformat(),
        "project": content.get("project"),
        "shared": bool(content.get("shared")),
        "whole": one.whole,
        "tag": content.get("tag"),
        "note": content.get("text"),
        "gone_in": one.gone_in,
        "removed": one.removed,
    }


def queued_row(queued: Queued, one: Kept) -> Row:
    """A passage under review."""
    review, assignment = queued.review, queued.assignment
    return kept_row(one) | {
        "decision": queued.decision,
        "decided_by": review.author if review else None,
        "decided": review.written.isoformat() if review else None,
        "assigned": queued.assigned,
        "assigned_by": assignment.author if assignment else None,
        "asked": one.entry.content.get("asked"),
    }


def question_row(question: Question) -> Row:
    """A search of a project."""
    return {
        "number": question.number,
        "name": question.name,
        "text": question.query.text,
        "query": query_row(question.query),
        "author": question.entry.author,
        "written": question.entry.written.isoformat(),
    }


def note_row(entry: Entry) -> Row:
    """A note about a project as a whole."""
    return {
        "number": number_of(entry),
        "note": entry.content["text"],
        "author": entry.author,
        "written": entry.written.isoformat(),
    }
