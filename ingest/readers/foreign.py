"""Libraries that read formats promise no list of what they raise on a damaged file: here it becomes one sentence."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.article import IngestError

_SHOWN = 200  # characters of a library's own message


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Any fault within is raised as an IngestError that names what was read: "a PDF"."""
    try:
        yield
    except (IngestError, OSError, EOFError, zlib.error):
        raise  # these are told apart by whoever reads files
    except Exception as error:
        told = " ".join(str(error).split())[:_SHOWN] or type(error).__name__
        raise IngestError(f"it is {what} that could not be read, damaged or cut off: {told}") from error
