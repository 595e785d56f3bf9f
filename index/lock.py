"""The writer's lock: one process, and in it one thread, changes a library at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.engine import LibraryError

FILE = "writer.lock"
PATIENCE = 2.0  # seconds that a writer waits for another one: a few batches of words
TURN = 600.0  # seconds that one waits who has begun: who gave up would read all of it again


class Busy(LibraryError):
    """Somebody else is writing to the library."""


class WriterLock:
    """The lock of one library. The system frees it when its holder dies."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._processes = FileLock(library / FILE, thread_local=False)
        self._threads = threading.Lock()

    @contextmanager
    def held(self, *, wait: float = PATIENCE) -> Iterator[None]:
        """Hold the lock for the block. Raises Busy where it is not free within `wait` seconds."""
        if not self._threads.acquire(timeout=wait):
            raise self._busy()
        try:
            try:
                self._processes.acquire(timeout=wait)
            except Timeout as error:
                raise self._busy() from error
            try:
                yield
            finally:
                self._processes.release()
        finally:
            self._threads.release()

    def _busy(self) -> Busy:
        return Busy(
            f"{self._library} is being written to by somebody else. What is kept stays kept: try again when it is done."
        )
