"""What a question is answered from: columns, words and meaning of one generation of the archive."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.archive import FORGOTTEN, generation, meta
from index.columns import Columns, Ints, Mask
from index.engine import LibraryError, MeaningIndex
from index.languages import reads
from index.records import paragraph_text
from index.settings import Settings
from index.tags import Tagged, nothing_tagged
from index.words import Words
from index.words_manifest import StaleWords

if TYPE_CHECKING:
    from index.base import Marks
    from index.meaning import Meaning

Vectors32 = NDArray[np.float32]

WORDS = "words"  # folders of the derived indexes within a library
MEANING = "meaning"
COLUMNS = "columns"
# Of the base, in vectors that came or went since: more, and the base is written anew. Vectors beside the base are
# read from SQLite on every open, some 10 microseconds each.
TAIL_SHARE = 0.1
SAMPLE = 64  # questions that the recall of lists is measured with
WORDS_ASKED = 6  # in each of them
PAUSES = (0.01, 0.05, 0.2, 0.5)  # seconds: a commit of words takes some hundredths, a rebuilding far longer
LOT = 16_384  # vectors read at a time: 25 MB


@dataclass(frozen=True, slots=True)
class State:
    """One generation. Words may be behind it, and say so."""

    generation: int
    columns: Columns
    words: Words | None  # None: damaged or not built yet, and somebody else holds the lock
    words_behind: int  # articles
    tagged: Tagged = nothing_tagged  # by who asks, or for them to see

    @property
    def present_words(self) -> Words:
        """The words. Raises LibraryError where there are none just now."""
        if self.words is None:
            raise LibraryError("The words are being rebuilt by somebody else: try again when that is done.")
        return self.words


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one generation."""

    generation: int
    meaning: Meaning
    embedded: Mask  # of each place of the columns
    waiting: Mask  # of each place, whether the model reads its language and has not read it yet


def open_words(folder: Path, before: Words | None) -> Words | None:
    """The words as they are on disk; those from before where they cannot be read just now."""
    try:
        return Words.open(folder / WORDS)
    except StaleWords:
        return before


def await_words(folder: Path) -> Words | None:
    """The words of whoever is writing them, as soon as a commit is whole; None: it is not while PAUSES last."""
    for pause in PAUSES:
        time.sleep(pause)  # the writer is in another process, which tells nobody when its files are whole
        with suppress(StaleWords):
            return Words.open(folder / WORDS)
    return None


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


def describe_meaning(folder: Path) -> MeaningIndex | None:
    """What the manifest says of the vectors' base; None: there is none that can be read."""
    try:
        manifest = json.loads((folder / MEANING / "manifest.json").read_text(encoding="utf-8"))["manifest"]
        count, made = manifest["count"], manifest["marks"]["generation"]
        if "lists" not in manifest:
            return MeaningIndex("exact", count, made)
        return MeaningIndex("lists", count, made, manifest["lists"], manifest["probes"], round(manifest["recall"], 4))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def base_rows(connection: sqlite3.Connection, settings: Settings) -> Ints:
    """The paragraphs in the vectors' base on disk that have not changed since; none where it cannot be used."""
    folder = settings.library / MEANING
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["manifest"]
        made, rows = manifest["marks"], np.load(folder / manifest["files"]["rows"]["name"])
        if manifest["model"] != meta(connection, "model") or made["forgotten"] != int(meta(connection, FORGOTTEN) or 0):
            return np.empty(0, np.int64)
    except (OSError, ValueError, KeyError, TypeError):
        return np.empty(0, np.int64)
    unchanged: Ints = np.setdiff1d(rows, _rows(connection, _CHANGED, made["change"]))
    return unchanged


def catch_up(meaning: Meaning, connection: sqlite3.Connection, columns: Columns, languages: str) -> None:
    """Bring the vectors to those of the live paragraphs in the languages that the model reads."""
    now = marks(connection, columns, languages)
    if now == meaning.marks:
        return
    have = meaning.rows
    wanted = _wanted(columns, languages, have) & ~np.isin(have, _changed_rows(connection, meaning.marks))
    meaning.drop(have[~wanted])
    fresh = new_rows(connection, meaning.marks, now)
    missing = np.setdiff1d(fresh[_wanted(columns, languages, fresh)], have[wanted])
    for batch in read_vectors(connection, missing):
        meaning.extend(*batch)
    meaning.marks = now


