"""How much one person may ask in a minute."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

from ingest.article import NewsdeskError

WINDOW = 60.0  # seconds


class TooMany(NewsdeskError):
    """The person has asked as much as they may; `wait` seconds from now they may again."""

    def __init__(self, per_minute: int, wait: float) -> None:
        super().__init__(f"More than {per_minute:,} questions in a minute: go on in {wait:.0f} seconds.")
        self.wait = wait


class Limits:
    """Questions of the last minute, by person."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._asked: defaultdict[str, deque[float]] = defaultdict(deque)
        self._guard = Lock()

    def count(self, person: str) -> None:
        """Count a question. Raises TooMany; what is refused is not counted."""
        now = self._clock()
        with self._guard:
            asked = self._asked[person]
            while asked and asked[0] <= now - WINDOW:
                asked.popleft()
            if self._per_minute and len(asked) >= self._per_minute:
                raise TooMany(self._per_minute, asked[0] + WINDOW - now)
            asked.append(now)
