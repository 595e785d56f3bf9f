"""Lines of a file as text, one at a time, whatever the file's encoding."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ingest.article import IngestError
from ingest.readers.decode import encoding_of
from ingest.readers.opened import Opened

LONGEST = 1 << 24  # characters in one line; a longer one is no article
_UNDECODED = re.compile("[\udc80-\udcff]")  # how "surrogateescape" keeps a byte that is none of the encoding's


@dataclass(frozen=True, slots=True)
class Lines:
    """A text stream with its codec. A byte that does not decode is kept as a lone surrogate; its row is refused."""

    stream: io.TextIOWrapper
    encoding: str

    def __iter__(self) -> Iterator[str]:
        """Lines with their ends. Of one that is too long only a head of LONGEST characters comes, without an end."""
        while line := self.stream.readline(LONGEST):
            yield line
            while len(line) == LONGEST and not line.endswith("\n"):
                line = self.stream.readline(LONGEST)

    def content(self, text: str) -> bytes:
        """The bytes that the text was in the file."""
        return text.encode(self.encoding.removesuffix("-sig"), errors="surrogateescape")


@contextmanager
def open_lines(file: Opened) -> Iterator[Lines]:
    """The file as lines."""
    encoding = encoding_of(file.head)
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    with file.stream() as stream:
        yield Lines(io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline=""), encoding)


def check(line: str, encoding: str) -> None:
    """Raises IngestError for a line that cannot be an article's."""
    if len(line) >= LONGEST:
        raise IngestError(f"longer than {LONGEST:,} characters")
    if found := _UNDECODED.search(line):
        byte = ord(found.group()) - 0xDC00
        raise IngestError(
            f"the byte 0x{byte:02X} at character {found.start() + 1} is not {encoding}: save the file as UTF-8"
        )
