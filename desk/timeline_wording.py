"""What a timeline leaves without a bar, said in words."""

from __future__ import annotations

from desk.fitting import Fitted
from desk.lanes import Lanes
from desk.timeline import Timeline
from desk.wording import count


def undated_line(line: Timeline) -> str:
    """What the switch for the undated shows."""
    if line.clock == "spoken":
        return f"The {count(line.undated, 'article')} that name no whole day" if line.undated else "Each names a day"
    return f"The {count(line.undated, 'article')} without a date" if line.undated else "None is without a date"


def left_out_line(found: Fitted) -> str:
    """What a fitted range leaves out."""
    parts = [
        f"{count(found.before, 'article')} before {found.period.since}" if found.before else "",
        f"{count(found.after, 'article')} after {found.period.until}" if found.after else "",
    ]
    return f"Drawn where most lie: {' and '.join(filter(None, parts))} left out of the picture, not of the answer."


def buckets_of(line: Timeline) -> tuple[tuple[str, int], ...]:
    """Articles without a bar: undated, and those dated to a stretch longer than a bar."""
    guessed: dict[str, int] = {}
    for bar in line.guessed:
        length = "a year" if (bar.period.until - bar.period.since).days > 31 else "a month"
        guessed[length] = guessed.get(length, 0) + bar.articles
    undated = "name no whole day" if line.clock == "spoken" else "undated"
    rows = ((undated, line.undated), *((f"known to {length} only", articles) for length, articles in guessed.items()))
    return tuple(row for row in rows if row[1])


def rises_line(found: Lanes) -> str:
    """How many periods rise above their own past."""
    number, grain = len(found.bursts), found.whole.grain
    if not number:
        return f"{count(sum(len(lane.bursts) for lane in found.lanes), 'rise')} of one lane above its own past"
    return f"1 {grain} rises above its own past" if number == 1 else f"{number} {grain}s rise above their own past"
