"""A library folder, open: its files, and what is derived from them."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from index.analyse import ANALYSER_VERSION
from index.archive import FILE, Archive
from index.columns import Columns
from index.derived import Derived
from index.engine import LibraryError
from index.find import Finder
from index.ledger import Ledger
from index.lock import WriterLock
from index.records import signed_hash
from index.settings import Settings
from index.upkeep import Progress, silent


class Opened:
    """A library folder, open. Reading is safe from any thread; of all processes, one writes at a time."""

    def __init__(self, settings: Settings, *, progress: Progress = silent) -> None:
        self.settings = settings
        self.folder = settings.library
        self.archive = Archive(self.folder)
        self.ledger = Ledger(self.folder)
        self.lock = WriterLock(self.folder)
        self.derived = Derived(
            settings, self.archive, self.lock, lambda texts: self.finder.embedder().embed(texts), progress
        )
        self.finder = Finder(settings, self.archive, self.derived)
        # Corrected, of one generation of archive and ledger; a dict, which whoever shares the open files shares too.
        self._columns: dict[tuple[int, int], Columns] = {}
        self._correcting = Lock()

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False, progress: Progress = silent) -> Self:
        """The library that the settings name. Raises LibraryError where there is none and `create` is not given.

        `progress` is told of what this version has to make anew before it can answer.
        """
        if create:
            _make_folder(settings.library)
        elif not (settings.library / FILE).exists():
            raise LibraryError(
                f"There is no library in {settings.library.resolve()}. Add articles with `python -m ingest add PATH`, "
                "or set NEWSDESK_LIBRARY to the folder of one."
            )
        return cls(settings, progress=progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.derived.close()
        self.archive.close()
        self.ledger.close()

    @property
    def version(self) -> str:
        """Changes whenever an answer could change: with every write, correction, another analyser or another model."""
        where = f"{signed_hash(str(self.folder.resolve())):x}"  # answers of two libraries are kept in one cache
        generations = f"{self.archive.generation()}-{self.ledger.generation}"
        model = self.settings.model if self.ready() else "loading"
        return f"local-{where}-{generations}-{ANALYSER_VERSION}-{model}"

    def prepare(self) -> None:
        """Read now what questions are answered from, and make anew what this version reads otherwise."""
        self.derived.state()

    def warm(self) -> None:
        """Load the model and the vectors in the background; until they are there, words alone answer and say so."""
        self.finder.warm()

    def ready(self, seconds: float = 0) -> bool:
        """Whether meaning takes part, or will within so many seconds."""
        return self.finder.ready(seconds)

    def fresh(self) -> bool:
        """Whether the archive is as it was when this engine last looked; it looks by itself before every answer."""
        return self.derived.seen() in (None, self.archive.generation())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{folder.resolve()} cannot be made: {error}. Set NEWSDESK_LIBRARY to another folder."
        ) from error
