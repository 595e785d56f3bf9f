"""What waits to be read into a library, what is being read, and what became of it: the queue and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from index.ledger import Ledger, LedgerError, now

JobState = Literal["queued", "running", "done", "failed", "cancelled"]
_COLUMNS = "number, written, author, what, folder, state, stage, done, total, told, ended"


@dataclass(frozen=True, slots=True)
class Job:
    """Files that somebody handed over together."""

    number: int
    written: datetime  # UTC
    author: str
    what: str  # the files' names
    folder: str  # where they lie, within the library's inbox
    state: JobState
    stage: str  # "words", "meaning" while it runs
    done: int
    of: int | None  # None: not known
    told: str  # its receipt, or why it failed
    ended: datetime | None


class Jobs:
    """The jobs of one library. One worker takes them; anybody hands in, watches and cancels."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def hand_in(self, what: str, folder: str, *, author: str = "") -> Job:
        """A new job at the end of the queue."""
        with self._ledger.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO jobs(written, author, what, folder) VALUES (?, ?, ?, ?)", (now(), author, what, folder)
            )
            number = int(cursor.lastrowid or 0)
        return self.job(number)

    def take(self) -> Job | None:
        """The oldest one that is queued, now running; None: nothing waits."""
        with self._ledger.writing() as connection:
            found = connection.execute("SELECT min(number) FROM jobs WHERE state = 'queued'").fetchone()[0]
            if found is None:
                return None
            connection.execute("UPDATE jobs SET state = 'running' WHERE number = ?", (found,))
        return self.job(found)

    def put_back(self) -> None:
        """Queue again what was running. For the one worker, when it begins or has to wait."""
        self._set("state = 'queued'", "state = 'running'")

    def report(self, number: int, stage: str, done: int, of: int | None) -> bool:
        """Say how far it is; False: somebody has cancelled it."""
        return self._set("stage = ?, done = ?, total = ?", "number = ? AND state = 'running'", stage, done, of, number)

    def end(self, number: int, state: JobState, told: str) -> None:
        """It is over; a job that was cancelled meanwhile stays so."""
        self._set("state = ?, told = ?, ended = ?", "number = ? AND state = 'running'", state, told, now(), number)

    def cancel(self, number: int) -> None:
        """Stop it; what it has added stays. Raises LedgerError where it is over."""
        if not self._set(
            "state = 'cancelled', told = 'What was kept by then stays in the library.', ended = ?",
            "number = ? AND state IN ('queued', 'running')",
            now(),
            number,
        ):
            raise LedgerError(f"Job {number} is over: there is nothing to cancel.")

    def job(self, number: int) -> Job:
        """One of them. Raises LedgerError where there is none."""
        if not (found := self._read("WHERE number = ?", number)):
            raise LedgerError(f"There is no job {number}.")
        return found[0]

    def jobs(self, *, limit: int = 20) -> tuple[Job, ...]:
        """The last ones, newest first."""
        return self._read("ORDER BY number DESC LIMIT ?", limit)

    def open(self) -> tuple[Job, ...]:
        """Those that wait or run, oldest first."""
        return self._read("WHERE ended IS NULL ORDER BY number")

    def failed(self) -> tuple[Job, ...]:
        """Those that the library's side ended, such as a full disk."""
        return self._read("WHERE state = 'failed'")

    def _set(self, values: str, where: str, *bound: Any) -> bool:
        with self._ledger.writing() as connection:
            return connection.execute(f"UPDATE jobs SET {values} WHERE {where}", bound).rowcount > 0

    def _read(self, which: str, *bound: Any) -> tuple[Job, ...]:
        with self._ledger.reading() as connection:
            return tuple(_job(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM jobs {which}", bound))


def _job(
    number: int,
    written: str,
    author: str,
    what: str,
    folder: str,
    state: JobState,
    stage: str,
    done: int,
    total: int | None,
    told: str,
    ended: str | None,
) -> Job:
    when = datetime.fromisoformat
    over = when(ended) if ended else None
    return Job(number, when(written), author, what, folder, state, stage, done, total, told, over)
