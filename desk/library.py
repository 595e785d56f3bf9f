"""The libraries of this process: each opened once, for pages and API alike."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock, Thread

from desk.intake import start_worker
from index.engine import LibraryError
from index.jobs import Jobs
from index.local import Local
from index.settings import Settings
from index.upkeep import upkeep_line

_guard = Lock()


class NotOpenYet(LibraryError):
    """The library is being opened; ask again in a while."""


class Opening:
    """A library that a thread of its own opens, as one of an earlier version may take half a minute."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._done, self._of = 0, 0
        self._found = Future[Local]()
        Thread(target=self._open, daemon=True).start()

    def library(self, wait: float | None) -> Local:
        """The library. Raises NotOpenYet after so many seconds, and whatever stood in the way of opening it."""
        try:
            return self._found.result(wait)
        except TimeoutError:
            told = upkeep_line(self._done, self._of) if self._of else "The library is being opened."
            raise NotOpenYet(f"{told} Nothing is lost: ask again in a while.") from None

    def failed(self) -> bool:
        """Whether it could not be opened: who asks next tries again."""
        return self._found.done() and self._found.exception() is not None

    def _open(self) -> None:
        try:
            library = Local.open(self._settings, create=True, progress=self._tell)
            library.prepare()
            if Jobs(library.ledger).open():  # a worker died, or the machine was switched off
                start_worker(library)
        except Exception as error:  # noqa: BLE001  # raised again where somebody waits for the library
            self._found.set_exception(error)
        else:
            self._found.set_result(library)

    def _tell(self, stage: str, done: int, of: int | None) -> None:
        self._done, self._of = done, of or 0


def opened(settings: Settings, *, wait: float | None = None) -> Local:
    """The library that the settings name, made where there is none; the same one for every caller.

    Raises NotOpenYet where it takes longer than `wait` seconds: what this version reads otherwise is made anew first.
    """
    with _guard:  # or two callers at once would open it twice
        if settings not in _openings or _openings[settings].failed():
            _openings[settings] = Opening(settings)
        opening = _openings[settings]
    return opening.library(wait)


_openings: dict[Settings, Opening] = {}
