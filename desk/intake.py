"""Files that somebody hands over in the browser become articles in the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ingest.article import Refusal
from ingest.read import read
from ingest.receipt import Counts, Receipt, Tally
from ingest.received import Received

if TYPE_CHECKING:
    from index.local import Local, Progress

Upload = tuple[str, bytes | memoryview]  # the file's name as its owner calls it, and its bytes


def take_in(library: Local, uploads: Sequence[Upload], progress: Progress) -> Receipt:
    """Read, understand and keep the files. A bad file is refused with its reason and does not stop the rest.

    Raises LibraryError where somebody else is writing.
    """
    tally = Tally()
    with TemporaryDirectory(prefix="newsdesk-") as folder:
        found = _read(Path(folder), uploads, library.settings.max_file_mb << 20)
        added = library.add(tally.articles_of(found, library.keeps), progress=progress)
    library.refuse(tally.refusals)
    return tally.receipt(Counts(**asdict(added)))


def _read(folder: Path, uploads: Iterable[Upload], max_bytes: int) -> Iterator[Received | Refusal]:
    for number, (name, content) in enumerate(uploads):
        path = folder / str(number) / (PurePath(name).name or "unnamed")  # only the name: it may hold a path
        path.parent.mkdir()
        path.write_bytes(content)
        for found in read(path, max_bytes=max_bytes):
            yield _named(found, str(path), path.name)


def _named(found: Received | Refusal, path: str, name: str) -> Received | Refusal:
    """The origin as the file's owner knows it, without the temporary folder."""
    if isinstance(found, Refusal):
        return replace(found, origin=found.origin.replace(path, name), input="")
    return replace(found, source=replace(found.source, origin=found.source.origin.replace(path, name)), input="")
