"""Words: a tantivy index of the paragraphs, derived from the archive. Here it is read; words_writer.py writes it.

One document per paragraph, of three fields that hold analysed tokens with spaces between them. A document of its own,
the mark, carries the last change of the archive that the index knows, so both are committed together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.analyse import ANALYSER_VERSION
from index.engine import LibraryError
from index.query import Term

MANIFEST = "manifest.json"
FORMAT = 1
TITLE_WEIGHT = 0.5  # of a query word in the title against one in the text
VERIFIED_ON_OPEN = 64 << 20  # bytes: 0.1 s of hashing, the words of some 400,000 paragraphs; `index check` reads all
MARK = -1  # the mark's `row`; its `article` field holds the sequence number
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
        """All paragraphs that hold one of the terms, and their BM25 with their titles'; both shape (matches,)."""
        held = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(term)) for term in terms])
        return self._collect([(tantivy.Occur.Must, held), *self._titles(terms)])

    def titled(self, terms: Sequence[Term], rows: Iterable[int]) -> tuple[Rows, Scores]:
        """Those of the rows whose title holds one of the terms, and the BM25 of the title alone."""
        titles = tantivy.Query.boolean_query(self._titles(terms))
        among = tantivy.Query.term_set_query(self._schema, "row", [int(row) for row in rows])
        filter_ = tantivy.Query.const_score_query(among, 0.0)
        return self._collect([(tantivy.Occur.Must, titles), (tantivy.Occur.Must, filter_)])

    def holding(self, words: Sequence[str]) -> Rows:
        """All paragraphs that hold the words exactly so, one after the other."""
        if len(words) == 1:  # tantivy panics on a phrase of one word
            return self.with_term(Term("exact", words[0]))
        return self._rows(tantivy.Query.phrase_query(self._schema, "exact", list(words)))

    def with_term(self, term: Term) -> Rows:
        """All paragraphs that hold the term."""
        return self._rows(self._term(term))

    def all_rows(self) -> Rows:
        """Every paragraph in the index."""
        rows = self._rows(tantivy.Query.all_query())
        paragraphs: Rows = rows[rows != MARK]
        return paragraphs

    def _titles(self, terms: Sequence[Term]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        stems = [term.word for term in terms if term.field == "text"]
        queries = (tantivy.Query.term_query(self._schema, "title", stem, "freq") for stem in stems)
        return [(tantivy.Occur.Should, tantivy.Query.boost_query(query, TITLE_WEIGHT)) for query in queries]

    def _term(self, term: Term) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, term.field, term.word, "freq")

    def _rows(self, query: tantivy.Query) -> Rows:
        return self._collect([(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))])[0]

    def _collect(self, clauses: list[tuple[tantivy.Occur, tantivy.Query]]) -> tuple[Rows, Scores]:
        limit = max(1, self._searcher.num_docs)
        found: list[tuple[float, Any]] = self._searcher.search(
            tantivy.Query.boolean_query(clauses), limit, count=False
        ).hits
        addresses = [address for _, address in found]
        rows = np.array(self._searcher.fast_field_values("row", addresses), np.int64)
        return rows, np.array([score for score, _ in found], np.float64)

    def _mark(self) -> int:
        query = tantivy.Query.term_query(self._schema, "row", MARK)
        hits = self._searcher.search(query, 1).hits
        if not hits:
            raise StaleWords("the words carry no mark of the archive they were made from")
        (applied,) = self._searcher.fast_field_values("article", [hits[0][1]])
        return int(applied or 0)


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
