"""What did not become an article, as long as it has not been read since."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable

from ingest.article import Refusal

_WITHIN = "input = ?1 OR substr(input, 1, length(?1) + 1) = ?1 || ?2"


def keep_refusals(connection: sqlite3.Connection, refusals: Iterable[Refusal], read: Iterable[str]) -> None:
    """Keep the refusals; what had been refused of the files, folders and addresses `read` and was not now is gone."""
    refused = set(refusals)
    for place in read:
        earlier = connection.execute(f"SELECT origin, reason, input FROM refusals WHERE {_WITHIN}", (place, os.sep))
        mended = [(row[0], row[1]) for row in earlier.fetchall() if Refusal(*row) not in refused]
        connection.executemany("DELETE FROM refusals WHERE (origin, reason) = (?, ?)", mended)
    rows = ((refusal.origin, refusal.reason, refusal.input) for refusal in refused)
    connection.executemany("INSERT OR IGNORE INTO refusals VALUES (?, ?, ?)", rows)


def read_refusals(connection: sqlite3.Connection) -> tuple[Refusal, ...]:
    """All of them, by place."""
    return tuple(
        Refusal(*row) for row in connection.execute("SELECT origin, reason, input FROM refusals ORDER BY 1, 2")
    )
