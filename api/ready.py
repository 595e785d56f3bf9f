"""Whether the server can answer: each archive is open, the model is loaded, the disk takes writes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from tempfile import TemporaryFile
from threading import Thread

from desk.access import Collection, read_access
from desk.library import opened
from index.engine import Query
from index.settings import Settings
from ingest.article import NewsdeskError

PATIENCE = 3.0  # seconds that a probe waits for a library, and for the model; it gives up by itself after 8 or 10


def faults() -> list[str]:
    """A sentence for each thing that is missing, without a word of what is in an archive; empty: ready."""
    try:
        settings = Settings.from_environment()
        collections = read_access(settings).collections
    except NewsdeskError as error:
        return [str(error)]
    return [fault for collection in collections if (fault := _fault(settings, collection))]


def _fault(settings: Settings, collection: Collection) -> str | None:
    try:
        library = opened(replace(settings, library=collection.library), wait=PATIENCE)
        library.warm()
        if not library.ready(PATIENCE):
            return f"Collection {collection.name}: the language model is being loaded."
        library.search(Query("ready", limit=1))
        with TemporaryFile(dir=library.folder) as probe:
            probe.write(b"newsdesk")
    except NewsdeskError as error:
        return f"Collection {collection.name}: {error}"
    except OSError as error:
        return f"Collection {collection.name}: its folder takes no writes ({error.strerror})."
    return None


def open_all() -> None:
    """Begin to open every library and to load the model; pages come meanwhile, and `faults` says how far it is."""
    settings = Settings.from_environment()
    for collection in read_access(settings).collections:
        Thread(target=_open, args=(replace(settings, library=collection.library),), daemon=True).start()


def _open(settings: Settings) -> None:
    with suppress(NewsdeskError):  # whoever asks is told
        opened(settings).warm()
