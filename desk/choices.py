"""What can be set side by side: the columns that an archive offers for a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
