"""Words: a tantivy index of the paragraphs, derived from the archive. Here it is read; words_writer.py writes it.

One document per paragraph and one per quote, of fields that hold analysed tokens with spaces between them. A document
of its own, the mark, carries the last change of the archive that the index knows, so both are committed together.

What a paragraph holds is asked of its text; how well it answers is counted over its title and text as one field (BM25F:
a word of the title that the text repeats counts once more, not twice over).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.analyse import ANALYSER_VERSION
from index.clauses import Term
from index.engine import LibraryError

MANIFEST = "manifest.json"
FORMAT = 2
TITLE_TIMES = 2  # that ranking reads a title before the text
# Words that ranking adds to each paragraph's length, so that a short one is not favoured for its shortness: tantivy's b
# of .75 acts as .3 on paragraphs of 70 words, as .4 on those of 110 and as .5 on abstracts of 200 (docs/decisions.md).
FILLERS = 100
VERIFIED_ON_OPEN = 64 << 20  # bytes: 0.1 s of hashing, the words of some 400,000 paragraphs; `index check` reads all
MARK = -1  # the mark's `row`; its `article` field holds the sequence number
QUOTE = -2  # the `row` of every quote
Scope = Literal["text", "title", "said"]  # of a paragraph its text or its article's title; a quote's words
Rows = NDArray[np.int64]
Scores = NDArray[np.float64]


class StaleWords(LibraryError):
    """The words are missing, damaged, or made by another analyser: they are to be built again."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written, to be proven when it is opened: tantivy itself does not notice a flipped byte."""

    analyser: int
    format: int
    files: dict[str, tuple[int, str]]  # name -> bytes and BLAKE2b


class Words:
    """An opened index, as its last commit left it. Safe to use from several threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._searcher = index.searcher()
        self._schema = index.schema
        self.applied = self._mark()  # the last change of the archive that is in it

    @classmethod
    def open(cls, folder: Path, *, writing: bool = False) -> Words:
        """The index in the folder. Raises StaleWords.

        `writing`: no other process writes, so what is not in the manifest is the trace of a crash and not of a commit
        that is just being made.
        """
        verify(folder, limit=VERIFIED_ON_OPEN, committed=writing)
        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise StaleWords(f"{folder} cannot be opened: {error}") from error

    def search(self, terms: Sequence[Term]) -> tuple[Rows, Scores]:
        """All paragraphs that hold one of the terms, and the BM25 of their titles and texts; both shape (matches,)."""
        held = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(term)) for term in terms])
        return self._collect([(tantivy.Occur.Must, tantivy.Query.const_score_query(held, 0.0)), *self._ranked(terms)])

    def titled(self, terms: Sequence[Term], rows: Iterable[int]) -> tuple[Rows, Scores]:
        """Those of the rows whose title or text holds one of the terms, and their BM25."""
        among = tantivy.Query.term_set_query(self._schema, "row", [int(row) for row in rows])
        held = tantivy.Query.boolean_query(self._ranked(terms))
        return self._collect(
            [(tantivy.Occur.Must, held), (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0))]
        )

    # What holds an operator's words in one scope: paragraphs by row, in "said" quotes by key.

    def with_terms(self, scope: Scope, terms: Sequence[Term]) -> Rows:
        """All that hold one of the terms."""
        return self._held(
            scope, tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(t, scope)) for t in terms])
        )

    def with_phrase(self, scope: Scope, words: Sequence[str]) -> Rows:
        """All that hold the words exactly so, one after the other."""
        if len(words) == 1:  # tantivy panics on a phrase of one word
            return self._held(scope, self._term(Term("exact", words[0]), scope))
        return self._held(scope, tantivy.Query.phrase_query(self._schema, f"{scope}_exact", list(words)))

    def with_prefix(self, scope: Scope, start: str) -> Rows:
        """All that hold a word that begins so. (tantivy's own prefix query looks at 50 words and stops.)"""
        escaped = "".join(char if char.isalnum() else f"\\{char}" for char in start)
        return self._held(scope, tantivy.Query.regex_query(self._schema, f"{scope}_exact", f"{escaped}.*"))

    def with_pair(self, scope: Scope, left: Sequence[Term], right: Sequence[Term], distance: int) -> Rows:
        """All that hold one of the left terms at most `distance` words before or after one of the right."""
        orders = [[a.word, b.word] for one, other in ((left, right), (right, left)) for a in one for b in other]
        queries = [tantivy.Query.phrase_query(self._schema, scope, list(pair), slop=distance - 1) for pair in orders]
        return self._held(scope, tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries]))

    def all_rows(self) -> Rows:
        """Every paragraph in the index."""
        rows = self._held("text", tantivy.Query.all_query())
        paragraphs: Rows = rows[rows >= 0]
        return paragraphs

    def _ranked(self, terms: Sequence[Term]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        fields = (("ranked" if term.field == "text" else "text_exact", term.word) for term in terms)
        return [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, *each, "freq")) for each in fields]

    def _term(self, term: Term, scope: Scope = "text") -> tantivy.Query:
        field = scope if term.field == "text" else f"{scope}_exact"
        return tantivy.Query.term_query(self._schema, field, term.word, "freq")

    def _held(self, scope: Scope, query: tantivy.Query) -> Rows:
        found = self._found([(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))])
        return self._values("quote" if scope == "said" else "row", found)

    def _collect(self, clauses: list[tuple[tantivy.Occur, tantivy.Query]]) -> tuple[Rows, Scores]:
        found = self._found(clauses)
        return self._values("row", found), np.array([score for score, _ in found], np.float64)

    def _found(self, clauses: list[tuple[tantivy.Occur, tantivy.Query]]) -> list[tuple[float, Any]]:
        limit = max(1, self._searcher.num_docs)
        hits: list[tuple[float, Any]] = self._searcher.search(
            tantivy.Query.boolean_query(clauses), limit, count=False
        ).hits
        return hits

    def _values(self, field: str, found: list[tuple[float, Any]]) -> Rows:
        return np.array(self._searcher.fast_field_values(field, [address for _, address in found]), np.int64)

    def _mark(self) -> int:
        query = tantivy.Query.term_query(self._schema, "row", MARK)
        hits = self._searcher.search(query, 1).hits
        if not hits:
            raise StaleWords("the words carry no mark of the archive they were made from")
        (applied,) = self._searcher.fast_field_values("article", [hits[0][1]])
        return int(applied or 0)


Number = TypeVar("Number", int, Rows)


def quote_key(article: Number, number: Number) -> Number:
    """A quote's own number: in the order of articles and of the quotes in each."""
    return (article << 20) + number


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
        if not path.exists() or path.stat().st_size != size or ((whole or changing) and hash_of(path) != digest):
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
