"""What a question is answered from: columns, words and meaning of one generation of the archive."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.archive import meta
from index.columns import Columns, Ints, Mask
from index.words import StaleWords, Words

if TYPE_CHECKING:
    from index.meaning import Meaning

Vectors32 = NDArray[np.float32]

WORDS = "words"  # folders of the derived indexes within a library
MEANING = "meaning"
# Of the base, in vectors that came or went since: more, and the base is written anew. Vectors beside the base are
# read from SQLite on every open, some 10 microseconds each.
TAIL_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class State:
    """One generation. Words may be behind it, and say so."""

    generation: int
    columns: Columns
    words: Words | None  # None: damaged or not built yet, and somebody else holds the lock
    words_behind: int  # articles


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one generation."""

    generation: int
    meaning: Meaning
    embedded: Mask  # of each place of the columns


def open_words(folder: Path, before: Words | None) -> Words | None:
    """The words as they are on disk; those from before where they cannot be read just now."""
    try:
        return Words.open(folder / WORDS)
    except StaleWords:
        return before


def words_behind(connection: sqlite3.Connection, words: Words | None) -> int:
    """Articles whose last change the words do not know."""
    applied = words.applied if words else 0
    return int(connection.execute("SELECT count(*) FROM changes WHERE seq > ?", (applied,)).fetchone()[0])


def open_meaning(folder: Path, connection: sqlite3.Connection) -> Meaning | None:
    """The base on disk, or an empty one where it cannot be used; None: nothing has been embedded."""
    fingerprint = meta(connection, "model")
    width = meta(connection, "width")
    if fingerprint is None or width is None:
        return None
    from index.meaning import Meaning, Stale

    try:
        return Meaning.open(folder / MEANING, fingerprint=fingerprint)
    except Stale:
        return Meaning.empty(int(width))


def catch_up(meaning: Meaning, connection: sqlite3.Connection, wanted: Ints) -> None:
    """Bring the vectors to those of the `wanted` rows."""
    have = meaning.rows
    meaning.drop(np.setdiff1d(have, wanted))
    missing = np.setdiff1d(wanted, have)
    if len(missing):
        meaning.extend(missing, read_vectors(connection, missing))


def embedded_rows(connection: sqlite3.Connection, columns: Columns, readable: list[int]) -> Ints:
    """The live paragraphs in a readable language whose text has been embedded, in order of day and row."""
    found = connection.execute("SELECT l.row FROM live l WHERE l.text_hash IN (SELECT text_hash FROM embeddings)")
    embedded = columns.only(np.array([row for (row,) in found], np.int64))
    return columns.row[embedded & np.isin(columns.language, readable)]


def read_vectors(connection: sqlite3.Connection, rows: Ints) -> Vectors32:
    """Their vectors, float32, shape (len(rows), width)."""
    statement = "SELECT e.vector FROM paragraphs p JOIN embeddings e ON e.text_hash = p.text_hash WHERE p.row = ?"
    blobs = (connection.execute(statement, (int(row),)).fetchone()[0] for row in rows)
    return np.frombuffer(b"".join(blobs), "<f4").reshape(len(rows), int(meta(connection, "width") or 0))


def is_worth_rewriting(meaning: Meaning) -> bool:
    """Whether so much came or went since the base was written that reading it anew pays."""
    changed = len(np.setxor1d(meaning.base_rows, meaning.rows))
    return changed > TAIL_SHARE * len(meaning.base_rows)
