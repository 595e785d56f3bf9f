"""Shared work said in a sentence."""

from __future__ import annotations

from desk.gathering import Put
from desk.placed import Kept
from desk.projects import Project
from desk.review import Progress, Queued
from desk.wording import count


def kept_line(one: Kept) -> str:
    """What is kept: a tag with its word, a note with its text; who keeps it, and where it is printed."""
    content = one.entry.content
    said = content.get("tag") or content.get("text") or ""
    what = f"{one.entry.kind}{' on the whole article' if one.whole else ''}{f': {said}' if said else ''}"
    printed = " · ".join(filter(None, (one.passage.outlet, str(one.passage.published or ""), one.passage.title)))
    by = f" (by {one.entry.author})" if one.entry.author else ""
    return f"{what}{by}{f' · {printed}' if printed else ''}"


def gone_line(one: Kept) -> str:
    """Where its words have gone; empty: they stand where it says."""
    if one.removed:
        return "The article is no longer in the archive: these are its words as they were."
    if one.gone_in:
        return f"The words have gone in version {one.gone_in}: these are the old ones."
    return ""


def seen_line(project: Project) -> str:
    """Who sees a project."""
    if project.shared:
        return "shared with everybody who reads this collection"
    if project.members:
        return f"shared with {', '.join(project.members)}"
    return "your own" if not project.author else f"seen by {project.author} alone"


def progress_line(progress: Progress) -> str:
    """How far a review is."""
    if not progress.total:
        return "No passages yet."
    parts = [
        f"{progress.relevant:,} relevant",
        f"{progress.rejected:,} rejected",
        f"{progress.seen:,} seen",
        f"{progress.undecided:,} undecided",
    ]
    return f"{progress.total - progress.undecided:,} of {count(progress.total, 'passage')} reviewed: {', '.join(parts)}"


def put_line(put: Put) -> str:
    """What a search brought into a project."""
    if not put.total:
        return "Nothing matches: no passage was put in."
    known = f"; {put.known:,} were in it already" if put.known else ""
    return f"{count(len(put.added), 'passage')} put in, copies counted once{known}."


def decision_line(queued: Queued) -> str:
    """What was decided about a passage, by whom and when; whose it is."""
    review = queued.review
    by = f" by {review.author}" if review and review.author else ""
    told = f"{queued.decision}{by}, {review.written:%Y-%m-%d}" if review else "undecided"
    return f"{told}; assigned to {queued.assigned}" if queued.assigned else told
