"""Reviewing the passages of a project one by one: what is undecided, who decided, and who is to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from desk.corrections import clean_name
from desk.kept import PASSAGE, KeptError, holding
from desk.placed import Kept, number_of, placed
from desk.scope import name_of
from index.ledger import Entry, LedgerError
from index.local import Local

Decision = Literal["seen", "relevant", "rejected"]
Show = Literal["undecided", "seen", "relevant", "rejected", "mine", "all"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
REVIEW, ASSIGNMENT = "review", "assignment"


@dataclass(frozen=True, slots=True)
class Queued:
    """A passage of a project, with what was decided about it."""

    entry: Entry  # the passage's
    review: Entry | None  # the last decision; None: undecided
    assignment: Entry | None  # None: to nobody

    @property
    def number(self) -> int:
        """The passage's."""
        return number_of(self.entry)

    @property
    def decision(self) -> Decision | None:
        """What was decided last."""
        return self.review.content["decision"] if self.review else None

    @property
    def assigned(self) -> str | None:
        """Whose it is to decide; None: anybody's."""
        return self.assignment.content["to"] if self.assignment else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project's review is."""

    total: int
    undecided: int
    seen: int
    relevant: int
    rejected: int
    mine: int  # undecided and assigned to who asks

    @property
    def done(self) -> float:
        """0..1."""
        return 1 - self.undecided / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a project's passages, and how far its review is."""

    progress: Progress
    passages: tuple[tuple[Queued, Kept], ...]  # each with its words, where they stand now
    total: int  # of this state


def queue(engine: Local, project: int | None) -> tuple[Queued, ...]:
    """Every passage of a project, in the order in which they came; None: of all that the person may see."""
    review, assigned = (_last(engine, kind, project) for kind in (REVIEW, ASSIGNMENT))
    passages = sorted(engine.ledger.entries(PASSAGE, project=project), key=number_of)
    return tuple(Queued(one, review.get(number_of(one)), assigned.get(number_of(one))) for one in passages)


def shown(queued: Sequence[Queued], show: Show, me: str) -> tuple[Queued, ...]:
    """Those of one state; "mine": undecided and assigned to this person."""
    if show == "all":
        return tuple(queued)
    if show == "mine":
        return tuple(one for one in queued if one.decision is None and one.assigned == me)
    wanted = None if show == "undecided" else show
    return tuple(one for one in queued if one.decision == wanted)


def progress(queued: Sequence[Queued], me: str) -> Progress:
    """How far the review of these is."""
    decided = Counter(one.decision for one in queued)
    mine = len(shown(queued, "mine", me))
    return Progress(len(queued), decided[None], decided["seen"], decided["relevant"], decided["rejected"], mine)


def progress_of(engine: Local, projects: Sequence[int]) -> Iterator[Progress]:
    """How far each of these projects is for who asks; the ledger is read once, however many they are."""
    of_each: dict[int, list[Queued]] = {number: [] for number in projects}
    for one in queue(engine, None):
        of_each.get(one.entry.content["project"], []).append(one)
    yield from (progress(of_each[number], name_of(engine)) for number in projects)


def page_of(engine: Local, project: int, show: Show, *, limit: int | None = None, offset: int = 0) -> Page:
    """The passages of one state, a page of them."""
    me, every = name_of(engine), queue(engine, project)
    wanted = shown(every, show, me)
    chosen = wanted[offset : None if limit is None else offset + limit]
    passages = zip(chosen, placed(engine, [one.entry for one in chosen]), strict=True)
    return Page(progress(every, me), tuple(passages), len(wanted))


def decide(engine: Local, project: int, passages: Sequence[int], decision: Decision | None) -> Entry:
    """Say what passages are; None: undecided again."""
    of = _checked(engine, project, passages)
    return engine.ledger.append(REVIEW, {"project": project, "of": of, "decision": decision})


def take_back(engine: Local, project: int) -> Entry | None:
    """Undo one's own last decision in a project; None: there is none. What was decided before it holds again."""
    for entry in reversed(engine.ledger.entries(REVIEW, project=project)):
        if entry.author == name_of(engine):
            return engine.ledger.undo(entry.number)
    return None


def assign(engine: Local, project: int, passages: Sequence[int], to: str | None) -> Entry:
    """Give passages to a person to decide; None: to nobody."""
    name = None if to is None else clean_name(to)
    content = {"project": project, "of": _checked(engine, project, passages), "to": name}
    return engine.ledger.append(ASSIGNMENT, content)


def position(queued: Sequence[Queued], number: int) -> int:
    """Where a passage stands among these; the next that came after it where it is not among them, else the last."""
    return next((at for at, one in enumerate(queued) if one.number >= number), max(0, len(queued) - 1))


def unassigned(queued: Sequence[Queued], first: int) -> list[int]:
    """The first of those that are undecided and nobody's."""
    return [one.number for one in queued if one.decision is None and one.assigned is None][:first]


def of_article(queued: Sequence[Queued], article: str) -> list[int]:
    """Those of one article."""
    return [one.number for one in queued if one.entry.anchor and one.entry.anchor.article == article]


def _last(engine: Local, kind: str, project: int | None) -> dict[int, Entry]:
    """The last word on each passage; one that takes it back leaves none."""
    field = "decision" if kind == REVIEW else "to"
    found = {number: entry for entry in engine.ledger.entries(kind, project=project) for number in entry.content["of"]}
    return {number: entry for number, entry in found.items() if entry.content[field] is not None}


def _checked(engine: Local, project: int, passages: Sequence[int]) -> list[int]:
    """The numbers, once it is certain that they are passages of the project. Raises KeptError."""
    if not passages:
        raise KeptError("No passage is named.")
    if missing := [number for number in passages if not _is_of(engine, project, number)]:
        raise KeptError(f"Project {project} has no passage {missing[0]}.")
    return [number_of(holding(engine, number)) for number in dict.fromkeys(passages)]


def _is_of(engine: Local, project: int, number: int) -> bool:
    """Whether a passage of the project has this number, also one that was removed."""
    try:
        entry = engine.ledger.entry(number)
    except LedgerError:
        return False
    return (entry.kind, entry.content.get("project"), number_of(entry)) == (PASSAGE, project, number)
