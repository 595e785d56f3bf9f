"""How a person's words on a theme changed: statements in order of time, each held against one before it.

It shows words and what differs in them. Whether two statements contradict one another is for the reader to say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk.changes import Changes, changes
from desk.coverage import Statement
from desk.said import statements_of
from index.engine import Engine, Query

READ = 300  # quotes of the best paragraphs on the theme


@dataclass(frozen=True, slots=True)
class Step:
    """A statement, and the one before it that it is held against."""

    before: Statement
    after: Statement
    changes: Changes  # what the later words did to the earlier
    changed: float  # share of both texts that the other has not, 0..1
    cosine: float | None  # of the two in meaning; None: no earlier statement is near, and this is the one just before


@dataclass(frozen=True, slots=True)
class Drift:
    """Steps between statements near in meaning first, the biggest change first; then the others, in order of time."""

    steps: tuple[Step, ...]
    undated: int  # statements that stand in no order
    read: int  # quotes
    total: int


def drift(engine: Engine, query: Query, person: str) -> Drift:
    """The person's statements that match, each against the latest earlier one near in meaning, or the one before."""
    found = engine.quotes(replace(query, speakers=(person,), limit=READ, offset=0))
    statements = statements_of(found.quotes)
    dated = [one for one in statements if one.earliest]
    near = {(pair.one, pair.other): pair.cosine for pair in engine.alike([one.fullest for one in dated])}
    steps = [_step(dated, at, near) for at in range(1, len(dated))]
    steps.sort(key=lambda step: (step.cosine is None, -step.changed if step.cosine else 0.0))
    return Drift(tuple(steps), len(statements) - len(dated), len(found.quotes), found.total)


def _step(dated: list[Statement], at: int, near: dict[tuple[int, int], float]) -> Step:
    earlier = next((before for before in reversed(range(at)) if (before, at) in near), None)
    before, after = dated[at - 1 if earlier is None else earlier], dated[at]
    found = changes(before.fullest.text, after.fullest.text, language=after.fullest.language)
    cosine = None if earlier is None else near[earlier, at]
    return Step(before, after, found, _changed(before.fullest.text, after.fullest.text, found), cosine)


def _changed(one: str, other: str, found: Changes) -> float:
    gone = sum(place.one.end - place.one.start + place.other.end - place.other.start for place in found.places)
    return min(1.0, gone / max(1, len(one) + len(other)))
