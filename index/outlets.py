"""What is known of outlets, kept in the archive beside their articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.outlets import OutletFacts


def keep_outlets(connection: sqlite3.Connection, outlets: Iterable[OutletFacts]) -> None:
    """Keep what is known of each, in place of what was."""
    known = read_outlets(connection)
    rows = [astuple(facts) for facts in outlets if known.get(facts.domain) != facts]
    connection.executemany("INSERT OR REPLACE INTO outlets VALUES (?, ?, ?, ?, ?, ?)", rows)


def read_outlets(connection: sqlite3.Connection) -> Mapping[str, OutletFacts]:
    """Every outlet of which something is known, by its domain."""
    from ingest.outlets import OutletFacts  # here: it brings the readers of lists, which no search needs

    columns = "domain, name, country, owner, language, note"
    found = (OutletFacts(*row) for row in connection.execute(f"SELECT {columns} FROM outlets ORDER BY domain"))
    return {facts.domain: facts for facts in found}
