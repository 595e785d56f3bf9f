"""What can be set side by side: the columns that an archive offers for a query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desk.names import is_same_name
from index.engine import Engine, Query

if TYPE_CHECKING:
    from desk.compare import By

OFFERED = 300  # names in one list; more can be typed


def choices(engine: Engine, query: Query, by: By) -> tuple[str, ...]:
    """Labels that `compare` takes: speakers and outlets with most that matches first, months in order."""
    if by == "speaker":
        return tuple(speaker.person for speaker in engine.speakers(query))[:OFFERED]
    if by == "outlet":
        from desk.coverage import articles_by_outlet  # here: what it compares with takes a first page too long

        return tuple(outlet for outlet, _ in articles_by_outlet(engine, query) if outlet)[:OFFERED]
    from desk.timeline import timeline

    months = {bar.period.since.isoformat()[:7] for bar in timeline(engine, query, "month").bars}
    return tuple(sorted(months))


def first_two(offered: Sequence[str], by: By) -> tuple[str, ...]:
    """The columns to begin with: two speakers who may be one person under two names would say the same twice.

    >>> first_two(("Kirby", "John Kirby", "Mara Vint"), "speaker")
    ('Kirby', 'Mara Vint')
    """
    first, rest = offered[:1], offered[1:]
    if by == "speaker":
        rest = [name for name in rest if not is_same_name(first[0], name)]
    return (*first, *rest[:1])
