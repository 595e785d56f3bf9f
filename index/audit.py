"""Who did what in a library: a list in the ledger's file that only grows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index.ledger import Ledger, now


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody did."""

    number: int
    written: datetime  # UTC
    author: str
    action: str  # "add", "remove", "write", "undo", "export" …
    what: str  # a few words: how many articles, which kind of entry


class Audit:
    """The acts in one library."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def note(self, author: str, action: str, what: str) -> None:
        """Write an act down."""
        with self._ledger.writing() as connection:
            connection.execute(
                "INSERT INTO audit(written, author, action, what) VALUES (?, ?, ?, ?)", (now(), author, action, what)
            )

    def acts(self, *, action: str = "", limit: int = 1000) -> tuple[Act, ...]:
        """The last ones, newest first; only those of one action where it is named."""
        statement = (
            "SELECT number, written, author, action, what FROM audit WHERE ?1 IN ('', action) "
            "ORDER BY number DESC LIMIT ?2"
        )
        with self._ledger.reading() as connection:
            return tuple(
                Act(number, datetime.fromisoformat(written), author, action, what)
                for number, written, author, action, what in connection.execute(statement, (action, limit))
            )
