"""Keeps words and meaning in step with the archive: readers refresh what they hold, whoever gets the lock repairs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from sqlite3 import Connection
from typing import TYPE_CHECKING

from index import clocks, words_writer
from index.archive import Archive, generation, meta
from index.columns import Columns, Ints
from index.columns_file import keep_columns, kept_columns
from index.columns_reader import read_columns
from index.common import FROM
from index.engine import Clock, LibraryError
from index.lock import Busy, WriterLock
from index.settings import Settings
from index.state import (
    COLUMNS,
    MEANING,
    TAIL_SHARE,
    WORDS,
    State,
    Vectors,
    Vectors32,
    await_words,
    catch_up,
    describe_meaning,
    embedded_rows,
    is_worth_rewriting,
    marks,
    open_meaning,
    open_words,
    read_vectors,
    readable,
    sample_questions,
    words_behind,
)
from index.upkeep import Progress, silent
from index.words import Words

if TYPE_CHECKING:
    from index.meaning import Meaning

# Changed articles that whoever opens the library reads from the archive, 20 microseconds each: more, and the columns
# are kept anew.
UNKEPT = 500


Embed = Callable[[Sequence[str]], Vectors32]


class Derived:
    """The derived indexes of an open library. Safe to use from several threads."""

    def __init__(
        self, settings: Settings, archive: Archive, lock: WriterLock, embed: Embed, progress: Progress = silent
    ) -> None:
        self._settings = settings
        self._folder = settings.library
        self._archive = archive
        self._lock = lock
        self._embed = embed
        self._progress = progress
        self._guard = threading.RLock()
        self._loading = threading.RLock()  # of vectors: words answer meanwhile
        self._state: State | None = None
        self._vectors: Vectors | None = None
        self._ticks: dict[Clock, tuple[Columns, clocks.Ticks]] = {}
        self._words: Words | None = None
        self._meaning: tuple[str, Meaning] | None = None  # the model's fingerprint, and its vectors

    def state(self) -> State:
        """The archive's present generation; what has not changed is not read again."""
        with self._guard:
            known = self._state
            if known is None or known.words_behind or known.generation != self._archive.generation():
                self._words = self._present_words()
                self._state = known = self._read_state(known)
            return known

    def seen(self) -> int | None:
        """The generation that was last read; None: none yet."""
        known = self._state
        return known.generation if known else None

    def vectors(self, state: State) -> Vectors | None:
        """The vectors of a generation; None: nothing has been embedded."""
        with self._loading:
            known = self._vectors
            if known is None or known.generation != state.generation:
                self._vectors = known = self._read_vectors(state)
            return known

    def ticks(self, state: State, clock: Clock) -> clocks.Ticks:
        """The days that a generation's paragraphs count by on a clock."""
        with self._guard:
            columns, known = state.columns, self._ticks.get(clock)
            if known is None or known[0].row is not columns.row or known[0].dates != columns.dates:
                with self._archive.reading() as connection:
                    known = self._ticks[clock] = (columns, clocks.read(connection, columns, clock))
            return known[1]

    def close(self) -> None:
        """Let go of the files that are mapped into memory."""
        with self._guard, self._loading:
            self._state = self._vectors = self._words = self._meaning = None
            self._ticks = {}

    def update_words(self) -> Words:
        """Let words know of every change. The lock must be held."""
        try:
            with self._archive.reading() as connection:
                self._words = words_writer.update(self._folder / WORDS, connection, self._progress)
        except (ValueError, OSError) as error:  # what tantivy raises when the disk is full
            raise LibraryError(
                f"The words of {self._folder} cannot be written: {error}. Every article that was committed is kept; "
                "the next opening with room on the disk lets words find it."
            ) from error
        return self._words

    def rebuild_words(self, progress: Progress) -> None:
        """Build them anew. The lock must be held."""
        with self._archive.reading() as connection:
            self._words = words_writer.rebuild(self._folder / WORDS, connection, progress)

    def update_base(self, *, always: bool = False) -> None:
        """Write columns and vectors anew where enough has changed. The lock must be held; others go on reading."""
        state = self.state()
        self._keep_columns(state.columns)
        self._keep_common(state.columns)
        vectors = self.vectors(state)
        if vectors is not None and (always or is_worth_rewriting(vectors.meaning)):
            self._write_base(state)
            with self._loading:
                self._meaning = self._vectors = None

    def _present_words(self) -> Words | None:
        """Words that know every change, or where another process is writing, the last that it committed."""
        words = self._words or open_words(self._folder, None)
        if not self._behind(words):
            return words
        words = open_words(self._folder, words)
        if not self._behind(words):
            return words
        try:
            with self._lock.held(wait=0):
                return self.update_words()
        except Busy:
            return words or await_words(self._folder)

    def _behind(self, words: Words | None) -> bool:
        with self._archive.reading() as connection:
            return words is None or words_behind(connection, words) > 0

    def _read_state(self, known: State | None) -> State:
        columns = known.columns if known else kept_columns(self._folder / COLUMNS)
        with self._archive.reading() as connection:
            now, columns = generation(connection), read_columns(connection, columns)
            return State(now, columns, self._words, words_behind(connection, self._words))

    def _keep_columns(self, columns: Columns) -> None:
        """Keep them beside the archive, where opening it would otherwise cost more than reading what has changed."""
        kept = kept_columns(self._folder / COLUMNS)
        if columns.change - kept.change > UNKEPT:
            keep_columns(self._folder / COLUMNS, columns)

    def _keep_common(self, columns: Columns) -> None:
        """Write the postings of common words anew where many paragraphs came since, each of which costs a question."""
        common = self._words.common if self._words else None
        later = int((columns.row > (common.upto if common else -1)).sum())
        if len(columns.row) >= FROM and later > TAIL_SHARE * len(columns.row):
            with self._archive.reading() as connection:
                words_writer.renew_common(self._folder / WORDS, connection)
            with self._guard:
                self._words = Words.open(self._folder / WORDS, writing=True)
                self._state = replace(self._state, words=self._words) if self._state else None

    def _read_vectors(self, state: State) -> Vectors | None:
        vectors = self._catch_up(state)
        if vectors is None or not self._mends_at_once(vectors.meaning):
            return vectors
        try:
            with self._lock.held(wait=0):
                self._write_base(state)
        except Busy:
            return vectors  # whoever writes will do it at the end
        self._meaning = None
        return self._catch_up(state)

    def _mends_at_once(self, meaning: Meaning) -> bool:
        """Whether a reader writes the base anew: it takes a second at most, where no lists are made."""
        return is_worth_rewriting(meaning) and len(meaning.rows) <= self._settings.exact_up_to

    def _catch_up(self, state: State) -> Vectors | None:
        with self._archive.reading() as connection:
            model = meta(connection, "model")
            if self._meaning is None or self._meaning[0] != model or self._has_newer(self._meaning[1]):
                found = open_meaning(self._folder, connection)
                self._meaning = (model, found) if model and found else None
            if self._meaning is None:
                return None
            meaning = self._meaning[1]
            catch_up(meaning, connection, state.columns, self._settings.model_languages)
        embedded, languages = state.columns.only(meaning.rows), self._settings.model_languages
        return Vectors(state.generation, meaning, embedded, readable(state.columns, languages) & ~embedded)

    def _asked(self, connection: Connection, rows: Ints) -> Vectors32:
        """The vectors of some questions such as readers ask, made of words of the archive."""
        return self._embed(sample_questions(connection, rows))

    def _has_newer(self, meaning: Meaning) -> bool:
        """Whether another process has written the base anew, and what lies beside this one is much."""
        found = describe_meaning(self._folder) if is_worth_rewriting(meaning) else None
        return found is not None and found.generation > meaning.base.marks.generation

    def _write_base(self, state: State) -> None:
        from index.base import Choice
        from index.meaning import write_base

        languages = self._settings.model_languages
        with self._archive.reading() as connection:
            rows = embedded_rows(connection, state.columns, languages)
            write_base(
                self._folder / MEANING,
                rows,
                (vectors for _, vectors in read_vectors(connection, rows)),
                width=int(meta(connection, "width") or 0),
                marks=marks(connection, state.columns, languages),
                fingerprint=meta(connection, "model") or "",
                choice=Choice(
                    self._settings.exact_up_to, self._settings.recall, partial(self._asked, connection, rows)
                ),
            )