def _changed_rows(connection: sqlite3.Connection, known: Marks) -> Ints:
    """Paragraphs of articles that have changed since: what a restored backup has under a row may be another text."""
    return _rows(connection, _CHANGED, known.change)


def marks(connection: sqlite3.Connection, columns: Columns, languages: str) -> Marks:
    """How far the archive is now."""
    from index.base import Marks

    (embedding,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM embeddings").fetchone()
    forgotten = int(meta(connection, FORGOTTEN) or 0)
    return Marks(generation(connection), columns.change, embedding, forgotten, languages)


def new_rows(connection: sqlite3.Connection, known: Marks, now: Marks) -> Ints:
    """Paragraphs whose text has been embedded, of articles or embeddings that are newer than what is known."""
    if (known.forgotten, known.languages) != (now.forgotten, now.languages):
        return _rows(connection, f"{_EMBEDDED} WHERE ?1 = ?1", 0)  # numbers may come again: look at everything
    by_text = _rows(connection, f"{_EMBEDDED} WHERE e.rowid > ?1", known.embedding)
    changed = "(SELECT article FROM changes WHERE seq > ?1)"
    by_article = _rows(connection, f"{_EMBEDDED} WHERE p.article IN {changed}", known.change)
    return np.union1d(by_text, by_article)


_CHANGED = "SELECT p.row FROM changes c JOIN paragraphs p ON p.article = c.article WHERE c.seq > ?1"
_EMBEDDED = "SELECT p.row FROM embeddings e JOIN paragraphs p ON p.text_hash = e.text_hash"


def embedded_rows(connection: sqlite3.Connection, columns: Columns, languages: str) -> Ints:
    """The live paragraphs in a readable language whose text has been embedded, in order of day and row."""
    embedded = columns.only(_rows(connection, f"{_EMBEDDED} WHERE ?1 = ?1", 0))
    return columns.row[embedded & readable(columns, languages)]


def read_vectors(connection: sqlite3.Connection, rows: Ints) -> Iterator[tuple[Ints, Vectors32]]:
    """The rows in batches, with their vectors, float32, shape (len(batch), width)."""
    statement = "SELECT e.vector FROM paragraphs p JOIN embeddings e ON e.text_hash = p.text_hash WHERE p.row = ?"
    width = int(meta(connection, "width") or 0)
    for start in range(0, len(rows), LOT):
        batch = rows[start : start + LOT]
        blobs = (connection.execute(statement, (int(row),)).fetchone()[0] for row in batch)
        yield batch, np.frombuffer(b"".join(blobs), "<f4").reshape(len(batch), width)


def sample_questions(connection: sqlite3.Connection, rows: Ints) -> list[str]:
    """A few words each of some of the paragraphs: the recall of an index is measured with what readers may type."""
    chosen = np.random.default_rng(0).choice(rows, min(SAMPLE, len(rows)), replace=False)
    texts = (paragraph_text(connection, int(row)) for row in chosen)
    return [" ".join(text.split()[:WORDS_ASKED]) for text in texts]


def is_worth_rewriting(meaning: Meaning) -> bool:
    """Whether so much came or went since the base was written that writing it anew pays."""
    return meaning.beside > TAIL_SHARE * len(meaning.base.rows)


def readable(columns: Columns, languages: str) -> Mask:
    """Of each paragraph, whether the model reads its language."""
    read = np.array([reads(languages, name) for name in columns.languages], np.bool_)
    mask: Mask = read[columns.language]
    return mask


def _wanted(columns: Columns, languages: str, rows: Ints) -> Mask:
    """Of each row, whether it is live and in a language that the model reads."""
    places, live = columns.look_up(rows)
    wanted = live.copy()
    wanted[live] = readable(columns, languages)[places[live]]
    return wanted


def _rows(connection: sqlite3.Connection, statement: str, since: int) -> Ints:
    return np.fromiter((row for (row,) in connection.execute(statement, (since,))), np.int64)
