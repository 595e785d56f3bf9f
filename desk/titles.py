"""What a brief or a comparison is called, in a heading and in the name of a file."""

from __future__ import annotations

import re

from desk.assignment import Assignment
from desk.compare import Sides
from desk.wording import count, filters_line
from index.engine import Query

_LONGEST = 60  # characters of a file's name: some systems allow 255 bytes for the whole path


def title_of(asked: Assignment | Sides) -> str:
    """Of a brief or of a comparison."""
    return brief_title(asked) if isinstance(asked, Assignment) else comparison_title(asked)


def brief_title(assignment: Assignment) -> str:
    """What the brief is of.

    >>> brief_title(Assignment(query=Query("ferry")))
    'In brief: ferry'
    """
    words = assignment.query.text
    on = f" on {words}" if words else ""
    of = {
        "query": words or "everything",
        "speaker": f"what {assignment.speaker} is quoted with{on}",
        "day": f"{assignment.day}{on}",
        "article": "one article",
        "picked": count(len(assignment.picks), "picked passage"),
    }[assignment.about]
    return _with_filters(f"In brief: {of}", assignment.query)


def comparison_title(sides: Sides) -> str:
    """What is set side by side.

    >>> comparison_title(Sides(Query("the strait"), "period", ("2025-03", "2025-04")))
    'Side by side: 2025-03, 2025-04, on the strait'
    """
    on = f", on {sides.query.text}" if sides.query.text else ""
    return _with_filters(f"Side by side: {', '.join(sides.labels)}{on}", sides.query)


def file_name(title: str, ending: str) -> str:
    """A name that every system takes.

    >>> file_name("In brief: ferry / harbour?", "md")
    'in-brief-ferry-harbour.md'
    """
    name = "-".join(re.findall(r"\w+", title.lower()))[:_LONGEST].strip("-")
    return f"{name or 'newsdesk'}.{ending}"


def _with_filters(title: str, query: Query) -> str:
    said = filters_line(query)
    return f"{title} ({said})" if said else title
