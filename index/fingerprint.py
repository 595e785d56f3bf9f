"""What tells one archive from another, and by which model its meaning was made."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from index.analyse import ANALYSER_VERSION
from index.archive import meta
from index.local import Local


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Everything that an answer depends on besides the question."""

    archive: str  # SHA-256 over the id, number and checksum of every version kept
    model: str  # that embedded it, with the checksum of its weights; empty: nothing is embedded
    analyser: int  # version of what cut and stemmed its words


def fingerprint(library: Local) -> Fingerprint:
    """Of a library as it is now."""
    told = sha256()
    with library.archive.reading() as connection:
        for row in connection.execute(
            "SELECT a.id, v.version, v.sha256 FROM versions v JOIN articles a ON a.row = v.article ORDER BY 1, 2"
        ):
            told.update(f"{row}\n".encode())
        model = meta(connection, "model") or ""
    return Fingerprint(told.hexdigest(), model, ANALYSER_VERSION)
