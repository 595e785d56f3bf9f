"""The libraries of this process: each opened once, for pages and API alike."""

from __future__ import annotations

from functools import cache
from threading import Event, Lock, Thread

from desk.intake import start_worker
from index.engine import LibraryError
from index.jobs import Jobs
from index.local import Local
from index.settings import Settings
from index.upkeep import upkeep_line
from ingest.article import NewsdeskError

_guard = Lock()


class NotOpenYet(LibraryError):
    """The library is being opened; ask again in a while."""


class Opening:
    """A library that a thread of its own opens, as one of an earlier version may take half a minute."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._done, self._of = 0, 0
        self._over = Event()
        self._library: Local | None = None
        self._error: NewsdeskError | None = None
        Thread(target=self._open, daemon=True).start()

    def library(self, wait: float | None) -> Local:
        """The library. Raises NotOpenYet after so many seconds, and what went wrong."""
        if not self._over.wait(wait):
            told = upkeep_line(self._done, self._of) if self._of else "The library is being opened."
            raise NotOpenYet(f"{told} Nothing is lost: ask again in a while.")
        if self._error:
            _opening.cache_clear()  # the next who asks tries again
            raise self._error
        assert self._library
        return self._library

    def _open(self) -> None:
        try:
            library = Local.open(self._settings, create=True, progress=self._tell)
            library.prepare()
            if Jobs(library.ledger).open():  # a worker died, or the machine was switched off
                start_worker(library)
            self._library = library
        except NewsdeskError as error:
            self._error = error
        finally:
            self._over.set()

    def _tell(self, stage: str, done: int, of: int | None) -> None:
        self._done, self._of = done, of or 0


def opened(settings: Settings, *, wait: float | None = None) -> Local:
    """The library that the settings name, made where there is none; the same one for every caller.

    Raises NotOpenYet where it takes longer than `wait` seconds: what this version reads otherwise is made anew first.
    """
    with _guard:  # lru_cache alone would open it twice for two callers at once
        opening = _opening(settings)
    return opening.library(wait)


@cache
def _opening(settings: Settings) -> Opening:
    return Opening(settings)
