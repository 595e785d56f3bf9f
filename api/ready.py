"""Whether the server can answer: each archive opens, the model is loaded, the disk takes writes."""

from __future__ import annotations

from dataclasses import replace
from tempfile import TemporaryFile

from desk.access import Collection, read_access
from desk.library import opened
from index.engine import Query
from index.settings import Settings
from ingest.article import NewsdeskError


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
        library = opened(replace(settings, library=collection.library))
        library.search(Query("ready", limit=1))
        with TemporaryFile(dir=library.folder) as probe:
            probe.write(b"newsdesk")
    except NewsdeskError as error:
        return f"Collection {collection.name}: {error}"
    except OSError as error:
        return f"Collection {collection.name}: its folder takes no writes ({error.strerror})."
    return None
