"""The ledger: what people write about the archive. A file of its own beside it, never rebuilt.

Every entry is kept, also an undone one: the ledger is its own history.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

from index.engine import LibraryError
from ingest.article import Article, Span

FILE = "ledger.db"
CONTEXT = 32  # characters kept on each side of an anchor
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
)
SCHEMA_VERSION = len(_STEPS)

_COLUMNS = (
    'number, written, author, kind, article, sha256, start, "end", words, before, after, content, undone, undone_by'
)


class LedgerError(LibraryError):
    """An entry that is not there, or a ledger that cannot be read."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of an article that is found again in a later version by its words and those around them.

    The text quote selector of the W3C's Web Annotation Data Model (4.2.4), with its position beside it.
    """

    article: str  # its id
    sha256: str  # of the text that the offsets count in
    start: int
    end: int
    words: str  # text[start:end]
    before: str  # up to CONTEXT characters
    after: str

    @classmethod
    def of(cls, article: Article, span: Span) -> Anchor:
        """The anchor of a span."""
        text = article.text
        before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        return cls(article.id, article.sha256, span.start, span.end, span.of(text), before, after)

    def within(self, article: Article) -> Span | None:
        """Where the words stand in this version: between the same words, else nearest; None: it has them no longer."""
        if article.sha256 == self.sha256:
            return Span(self.start, self.end)
        places = [Span(start, start + len(self.words)) for start in _occurrences(article.text, self.words)]
        return min(places, key=lambda place: self._distance(article.text, place), default=None)

    def _distance(self, text: str, place: Span) -> tuple[int, int]:
        """How many characters of the context are missing there, then how far it is."""
        before = _alike(reversed(text[max(0, place.start - CONTEXT) : place.start]), reversed(self.before))
        after = _alike(text[place.end : place.end + CONTEXT], self.after)
        return -before - after, abs(place.start - self.start)


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
        """Grows with every entry and every undoing."""
        with self.reading() as connection:
            return int(connection.execute("SELECT count(*) + count(undone) FROM entries").fetchone()[0])

    def append(self, kind: str, content: Mapping[str, Any], *, anchor: Anchor | None = None, author: str = "") -> Entry:
        """Write an entry down."""
        place = astuple(anchor) if anchor else (None,) * 7
        values = (now(), author, kind, *place, json.dumps(content, ensure_ascii=False, sort_keys=True))
        with self.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO entries(written, author, kind, article, sha256, start, "
                '"end", words, before, after, content) '
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            return _entry_numbered(connection, int(cursor.lastrowid or 0))

    def undo(self, number: int, *, author: str = "") -> Entry:
        """Take an entry back; it stays in the history. Raises LedgerError where none of this number holds."""
        with self.writing() as connection:
            done = connection.execute(
                "UPDATE entries SET undone = ?, undone_by = ? WHERE number = ? AND undone IS NULL",
                (now(), author, number),
            )
            if not done.rowcount:
                raise LedgerError(f"There is no entry {number} to undo: it was undone already, or never written.")
            return _entry_numbered(connection, number)

    def entries(self, *kinds: str, article: str | None = None) -> tuple[Entry, ...]:
        """The entries that hold, of these kinds (all where none is named), in order of writing."""
        return tuple(entry for entry in self.history(*kinds, article=article) if entry.undone is None)

    def history(self, *kinds: str, article: str | None = None) -> tuple[Entry, ...]:
        """The same with those that were undone."""
        where = ["1", *(["kind IN (" + ", ".join("?" * len(kinds)) + ")"] if kinds else [])]
        values: list[str] = [*kinds]
        if article is not None:
            where.append("article = ?")
            values.append(article)
        statement = f"SELECT {_COLUMNS} FROM entries WHERE {' AND '.join(where)} ORDER BY number"
        with self.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(statement, values))

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
        content=json.loads(content),
        undone=datetime.fromisoformat(undone) if undone else None,
        undone_by=undone_by,
    )


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words begin; an anchor without words has no place in another text."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def now() -> str:
    """This second in UTC, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
