"""The ledger: what people write about the archive. A file of its own beside it, never rebuilt.

Every entry is kept, also an undone one: the ledger is its own history.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from index.anchor import Anchor
from index.engine import LibraryError

FILE = "ledger.db"
BUSY_MS = 10_000  # how long a connection waits for another one's commit

# One step for each version of the schema: a ledger of any earlier version is brought up to date on opening.
_STEPS = (
    """
CREATE TABLE entries(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    written TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
    article TEXT, sha256 TEXT, start INTEGER, "end" INTEGER, words TEXT, before TEXT, after TEXT,
    content TEXT NOT NULL,
    undone TEXT, undone_by TEXT
) STRICT;
CREATE INDEX entries_by_kind ON entries(kind, article)""",
    """
CREATE TABLE audit(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    written TEXT NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL, what TEXT NOT NULL
) STRICT;
CREATE TABLE tokens(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE, label TEXT NOT NULL, owner TEXT NOT NULL, role TEXT NOT NULL,
    written TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT
) STRICT""",
    """
CREATE TABLE jobs(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    written TEXT NOT NULL, author TEXT NOT NULL, what TEXT NOT NULL, folder TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued', stage TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0, total INTEGER, told TEXT NOT NULL DEFAULT '', ended TEXT
) STRICT""",
    """
CREATE INDEX entries_that_correct ON entries(undone) WHERE kind NOT IN
    ('assignment', 'note', 'passage', 'project', 'question', 'review', 'search', 'star', 'tag');
CREATE INDEX entries_by_project ON entries(json_extract(content, '$.project'))
    WHERE json_extract(content, '$.project') IS NOT NULL""",
)
SCHEMA_VERSION = len(_STEPS)
# Kinds of entries that are their author's own, and change no answer about the archive. A new one wants a step above,
# which makes the index anew.
PERSONAL = frozenset({"assignment", "note", "passage", "project", "question", "review", "search", "star", "tag"})
_CORRECTS = f"kind NOT IN ({', '.join(map(repr, sorted(PERSONAL)))})"  # as the index has it, or it is not used

_DECODE = json.JSONDecoder().raw_decode  # `json.loads` without its look for white space, half of its time here

_COLUMNS = (
    'number, written, author, kind, article, sha256, start, "end", words, before, after, content, undone, undone_by'
)


class LedgerError(LibraryError):
    """An entry that is not there, or a ledger that cannot be read."""


class UnknownEntry(LedgerError):
    """Nothing is written under this number, or nothing that holds, or nothing that who asks may see."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody wrote."""

    number: int  # in order of writing, from 1
    written: datetime  # UTC
    author: str  # "" at a desk without sign-in
    kind: str  # named by the module that reads it, such as "speaker"
    anchor: Anchor | None  # None: about no single place
    content: Mapping[str, Any]  # JSON, as its kind has it
    undone: datetime | None = None  # UTC; None: it holds
    undone_by: str | None = None


