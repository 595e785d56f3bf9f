"""Archives, zip and tar, by the standard library: what lies in them is read as files, never written to disk."""

from __future__ import annotations

import io
import stat
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ingest.article import IngestError, Refusal
from ingest.readers.foreign import reading
from ingest.readers.opened import HELD, SMALL, TIGHTEST, Open, Opened

_MOST_FILES = 200_000
_METHODS = frozenset((ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2))  # LZMA lets a file ask for any amount of memory


def read_zip(file: Opened) -> Iterator[Opened | Refusal]:
    """The files in a zip archive. Raises IngestError on a bomb."""
    with file.seekable() as stream, reading("a zip archive"):
        check_size(stream)
        with ZipFile(stream) as archive:
            for member in archive.infolist():
                if not member.is_dir() and not is_passed_over(member.filename):
                    # only a stream of a zip's member is typed otherwise, and it reads as a BinaryIO does
                    content = cast(Open, partial(archive.open, member))
                    yield _inside(file, member.filename, content, why_not=_why_not_zip(member))


def check_size(stream: BinaryIO) -> None:
    """Raises IngestError on a zip file of too many files, or that unpacks to far more than it is."""
    with ZipFile(stream) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = stream.seek(0, io.SEEK_END)  # not the sum of the members' sizes: those of a bomb share their bytes
    stream.seek(0)
    if len(members) > _MOST_FILES:
        raise IngestError(f"{len(members):,} files, more than the {_MOST_FILES:,} of one archive: split it")
    if unpacked > max(SMALL, TIGHTEST * packed):
        raise IngestError(f"a zip bomb: {packed:,} bytes that unpack to {unpacked:,}")


def _why_not_zip(member: ZipInfo) -> str | None:
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, which is not followed: pack the file itself"
    if member.flag_bits & 1:
        return "it is under a password: pack it without one"
    if member.compress_type not in _METHODS:
        return "it is packed in a way that is not read: pack it as an ordinary zip (deflate)"
    return None


def read_tar(file: Opened) -> Iterator[Opened | Refusal]:
    """The files in a tar archive, packed or not. It is read once from start to end, each file held in memory."""
    with (
        file.stream() as stream,
        reading("a tar archive"),
        tarfile.open(fileobj=stream, mode="r|", errorlevel=2) as archive,
    ):
        for number, member in enumerate(archive, start=1):
            if number > _MOST_FILES:
                raise IngestError(f"more than the {_MOST_FILES:,} files of one archive: split it")
            if not member.isdir() and not is_passed_over(member.name):
                why_not = _why_not_tar(member)
                yield _inside(file, member.name, _held(archive, member, why_not), why_not=why_not)


def _why_not_tar(member: tarfile.TarInfo) -> str | None:
    if not member.isreg():
        return "it is a link or a device and no file: pack the file itself"
    if member.size > HELD:
        return f"{member.size:,} bytes, more than the {HELD:,} that are unpacked from a tar archive: unpack it first"
    return None


def _held(archive: tarfile.TarFile, member: tarfile.TarInfo, why_not: str | None) -> Open:
    stream = None if why_not else archive.extractfile(member)
    return partial(io.BytesIO, stream.read() if stream else b"")


def is_passed_over(path: str) -> bool:
    """Hidden files and folders, what macOS adds to an archive, and READMEs, which speak of articles and are none.

    >>> is_passed_over("a/.git/b.txt"), is_passed_over("README.md"), is_passed_over("../a.txt")
    (True, True, False)
    """
    *folders, name = PurePosixPath(path).parts or ("",)
    hidden = any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in (*folders, name))
    return hidden or PurePosixPath(name).stem.lower() == "readme"


def _inside(file: Opened, path: str, content: Open, *, why_not: str | None) -> Opened | Refusal:
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        why_not = "its path leads out of the archive: pack it under a plain name"
    if why_not:
        return Refusal(f"{file.origin}/{path}", why_not)
    try:
        return file.inside(path, content)
    except (IngestError, OSError, EOFError, ValueError, RuntimeError, zlib.error, BadZipFile) as error:
        return Refusal(f"{file.origin}/{path}", f"it could not be unpacked: {error}")
