"""When articles came, and in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """The coming of an article; a later one is greater."""

    number: int  # as `Status.received` counts
    when: datetime | None  # UTC; None: before archives kept that


def read_arrivals(connection: sqlite3.Connection, ids: Iterable[str]) -> Mapping[str, Arrival]:
    """Of each article that is there, by its id."""
    found: dict[str, Arrival] = {}
    for id in ids:
        for number, when in connection.execute("SELECT row, received FROM articles WHERE id = ?", (id,)):
            found[id] = Arrival(number, datetime.fromisoformat(when) if when else None)
    return found


def read_received(connection: sqlite3.Connection) -> int:
    """The number of the article that came last."""
    return int(connection.execute("SELECT coalesce(max(row), 0) FROM articles").fetchone()[0])
