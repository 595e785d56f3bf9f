"""How far a library is that is brought up to date, and the words for it on the command line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

Progress = Callable[
    [str, int, int | None], None
]  # stage ("words", "meaning", "copies"), done, of how many: None, not known

SILENT, EVERY = 2.0, 5.0  # seconds: what is done before is done in silence; between two words on the rest


def silent(stage: str, done: int, of: int | None) -> None:
    """Nobody watches."""


def spoken() -> Progress:
    """Says on the error stream how far it is."""
    due = 0.0

    def told(stage: str, done: int, of: int | None) -> None:
        nonlocal due
        if not done:  # it begins
            due = time.monotonic() + SILENT
        if time.monotonic() >= due:
            due = time.monotonic() + EVERY
            print(upkeep_line(done, of), file=sys.stderr)

    return told


def upkeep_line(done: int, of: int | None) -> str:
    """What takes so long.

    >>> upkeep_line(3000, 9209)
    'The words of the library are indexed anew, for this version or because they were damaged: 3,000 of 9,209 articles.'
    """
    far = f": {done:,} of {of:,} articles" if of else ""
    return f"The words of the library are indexed anew, for this version or because they were damaged{far}."
