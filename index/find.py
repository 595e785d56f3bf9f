"""A query is understood, its vector made where the model reads it, and its matches found; what is missing is said."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import numpy as np

from index.archive import Archive, meta
from index.clauses import Parsed, Term, query_terms
from index.columns import Ints, Mask
from index.derived import Derived
from index.engine import Alike, LibraryError, Query, QuoteHit
from index.fusion import Floats
from index.languages import reads, reads_query
from index.match import Matches, Near, Wanted, by_date, by_text
from index.operators import keeping
from index.query import understood
from index.settings import Settings
from index.state import State, Vectors, Vectors32

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.match import Vector
    from index.meaning import Meaning

TELLING = 10  # words of a passage that look for others like it: enough for its subject, few enough to mean it
QUERIES_KEPT = 256  # vectors of queries, 1.5 KB each
TEXTS_KEPT = 4096  # vectors of quotes and sentences
ALIKE = 0.7  # cosine from which two quotes say much the same; below it they share a theme (read on the samples)


@dataclass(frozen=True, slots=True)
class Found:
    """The matches of a query and how they came about."""

    parsed: Parsed
    matches: Matches
    quotes: Mask  # of all quotes: those that keep what the query asks of a quote
    telling: tuple[Term, ...]  # of the passage that the query wants others like
    near: Near | None  # None: meaning took no part
    covered: float  # share of what passes the filters that has a vector; 0 where meaning took no part
    note: str | None

    def cosines(self, rows: Ints) -> Floats:
        """Of each paragraph row to the query; NaN where there is none."""
        if self.near is None:
            return np.full(len(rows), np.nan)
        return self.near.cosines(rows)


class Finder:
    """Finds matches for one library; holds the model, once a query has needed it."""

    def __init__(self, settings: Settings, archive: Archive, derived: Derived) -> None:
        self._settings = settings
        self._archive = archive
        self._derived = derived
        self._embedder: Embedder | None = None
        self._loading = threading.Lock()
        self._ready = threading.Event()
        self._ready.set()
        # A page asks the same words for its hits, its days, its quotes and its speakers.
        self._vector = lru_cache(maxsize=QUERIES_KEPT)(self._embed)
        self._lately: dict[str, Vector] = {}

    def embedder(self) -> Embedder:
        """The model, loaded when it is first needed. Raises LibraryError where it cannot be."""
        with self._loading:
            if self._embedder is None:
                own = self._settings
                self._embedder = _loaded(
                    Settings(model=own.model, model_languages=own.model_languages, cache=own.cache, threads=own.threads)
                )
            return self._embedder

    def warm(self) -> None:
        """Load model and vectors in the background; until they are there, words alone answer and say so."""
        if self._embedder is None and self._ready.is_set():
            self._ready.clear()
            threading.Thread(target=self._load, daemon=False).start()  # torn off, onnxruntime aborts the process

    def ready(self, seconds: float = 0) -> bool:
        """Whether nothing is being loaded, or will have been within so many seconds."""
        return self._ready.wait(seconds)

    def _load(self) -> None:
        try:
            with suppress(LibraryError):  # whoever asks is told
                self.embedder()
                self._derived.vectors(self._derived.state())
        finally:
            self._ready.set()

    def find(self, query: Query, state: State) -> Found:
        """All matches in one state of the library. Raises QueryError on a text that cannot be understood."""
        parsed, like = understood(query), query.like.strip()
        filtered = self.filtered(query, state)
        asked = state.columns.quotes.by(query.speakers) if query.speakers else None
        if not parsed.clauses and not like:
            return Found(parsed, by_date(filtered, state.columns, query), _all(asked, state), (), None, 0.0, None)
        words = state.present_words
        kept = keeping(parsed.required, asked, words, state.columns, state.tagged)
        passing = filtered & kept.paragraphs
        behind = _behind_note(state)
        asked_for = like or parsed.plain
        if not asked_for:
            return Found(parsed, by_date(passing, state.columns, query), kept.quotes, (), None, 0.0, behind)
        vectors, why_not = self._vectors(asked_for, state)
        near = self._near(vectors.meaning, asked_for) if vectors else None
        terms = query_terms(asked_for, state.columns.languages)
        telling = words.telling(terms, TELLING) if like else ()
        wanted = Wanted(telling or terms, kept=parsed.asks and not like)
        matches = by_text(passing, state.columns, query, wanted, words, near)
        covered = _share(vectors.embedded, filtered) if vectors else 0.0
        pending = _pending_note(vectors, filtered) if vectors else why_not
        note = " ".join(filter(None, (parsed.remark, pending, behind))) or None
        return Found(parsed, matches, kept.quotes, telling, near, covered, note)

    def filtered(self, query: Query, state: State) -> Mask:
        """The paragraphs that pass the query's filters, its days counted by its clock."""
        passing = state.columns.mask(query)
        if query.clock != "published":
            passing &= self._derived.ticks(state, query.clock).mask(query, len(state.columns.row))
        return passing

    def alike(self, quotes: Sequence[QuoteHit]) -> tuple[Alike, ...]:
        """Pairs of quotes near in meaning, in languages that the model reads, nearest first."""
        asked = [at for at, quote in enumerate(quotes) if reads(self._settings.model_languages, quote.language)]
        if len(asked) < 2:
            return ()
        vectors = self._embedded([quotes[at].text for at in asked])
        cosines = vectors @ vectors.T
        pairs = np.argwhere(np.triu(cosines >= ALIKE, k=1))
        found = (Alike(asked[one], asked[other], float(cosines[one, other])) for one, other in pairs)
        return tuple(sorted(found, key=lambda pair: (-round(pair.cosine, 6), pair.one, pair.other)))

    def _embedded(self, texts: Sequence[str]) -> Vectors32:
        """The texts' vectors, float32, shape (texts, width); those that were asked for lately are kept."""
        found = {text: vector for text in texts if (vector := self._lately.get(text)) is not None}
        if missing := [text for text in dict.fromkeys(texts) if text not in found]:
            found |= zip(missing, self.embedder().embed(missing), strict=True)
            kept = self._lately if len(self._lately) <= TEXTS_KEPT else {}
            self._lately = kept | {text: found[text] for text in missing}  # another, for other threads read this one
        return np.stack([found[text] for text in texts])

    def cosines(self, text: str, others: Sequence[str]) -> tuple[float, ...]:
        """How near each of the others is to the text in meaning; empty where the model does not read the text."""
        if not others or not self.ready() or not reads_query(self._settings.model_languages, text):
            return ()
        return tuple(float(cosine) for cosine in self._embedded(others) @ self._vector(" ".join(text.split())))

    def _near(self, meaning: Meaning, text: str) -> Near:
        return Near(meaning, partial(self._vector, " ".join(text.split())), self._settings.near_cosine)

    def _embed(self, text: str) -> Vector:
        vector: Vector = self.embedder().embed([text])[0]
        return vector

    def _vectors(self, text: str, state: State) -> tuple[Vectors | None, str | None]:
        """The vectors, or why they take no part."""
        model = self._settings.model
        if not reads_query(self._settings.model_languages, text):
            return None, f"Found by words alone: the model {model} does not read the language of this query."
        if not self.ready():
            return None, "Found by words alone for a moment: the language model is still being loaded."
        if (vectors := self._derived.vectors(state)) is None:
            return None, "Found by words alone: nothing in this library has been embedded yet."
        with self._archive.reading() as connection:
            owner, name = meta(connection, "model"), meta(connection, "model_name")
        if owner != self.embedder().fingerprint:
            return None, (
                f"Found by words alone: the library was embedded by {name}, and the setting names {model}. "
                "Set NEWSDESK_MODEL back or run `python -m index rebuild`."
            )
        return vectors, None


@lru_cache(maxsize=1)
def _loaded(settings: Settings) -> Embedder:
    """The model, once per process however many libraries are opened. `settings`: what it reads of them and no more."""
    from index.embed import open_embedder

    return open_embedder(settings)


def _pending_note(vectors: Vectors, filtered: Mask) -> str | None:
    if not (waiting := np.count_nonzero(filtered & vectors.waiting)):
        return None
    return f"{waiting:,} paragraphs still wait for their embedding: until then only words find them."


def _behind_note(state: State) -> str | None:
    if not state.words_behind:
        return None
    return f"Words do not find the last {state.words_behind:,} articles yet: somebody is adding them."


def _all(asked: Mask | None, state: State) -> Mask:
    """The quotes that the query's own filter lets pass; every one where it has none."""
    return np.ones(len(state.columns.quotes.article), np.bool_) if asked is None else asked


def _share(embedded: Mask, passing: Mask) -> float:
    return np.count_nonzero(embedded & passing) / np.count_nonzero(passing) if passing.any() else 0.0
