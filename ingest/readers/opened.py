"""A file that is being read, or one that lies in another: its bytes, unpacked, never more of them than allowed."""

from __future__ import annotations

import bz2
import gzip
import io
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from ingest.article import IngestError
from ingest.readers.columns import AS_GUESSED, Columns

HEAD = 1 << 16  # bytes that decide what a file is
ONE_ARTICLE = 1 << 24  # bytes of a page, a text or a mail; a larger one is no article
HELD = 1 << 28  # bytes of a document or of a file in an archive: it is held in memory whole
SMALL = 1 << 25  # bytes: what unpacks to less is no bomb, however tightly it is packed
TIGHTEST = 200  # times its packed size; news pages pack to a tenth, a table of the same few words to a hundredth
_STEP = 1 << 10
_DEEPEST = 3  # files around a file: an archive in an archive is read, nests of a bomb are not
_UNPACKERS: tuple[tuple[bytes, Callable[[BinaryIO], object]], ...] = (
    (b"\x1f\x8b", lambda packed: gzip.GzipFile(fileobj=packed)),
    (b"BZh", bz2.BZ2File),
)

DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile)  # what a packed file raises that is not whole

Open = Callable[[], AbstractContextManager[BinaryIO]]  # its stream goes back to its start at least


@dataclass(slots=True)
class Allowance:
    """Bytes that may be unpacked: one sum for a file and everything that lies in it, for bombs come in many parts."""

    allowed: int
    left: int
    bomb: bool = False  # they are so few because the packed file is so small

    def take(self, count: int) -> None:
        """Raises IngestError once all are taken."""
        self.left -= count
        if self.left < 0 and self.bomb:
            raise IngestError(f"a bomb: it unpacks to more than {self.allowed:,} bytes, {TIGHTEST} times its own size")
        if self.left < 0:
            raise IngestError(
                f"unpacks to more than the {self.allowed:,} bytes allowed: raise NEWSDESK_MAX_FILE_MB or split it"
            )


@dataclass(slots=True)
class _Reached:
    """How far a file was ever read, so that a second reading of it takes nothing from the allowance."""

    place: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, what its first bytes are, and how much may be read of it."""

    origin: str  # its path; for a file in a file, where it lies in it
    name: str  # in lower case, without ".gz"
    head: bytes  # the first HEAD bytes, unpacked
    allowance: Allowance
    open: Open
    url: str | None = None  # the address that it was received from
    charset: str | None = None  # as declared by whoever sent it
    depth: int = 0  # files around it
    columns: Columns = field(default_factory=dict)  # what its columns are called, where whoever adds it says so
    _reached: _Reached = field(default_factory=_Reached)

    def content(self, most: int | None = None) -> bytes:
        """All of it. Raises IngestError where it is more than allowed, or than `most` bytes."""
        with self.stream() as stream:
            content = stream.read(-1 if most is None else most + 1)
        if most is not None and len(content) > most:
            raise IngestError(f"larger than the {most:,} bytes that are read as one: split it into articles")
        return content

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        with _unpacked(self.open) as stream:
            yield io.BufferedReader(_Limited(stream, self.allowance, self._reached))

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes as a stream that goes back and forth; only a file on disk does so without being held in memory."""
        with self.open() as stream:
            on_disk = isinstance(stream, io.BufferedReader) and not _unpacker(stream)
            yield stream if on_disk else io.BytesIO(self.content(HELD))

    def inside(self, place: str, content: Open, *, url: str | None = None, charset: str | None = None) -> Opened:
        """A file that lies in this one. Raises IngestError where it lies too deep."""
        if self.depth >= _DEEPEST:
            raise IngestError(f"a file within {_DEEPEST} others: unpack them first")
        origin, name = f"{self.origin}/{place}", _name(place.rpartition("/")[2])
        depth = self.depth + 1
        return Opened(origin, name, _head(content), self.allowance, content, url, charset, depth, self.columns)


def open_file(path: Path, *, max_bytes: int, columns: Columns = AS_GUESSED) -> Opened:
    """Look at a file's first bytes. Raises IngestError where it is too large, OSError where it cannot be read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited on for ever
        raise IngestError("it is neither a file nor a folder")
    size = status.st_size
    if size > max_bytes:
        raise IngestError(
            f"{size:,} bytes, more than the {max_bytes:,} allowed: raise NEWSDESK_MAX_FILE_MB or split the file"
        )
    content = cast(Open, partial(path.open, "rb"))
    allowance = _allowance(content, size, max_bytes)
    return Opened(str(path), _name(path.name), _head(content), allowance, content, columns=columns)


def open_content(
    content: bytes, origin: str, *, max_bytes: int, url: str | None = None, charset: str | None = None
) -> Opened:
    """Bytes that are no file, such as a web server's answer. Raises OSError, EOFError or zlib.error on damaged gzip."""
    held = partial(io.BytesIO, content)
    name = _name(origin.rpartition("/")[2])
    return Opened(origin, name, _head(held), Allowance(max_bytes, max_bytes), held, url, charset)


def _allowance(content: Open, size: int, max_bytes: int) -> Allowance:
    with content() as stream:
        is_packed = _unpacker(stream) is not None
    tightest = max(SMALL, TIGHTEST * size)
    if is_packed and tightest < max_bytes:
        return Allowance(tightest, tightest, bomb=True)
    return Allowance(max_bytes, max_bytes)


def told_damage(error: Exception) -> str:
    """What to say of a packed file that is not whole."""
    return f"the packed file is damaged or cut off ({error}); what stands before the damage was read"


def _name(name: str) -> str:
    return name.lower().removesuffix(".gz").removesuffix(".bz2")


def _head(content: Open) -> bytes:
    """The first bytes; of a packed file that is cut off, those before the cut."""
    head = b""
    with _unpacked(content) as stream:
        try:
            while len(head) < HEAD and (chunk := stream.read(_STEP)):
                head += chunk
        except DAMAGED:
            if not head:
                raise
    return head


@contextmanager
def _unpacked(content: Open) -> Iterator[BinaryIO]:
    with content() as packed:
        unpacker = _unpacker(packed)
        if unpacker is None:
            yield packed
            return
        with cast(BinaryIO, unpacker(packed)) as stream:
            yield stream


def _unpacker(stream: BinaryIO) -> Callable[[BinaryIO], object] | None:
    """What unpacks the stream, which stands at its start again; None: nothing need."""
    start = stream.read(3)
    stream.seek(0)
    return next((unpacker for signature, unpacker in _UNPACKERS if start.startswith(signature)), None)


class _Limited(io.RawIOBase):
    """A stream that refuses to give more bytes than allowed: a small packed file can hold a very large one."""

    def __init__(self, stream: BinaryIO, allowance: Allowance, reached: _Reached) -> None:
        self._stream, self._allowance, self._reached, self._place = stream, allowance, reached, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except DAMAGED as error:  # libraries take an EOFError for the end of the file
            raise IngestError(told_damage(error)) from error
        self._place += len(chunk)
        self._allowance.take(max(0, self._place - self._reached.place))
        self._reached.place = max(self._reached.place, self._place)
        buffer[: len(chunk)] = chunk
        return len(chunk)
