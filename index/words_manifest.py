"""What the files of the words should hold, to be proven when they are opened: tantivy notices no flipped byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.analyse import ANALYSER_VERSION
from index.engine import LibraryError

MANIFEST = "manifest.json"
FORMAT = 3
VERIFIED_ON_OPEN = 64 << 20  # bytes: 0.1 s of hashing, the words of some 400,000 paragraphs; `index check` reads all


class StaleWords(LibraryError):
    """The words are missing, damaged, or made by another analyser: they are to be built again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written."""

    analyser: int
    format: int
    files: dict[str, tuple[int, str]]  # name -> bytes and BLAKE2b


def verify(folder: Path, *, limit: int | None, committed: bool) -> None:
    """Compare the files with the manifest; contents only while they are `limit` bytes together. Raises StaleWords."""
    manifest = read_manifest(folder)
    if (manifest.analyser, manifest.format) != (ANALYSER_VERSION, FORMAT):
        raise StaleWords(f"{folder} was made by another analyser")
    whole = limit is None or sum(size for size, _ in manifest.files.values()) <= limit
    for name, (size, digest) in manifest.files.items():
        changing = name.endswith(".json")  # what is in the index: tantivy replaces it just before the manifest
        if changing and not committed:
            continue
        path = folder / name
        try:
            intact = path.stat().st_size == size and (not (whole or changing) or hash_of(path) == digest)
        except OSError:  # gone, perhaps this very moment: whoever writes has merged it into another
            intact = False
        if not intact:
            raise StaleWords(f"{path} is missing or damaged")


def read_manifest(folder: Path) -> Manifest:
    """What the last commit wrote. Raises StaleWords."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in found["files"].items()}
        return Manifest(int(found["analyser"]), int(found["format"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StaleWords(f"{folder} has no readable manifest") from error


def hash_of(path: Path) -> str:
    """BLAKE2b of a file: twice as fast as SHA-256 where the processor has no instruction for it."""
    found = path.stat()
    return _hash(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=4096)
def _hash(path: Path, size: int, mtime_ns: int) -> str:
    """Once per file and process: after every batch of articles the words are opened anew."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
