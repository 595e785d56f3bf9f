"""What cannot be derived, archive and ledger, is copied to a folder and back, while others read and write."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import archive, ledger
from index.archive import FORGOTTEN, Archive, generation, integrity, meta, set_meta
from index.engine import LibraryError
from index.ledger import Ledger
from index.local import Local
from index.model_files import sha256_of
from index.settings import Settings

MANIFEST = "backup.json"
FORMAT = 1
_FILES = (archive.FILE, ledger.FILE)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup, or a library, holds."""

    articles: int
    generation: int  # of the archive
    entries: int  # of the ledger, undone ones too
    bytes: int


def backup(library: Local, to: Path) -> Kept:
    """Copy archive and ledger into a folder and prove the copy. Raises LibraryError on a folder that is no backup.

    An earlier backup there is replaced when the new one is whole.
    """
    if to.exists() and (not to.is_dir() or (any(to.iterdir()) and not (to / MANIFEST).exists())):
        raise LibraryError(f"{to} is not empty and not a backup: name a new folder.")
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to, prefix="new-") as beside:
        new = Path(beside)
        library.archive.backup(new / archive.FILE)
        library.ledger.backup(new / ledger.FILE)
        kept = _proven(new)
        hashes = {name: sha256_of(new / name) for name in _FILES}
        (new / MANIFEST).write_text(
            json.dumps({"format": FORMAT, "files": hashes, **asdict(kept)}, indent=1), encoding="utf-8"
        )
        for name in (*_FILES, MANIFEST):
            (new / name).replace(to / name)
    return kept


def read_backup(source: Path) -> Kept:
    """What a backup holds, its files compared with their checksums. Raises LibraryError."""
    try:
        manifest = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        for name in _FILES:
            if sha256_of(source / name) != manifest["files"][name]:
                raise LibraryError(f"{source / name} is damaged: its SHA-256 is not the one that was noted.")
        return Kept(**{name: manifest[name] for name in Kept.__slots__})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LibraryError(f"{source} is not a backup that `python -m index backup` made ({error}).") from error


def held(library: Local) -> Kept:
    """What a library holds."""
    with library.archive.reading() as connection:
        articles, now = _count(connection, "articles"), generation(connection)
    entries = len(library.ledger.history())
    return Kept(articles, now, entries, sum((library.folder / name).stat().st_size for name in _FILES))


def restore(library: Local, source: Path) -> Kept:
    """Put a backup in the place of what the library holds; whoever reads sees the one or the other."""
    kept = read_backup(source)
    with library.lock.held():
        with tempfile.TemporaryDirectory(dir=library.folder, prefix="restoring-") as beside:
            copy = Path(beside)
            _copy(source / archive.FILE, copy / archive.FILE)
            _make_newer(copy, library.archive)
            library.archive.replace_with(copy / archive.FILE)
        library.ledger.replace_with(source / ledger.FILE)
        library.derived.update_words()
        library.derived.update_base(always=True)
        library.archive.checkpoint()
    return kept


def open_to_restore(settings: Settings) -> Local:
    """The library that the settings name, an empty one where there is none; what cannot be opened is set aside."""
    try:
        return Local.open(settings, create=True)
    except LibraryError:
        aside = settings.library / f"damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        aside.mkdir()
        for path in [path for name in _FILES for path in settings.library.glob(f"{name}*")]:
            path.rename(aside / path.name)
        return Local.open(settings, create=True)


def _make_newer(copy: Path, present: Archive) -> None:
    """Bring a copy to the present tables, and let it look to every derived index like one great change.

    So each reader, and words and meaning, learn it the way they learn of any new article.
    """
    with present.reading() as connection:
        now, forgotten = generation(connection), int(meta(connection, FORGOTTEN) or 0)
        known = connection.execute("SELECT article FROM changes").fetchall()
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()
    renewed = Archive(copy)
    try:
        with renewed.writing() as connection:
            articles = connection.execute("SELECT article FROM changes ORDER BY seq").fetchall()
            connection.execute("DELETE FROM changes")
            connection.execute("DELETE FROM sqlite_sequence WHERE name = 'changes'")
            connection.execute("INSERT INTO sqlite_sequence VALUES ('changes', ?)", (last,))
            connection.executemany("INSERT OR REPLACE INTO changes(article) VALUES (?)", known + articles)
            set_meta(connection, FORGOTTEN, max(forgotten, int(meta(connection, FORGOTTEN) or 0)) + 1)
            set_meta(connection, "generation", max(now, generation(connection)))  # and one more for this writing
        renewed.checkpoint()
    finally:
        renewed.close()


def _proven(folder: Path) -> Kept:
    """What the copies in a folder hold. Raises LibraryError where SQLite finds one damaged."""
    with closing(sqlite3.connect(folder / archive.FILE)) as copied, closing(Ledger(folder)) as entries:
        for found in integrity(copied):
            raise LibraryError(f"The copy of the archive is damaged, and so is the archive: {found}")
        size = sum((folder / name).stat().st_size for name in _FILES)
        return Kept(_count(copied, "articles"), generation(copied), len(entries.history()), size)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _copy(source: Path, to: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(to)) as other:
        one.backup(other)
