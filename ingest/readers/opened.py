"""A file that is being read: its bytes, unpacked where they are gzip, never more of them than allowed."""

from __future__ import annotations

import gzip
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.article import IngestError

HEAD = 1 << 16  # bytes that decide what a file is
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, what its first bytes are, and how much may be read of it."""

    path: Path
    head: bytes  # the first HEAD bytes, unpacked
    max_bytes: int  # unpacked

    @property
    def origin(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        """The file's name in lower case, without ".gz"."""
        return self.path.name.lower().removesuffix(".gz")

    def content(self) -> bytes:
        """All of it. Raises IngestError where it is more than allowed."""
        with self.stream() as stream:
            return stream.read()

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        with _unpacked(self.path) as stream:
            yield io.BufferedReader(_Limited(stream, self.max_bytes))


def open_file(path: Path, *, max_bytes: int) -> Opened:
    """Look at a file's first bytes. Raises IngestError where it is too large, OSError where it cannot be read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited on for ever
        raise IngestError("it is neither a file nor a folder")
    size = status.st_size
    if size > max_bytes:
        raise IngestError(
            f"{size:,} bytes, more than the {max_bytes:,} allowed: raise NEWSDESK_MAX_FILE_MB or split the file"
        )
    with _unpacked(path) as stream:
        return Opened(path, stream.read(HEAD), max_bytes)


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as packed:
        is_gzip = packed.read(len(_GZIP)) == _GZIP
        packed.seek(0)
        if not is_gzip:
            yield packed
            return
        with gzip.GzipFile(fileobj=packed) as stream:
            yield stream  # type: ignore[misc]  # a GzipFile reads as a BinaryIO does


class _Limited(io.RawIOBase):
    """A stream that refuses to give more bytes than allowed: a small gzip file can hold a very large one."""

    def __init__(self, stream: BinaryIO, allowed: int) -> None:
        self._stream, self._allowed, self._left = stream, allowed, allowed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        self._left -= len(chunk)
        if self._left < 0:
            raise IngestError(
                f"unpacks to more than the {self._allowed:,} bytes allowed: raise NEWSDESK_MAX_FILE_MB or split it"
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)
