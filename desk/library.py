"""The libraries of this process: each opened once, for pages and API alike."""

from __future__ import annotations

from functools import cache
from threading import Lock

from desk.intake import start_worker
from index.jobs import Jobs
from index.local import Local
from index.settings import Settings

_guard = Lock()


def opened(settings: Settings) -> Local:
    """The library that the settings name, made where there is none; the same one for every caller."""
    with _guard:  # lru_cache alone would open it twice for two callers at once
        return _open(settings)


@cache
def _open(settings: Settings) -> Local:
    library = Local.open(settings, create=True)
    if Jobs(library.ledger).open():  # a worker died, or the machine was switched off
        start_worker(library)
    return library
