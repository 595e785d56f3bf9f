"""Texts without a vector get one: newest articles first, kept every few seconds, so that it can stop anywhere."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.archive import Archive, meta, set_meta
from index.embed import WINDOW, Embedder
from index.engine import LibraryError
from index.languages import reads
from index.records import paragraph_text

KEEP_SECONDS = 5.0  # of embedding that a crash may cost

Vectors = list[tuple[bytes, bytes]]  # hash of a text, its vector
Told = Callable[[int, int], None]  # done, of how many


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text without a vector: the first paragraph that has it."""

    text_hash: bytes
    paragraph: int


def waiting(connection: sqlite3.Connection, languages: str) -> list[Waiting]:
    """Every text of a live paragraph that the model reads and has not embedded, once, newest article first."""
    found = connection.execute(
        "SELECT l.text_hash, l.row, v.language FROM live l "
        "JOIN versions v ON v.article = l.article AND v.version = l.version "
        "WHERE l.text_hash NOT IN (SELECT text_hash FROM embeddings) ORDER BY v.day IS NULL, v.day DESC, l.row"
    )
    first = dict[bytes, int]()
    for text_hash, row, language in found:
        if reads(languages, language):
            first.setdefault(text_hash, row)
    return [Waiting(text_hash, row) for text_hash, row in first.items()]


def embed_waiting(archive: Archive, embedder: Embedder, texts: Sequence[Waiting], told: Told) -> int:
    """Embed the texts and keep their vectors; how many. Raises LibraryError where another model embedded the rest."""
    done = 0
    for start in range(0, len(texts), WINDOW):
        for vectors in _every_few_seconds(archive, embedder, texts[start : start + WINDOW]):
            with archive.writing() as connection:
                claim(connection, embedder)
                connection.executemany("INSERT OR IGNORE INTO embeddings VALUES (?, ?)", vectors)
            done += len(vectors)
            told(done, len(texts))
    return done


def claim(connection: sqlite3.Connection, embedder: Embedder) -> None:
    """Make the model the library's own. Raises LibraryError where the library has another."""
    owner = meta(connection, "model")
    if owner is None:
        set_meta(connection, "model", embedder.fingerprint)
        set_meta(connection, "model_name", embedder.model)
        set_meta(connection, "width", embedder.width)
    elif owner != embedder.fingerprint:
        raise LibraryError(
            f"The library was embedded by the model {meta(connection, 'model_name')}, and the setting names "
            f"{embedder.model}, whose vectors cannot be compared with those. Set NEWSDESK_MODEL back, "
            "or run `python -m index rebuild` to embed everything anew."
        )


def forget_vectors(connection: sqlite3.Connection) -> None:
    """Drop every vector and the model's claim, so that another model can begin."""
    connection.execute("DELETE FROM embeddings")
    connection.execute("DELETE FROM meta WHERE name IN ('model', 'model_name', 'width')")


def _every_few_seconds(archive: Archive, embedder: Embedder, texts: Sequence[Waiting]) -> Iterator[Vectors]:
    with archive.reading() as connection:
        words = [paragraph_text(connection, text.paragraph) for text in texts]
    kept, since = Vectors(), time.monotonic()
    for places, rows in embedder.batches(words):
        kept += [(texts[place].text_hash, _blob(row)) for place, row in zip(places, rows, strict=True)]
        if time.monotonic() - since >= KEEP_SECONDS:
            yield kept
            kept, since = Vectors(), time.monotonic()
    if kept:
        yield kept


def _blob(row: NDArray[np.float32]) -> bytes:
    return row.astype("<f4").tobytes()
