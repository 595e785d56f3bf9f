"""The archive: one SQLite file, the only truth. Words and meaning are derived from it and can be lost."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index import schema
from index.engine import LibraryError

FILE = "archive.db"
FORGOTTEN = "forgotten"  # how often embeddings were deleted, in `meta`: their numbers may then be used again
WRITING_KB = 64 << 10  # of the archive's pages in memory: new shingles go all over their table
BUSY_MS = 10_000  # how long a connection waits for another one's commit


class Archive:
    """Connections to the archive. Reading is safe from any thread; one thread writes, and holds the writer's lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        # A pool and not one connection per thread: a dashboard starts a thread for every run of a page.
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False
        with self.reading() as connection:
            self._check_schema(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the archive until the block ends."""
        connection = self._take()
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.DatabaseError as error:
            raise LibraryError(f"{self._path} cannot be read ({error}): restore it from a backup.") from error
        finally:
            connection.rollback()
            self._give_back(connection)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes, if any, are committed together as a new generation, or not at all."""
        connection = self._take()
        try:
            connection.execute(f"PRAGMA cache_size = -{WRITING_KB}")
            connection.execute("BEGIN IMMEDIATE")
            before = connection.total_changes
            yield connection
            if connection.total_changes > before:
                set_meta(connection, "generation", generation(connection) + 1)
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise LibraryError(
                f"{self._path} cannot be written: {error}. What was committed before is kept."
            ) from error
        finally:
            connection.rollback()
            self._give_back(connection)

    def generation(self) -> int:
        """How often the archive has been written."""
        with self.reading() as connection:
            return generation(connection)

    def checkpoint(self) -> None:
        """Move what is in the write-ahead log into the file, as far as readers let it."""
        connection = self._take()
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._give_back(connection)

    def backup(self, to: Path) -> None:
        """A whole copy in one file, while others read and write."""
        connection = self._take()
        try:
            with closing(sqlite3.connect(to)) as copy:
                connection.backup(copy)
        finally:
            self._give_back(connection)

    def replace_with(self, other: Path) -> None:
        """Take what another archive holds instead, in one transaction."""
        connection = self._take()
        try:
            with closing(sqlite3.connect(other)) as source:
                source.backup(connection)
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close what is idle now, and the rest when it is given back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise LibraryError(f"{self._path.parent} has been closed: open it again.")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        # Transactions are begun by hand; a connection changes threads only by way of the pool.
        connection = sqlite3.connect(
            self._path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            # NORMAL: after a power cut the last commits may be missing, never half there.
            connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise LibraryError(f"{self._path} is not a readable archive: {error}. Restore it from a backup.") from error
        return connection

    def _check_schema(self, connection: sqlite3.Connection) -> None:
        found = schema.version(connection)
        if found < schema.VERSION:
            connection.rollback()
            schema.bring_up_to_date(connection)
        elif found > schema.VERSION:
            raise LibraryError(
                f"{self._path} has schema {found} and this version of Newsdesk reads {schema.VERSION}: "
                "use the version that wrote it, or add the articles to a new library."
            )


def generation(connection: sqlite3.Connection) -> int:
    """How often the archive had been written when this connection began to read."""
    return int(meta(connection, "generation") or 0)


def meta(connection: sqlite3.Connection, name: str) -> str | None:
    """What the archive says of itself under a name; None: nothing yet."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if found is None else str(found[0])


def set_meta(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Say it anew."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(value)))


def integrity(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield str(line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a missing row of {parent}"
