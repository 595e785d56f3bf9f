"""Whether the server can answer: the archive opens, the model is loaded, the disk takes writes."""

from __future__ import annotations

from collections.abc import Callable
from tempfile import TemporaryFile

from index.engine import Query
from index.local import Local
from ingest.article import NewsdeskError


def faults(open_library: Callable[[], Local]) -> list[str]:
    """A sentence for each thing that is missing; empty: ready."""
    try:
        library = open_library()
        library.search(Query("ready", limit=1))
        with TemporaryFile(dir=library.folder) as probe:
            probe.write(b"newsdesk")
    except NewsdeskError as error:
        return [str(error)]
    except OSError as error:
        return [f"The library's folder takes no writes: {error}."]
    return []