class Ledger:
    """A library's ledger. Safe from any thread and any process; each call is one transaction."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._guard = threading.Lock()
        self._connection = _connect(self._path)

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            self._connection.close()

    @property
    def generation(self) -> int:
        """Grows with every correction and every undoing of one: what changes answers."""
        with self.reading() as connection:
            found = connection.execute(f"SELECT count(*) + count(undone) FROM entries WHERE {_CORRECTS}")
            return int(found.fetchone()[0])

    def append(self, kind: str, content: Mapping[str, Any], *, anchor: Anchor | None = None, author: str = "") -> Entry:
        """Write an entry down."""
        return self.append_all(kind, [(content, anchor)], author=author)[0]

    def append_all(
        self, kind: str, written: Sequence[tuple[Mapping[str, Any], Anchor | None]], *, author: str = ""
    ) -> tuple[Entry, ...]:
        """Write several down, all or none."""
        with self.writing() as connection:
            return tuple(_insert(connection, kind, content, anchor, author) for content, anchor in written)

    def undo(self, number: int, *, author: str = "") -> Entry:
        """Take an entry back; it stays in the history. Raises UnknownEntry where none of this number holds."""
        with self.writing() as connection:
            return _undo(connection, number, author)

    def replace(self, number: int, content: Mapping[str, Any], *, author: str = "") -> Entry:
        """Undo an entry and write it anew, its author's still, in one step. Raises UnknownEntry as `undo` does."""
        with self.writing() as connection:
            undone = _undo(connection, number, author)
            return _insert(connection, undone.kind, content, undone.anchor, undone.author)

    def entry(self, number: int) -> Entry:
        """One entry, also one that was undone. Raises UnknownEntry where none has the number."""
        with self.reading() as connection:
            found = connection.execute(f"SELECT {_COLUMNS} FROM entries WHERE number = ?", (number,)).fetchone()
        if found is None:
            raise UnknownEntry(f"There is no entry {number}.")
        return _entry(found)

    def entries(self, *kinds: str, article: str | None = None, project: int | None = None) -> tuple[Entry, ...]:
        """The entries that hold, of these kinds (all where none is named), in order of writing."""
        return self._found(kinds, article, project, "undone IS NULL")

    def history(self, *kinds: str, article: str | None = None, project: int | None = None) -> tuple[Entry, ...]:
        """The same with those that were undone."""
        return self._found(kinds, article, project, "1")

    def _found(self, kinds: Sequence[str], article: str | None, project: int | None, which: str) -> tuple[Entry, ...]:
        where = {
            "kind IN (" + ", ".join("?" * len(kinds)) + ")": kinds,
            "article = ?": () if article is None else (article,),
            "json_extract(content, '$.project') = ?": () if project is None else (project,),
        }
        asked = " AND ".join([which, *(condition for condition, values in where.items() if values)])
        statement = f"SELECT {_COLUMNS} FROM entries WHERE {asked} ORDER BY number"
        with self.reading() as connection:
            return tuple(map(_entry, connection.execute(statement, [*chain(*where.values())])))

    def backup(self, to: Path) -> None:
        """A whole copy in one file, while others read and write."""
        with self._guard, sqlite3.connect(to) as copy:
            self._connection.backup(copy)
        copy.close()

    def replace_with(self, other: Path) -> None:
        """Take what another ledger holds instead, in one transaction."""
        with self._guard, closing(sqlite3.connect(other)) as source:
            source.backup(self._connection)
            _lay_out(self._connection, self._path)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time."""
        with self._guard:
            try:
                yield self._connection
            except sqlite3.DatabaseError as error:
                raise LedgerError(f"{self._path} cannot be read ({error}): restore it from a backup.") from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The same in a transaction, which is kept whole or not at all."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.rollback()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    try:
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")  # what a person wrote is kept
        _lay_out(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise LedgerError(f"{path} is not a readable ledger ({error}): restore it from a backup.") from error
    except LedgerError:
        connection.close()
        raise
    return connection


def _lay_out(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date; of two processes that try at once, the second finds it done."""
    connection.execute("BEGIN IMMEDIATE")
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    for step in _STEPS[found:]:
        for statement in step.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    if found > SCHEMA_VERSION:
        raise LedgerError(f"{path} was written by a later version of Newsdesk: use that one.")


def _insert(
    connection: sqlite3.Connection, kind: str, content: Mapping[str, Any], anchor: Anchor | None, author: str
) -> Entry:
    place = astuple(anchor) if anchor else (None,) * 7
    cursor = connection.execute(
        'INSERT INTO entries(written, author, kind, article, sha256, start, "end", words, before, after, content) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (now(), author, kind, *place, json.dumps(content, ensure_ascii=False, sort_keys=True)),
    )
    return _entry_numbered(connection, int(cursor.lastrowid or 0))


def _undo(connection: sqlite3.Connection, number: int, author: str) -> Entry:
    done = connection.execute(
        "UPDATE entries SET undone = ?, undone_by = ? WHERE number = ? AND undone IS NULL", (now(), author, number)
    )
    if not done.rowcount:
        raise UnknownEntry(f"There is no entry {number} to undo: it was undone already, or never written.")
    return _entry_numbered(connection, number)


def _entry_numbered(connection: sqlite3.Connection, number: int) -> Entry:
    return _entry(connection.execute(f"SELECT {_COLUMNS} FROM entries WHERE number = ?", (number,)).fetchone())


def _entry(row: tuple[Any, ...]) -> Entry:
    number, written, author, kind, article, *place, content, undone, undone_by = row
    return Entry(
        number=number,
        written=datetime.fromisoformat(written),
        author=author,
        kind=kind,
        anchor=None if article is None else Anchor(article, *place),
        content=_DECODE(content)[0],
        undone=datetime.fromisoformat(undone) if undone else None,
        undone_by=undone_by,
    )


def now() -> str:
    """This second in UTC, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
