"""Folders and feeds, looked at again and again: what is new or has changed goes into the library.

What was seen is written down in the library's folder after each round, so a watch that ended goes on where it was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from desk.output import replaced
from desk.taking import take_in
from index.local import Local
from index.lock import Busy
from index.upkeep import silent
from ingest.article import IngestError, Refusal
from ingest.read import files_in
from ingest.receipt import Receipt
from ingest.received import Received
from ingest.sources import Reader, is_address, name_of

FILE = "watch.json"
LOOK = 2.0  # seconds between two looks at the folders
SETTLED = 2.0  # seconds since a file was last written: a younger one may be half there

Take = Callable[..., Receipt]
State = dict[str, Any]  # of a folder: size and time of each of its files; of a feed: what it said last


def watch(
    library: Local,
    sources: Sequence[str],
    reader: Reader,
    *,
    every: float,
    once: bool = False,
    take: Take = take_in,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Receipt]:
    """A receipt whenever something came, until it is stopped; `every`: seconds between two looks at a feed."""
    seen = _Seen(library.folder / FILE)
    due = dict.fromkeys(filter(is_address, sources), 0.0)
    while True:
        for source in sources:
            try:
                if not is_address(source):
                    yield from _look_at_files(library, source, reader, seen, take, settle=0 if once else SETTLED)
                elif once or time.monotonic() >= due[source]:
                    due[source] = time.monotonic() + every
                    yield from _look_at_feed(library, source, reader, seen, take)
            except Busy:  # another writer: nothing was marked as seen, so the next look finds it again
                due[source] = 0.0
        if once:
            return
        sleep(LOOK)


class _Seen:
    """What was seen, by source."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._sources: dict[str, State] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):  # none yet, or half written by a machine that stopped: everything is looked at
            self._sources = {}

    def of(self, source: str) -> State:
        return self._sources.get(source, {})

    def keep(self, source: str, state: State) -> None:
        if state == self.of(source):
            return
        self._sources[source] = state
        replaced(self._path, json.dumps(self._sources, ensure_ascii=False))


def _look_at_files(
    library: Local, source: str, reader: Reader, seen: _Seen, take: Take, *, settle: float
) -> Iterator[Receipt]:
    name = name_of(source)
    before = seen.of(name)
    now = {str(path): signature for path in _files(Path(source)) if (signature := _signature(path, settle))}
    changed = [path for path, signature in now.items() if before.get(path) != signature]
    if changed:
        found = (one for path in changed for one in reader.read(path))
        yield take(library, found, silent, read=[name_of(path) for path in changed])
    seen.keep(name, now)


def _files(path: Path) -> Iterable[Path]:
    return files_in(path, lambda refusal: None) if path.is_dir() else [path]


def _signature(path: Path, settle: float) -> list[int] | None:
    """Size and time of a file; None: it is gone, or is still being written."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns] if time.time() - status.st_mtime >= settle else None


def _look_at_feed(library: Local, url: str, reader: Reader, seen: _Seen, take: Take) -> Iterator[Receipt]:
    before = seen.of(url)
    try:
        answer = reader.fetcher().fetch(url, etag=before.get("etag"), modified=before.get("modified"))
        if answer.content is None:
            return _reached(library, url)
        entries = list(reader.opened(answer.opened(url, max_bytes=reader.max_bytes), url))
    except IngestError as error:
        library.refuse([Refusal(url, str(error), url)])
        return
    known = set(before.get("entries", ()))
    new = [one for one in entries if _key(one) not in known]
    _reached(library, url)
    if new:
        found = list(reader.followed(iter(new)))  # first: whoever else writes need not wait for the web
        yield take(library, found, silent)
    keys = [_key(one) for one in entries]
    seen.keep(url, {"etag": answer.etag, "modified": answer.modified, "entries": keys})


def _reached(library: Local, url: str) -> None:
    """The feed itself is no longer refused, whatever of its entries is."""
    entries = [refusal for refusal in library.refusals() if refusal.input == url and refusal.origin != url]
    library.refuse(entries, read=[url])


def _key(one: Received | Refusal) -> str:
    said = (one.origin, one.reason) if isinstance(one, Refusal) else (one.url or one.given_id or "", one.source.sha256)
    return blake2b("\n".join(said).encode(), digest_size=8).hexdigest()
