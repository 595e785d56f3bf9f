"""What is told of a statement's printings: how they differ, who carried it, who has it earliest."""

from __future__ import annotations

from collections.abc import Iterable

from desk.changes import Kind, Reason
from desk.coverage import Carried, How, Statement
from desk.wording import count

HOWS: dict[How, str] = {
    "carried": "carried it",
    "cut": "cut it",
    "reworded": "in other words",
    "altered": "altered its substance",
}
KINDS: dict[Kind, str] = {
    "altered": "altered in substance",
    "reworded": "in other words",
    "cut": "cut",
    "brackets": "words in brackets",
    "ellipsis": "ellipsis",
    "typographic": "marks and spelling only",
    "same": "the same words",
}


def changed_line(kind: Kind, reasons: Iterable[Reason]) -> str:
    """The name of a kind of change, and why it alters the substance.

    >>> changed_line("altered", ("negation", "number"))
    'altered in substance: negation, number'
    """
    why = ", ".join(reasons)
    return f"{KINDS[kind]}: {why}" if kind == "altered" and why else KINDS[kind]


def carried_line(carried: Carried) -> str:
    """What an outlet made of a statement."""
    why = f" ({', '.join(carried.reasons)})" if carried.reasons else ""
    day = str(carried.quote.published or "undated")
    return f"{carried.outlet or 'no outlet named'}, {day}: {HOWS[carried.how]}{why}"


def earliest_line(statement: Statement) -> str:
    """Who has a statement earliest in this archive, with ties, and what has no date: never who said it first."""
    undated = f"{count(statement.undated, 'undated printing')} may be earlier" if statement.undated else ""
    if not statement.earliest:
        return "undated throughout"
    outlets = ", ".join(quote.outlet or "no outlet named" for quote in statement.earliest)
    tie = ", on one day" if len(statement.earliest) > 1 else ""
    first = f"earliest in this archive: {statement.earliest[0].published}, {outlets}{tie}"
    return f"{first} · {undated}" if undated else first
