"""How far a long work is: a bar on the terminal's error stream, and the words for it on a page."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

Stage = Callable[[str, int, int | None], None]  # what is being done, how many are done, of how many (None: unknown)

_SETTLED = 2.0  # seconds before a rate says anything


@dataclass(slots=True)
class Gauge:
    """How much of the files named has been read: what tells the time left where nobody has counted the articles."""

    size: int  # bytes of them all, packed as they are; 0: unknown
    _before: int = 0  # of the files that are done
    _here: int = 0  # of the file that is being read

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Gauge:
        """For files and folders."""
        return cls(sum(_size(path) for path in paths))

    def share(self) -> float | None:
        """0..1; None: unknown."""
        return min(1.0, (self._before + self._here) / self.size) if self.size else None

    def counted(self, stage: Stage) -> Stage:
        """The stage told how many there will be, by the share of the bytes, where nobody has counted."""

        def told(name: str, done: int, of: int | None) -> None:
            share = self.share()
            stage(name, done, round(done / share) if of is None and share else of)

        return told

    def open(self, path: Path) -> io.BufferedReader:
        """The file, its reading told to this gauge."""
        return io.BufferedReader(_Told(path, self))

    def passed(self, path: Path) -> None:
        """The file is done."""
        self._before, self._here = self._before + _size(path), 0


class _Told(io.FileIO):
    def __init__(self, path: Path, gauge: Gauge) -> None:
        super().__init__(path)
        self._gauge = gauge

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        count = super().readinto(buffer)
        self._gauge._here = self.tell()
        return count


def _size(path: Path) -> int:
    try:
        if not path.is_dir():
            return path.stat().st_size
        return sum(_size(Path(place, name)) for place, _, names in os.walk(path) for name in names)
    except OSError:
        return 0  # it is refused when it is read


@dataclass(slots=True)
class Pace:
    """How fast a stage goes, and how long it still takes."""

    began: float = field(default_factory=time.monotonic)
    first: int | None = None  # done when it began: what an earlier run left

    def told(self, done: int, share: float | None) -> str:
        """Rate and time left, as far as they can be known.

        >>> Pace(began=time.monotonic() - 60, first=0).told(3000, 0.25)
        '50 a second, about 3 minutes left'
        """
        if self.first is None:
            self.first = done
        seconds = time.monotonic() - self.began
        if seconds < _SETTLED or done <= self.first:
            return ""
        rate = f"{(done - self.first) / seconds:,.0f} a second"
        return rate if not share else f"{rate}, about {_readable(seconds * (1 - share) / share)} left"


def _readable(seconds: float) -> str:
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size * 1.5:
            return f"{seconds / size:.0f} {name}s"
    return f"{seconds:.0f} seconds" if seconds < 60 else "a minute"


@contextmanager
def progress_bars(gauge: Gauge | None = None) -> Iterator[Stage]:
    """One bar for each stage, in the order in which they begin; nothing where there is no terminal."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    from rich.console import Console  # here: slow to import
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        tasks: dict[str, tuple[TaskID, Pace]] = {}

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=1.0, told=""), Pace()
            task, pace = tasks[stage]
            share = done / total if total else None
            told = f"{done:,}{f' of about {total:,}' if total else ''}  {pace.told(done, share)}"
            progress.update(task, completed=share or 0.0, total=None if share is None else 1.0, told=told)

        yield gauge.counted(show) if gauge else show


def _unseen(stage: str, done: int, of: int | None) -> None:
    """There is no terminal."""
