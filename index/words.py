"""Words: a tantivy index of the paragraphs, derived from the archive. Here it is read; words_writer.py writes it.

One document per paragraph and one per quote, of fields that hold analysed tokens with spaces between them. A document
of its own, the mark, carries the last change of the archive that the index knows, so both are committed together.

What a paragraph holds is asked of its text; how well it answers is counted over its title and text as one field (BM25F:
a word of the title that the text repeats counts once more, not twice over).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.clauses import Term
from index.common import Common, open_common
from index.words_manifest import VERIFIED_ON_OPEN, StaleWords, verify

TITLE_TIMES = 2  # that ranking reads a title before the text
# Words that ranking adds to each paragraph's length, so that a short one is not favoured for its shortness: tantivy's b
# of .75 acts as .26 on paragraphs of 70 words, .35 on those of 110, .46 on abstracts of 200 (docs/decisions.md).
FILLERS = 128
MARK = -1  # the mark's `row`; its `article` field holds the sequence number
_LAST = 2**62  # above any row
QUOTE = -2  # the `row` of every quote
Scope = Literal["text", "title", "said"]  # of a paragraph its text or its article's title; a quote's words
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scored:
    """Paragraphs and the BM25 of their titles and texts; every array has shape (rows,)."""

    rows: Rows
    bm25: Scores
    held: NDArray[np.bool_]  # by the text; else the title alone

    def only(self, kept: NDArray[np.bool_]) -> Scored:
        """Some of them."""
        return Scored(self.rows[kept], self.bm25[kept], self.held[kept])


class Words:
    """An opened index, as its last commit left it. Safe to use from several threads."""

    def __init__(self, index: tantivy.Index, common: Common | None) -> None:
        self._searcher = index.searcher()
        self._schema = index.schema
        self.common = common  # postings of common words; None: tantivy alone answers
        self._lengths: Scores | None = None
        self.applied = self._mark()  # the last change of the archive that is in it

    @classmethod
    def open(cls, folder: Path, *, writing: bool = False) -> Words:
        """The index in the folder. Raises StaleWords.

        `writing`: no other process writes, so what is not in the manifest is the trace of a crash and not of a commit
        that is just being made.
        """
        verify(folder, limit=VERIFIED_ON_OPEN, committed=writing)
        try:
            return cls(tantivy.Index.open(str(folder)), open_common(folder))
        except (ValueError, OSError) as error:
            raise StaleWords(f"{folder} cannot be opened: {error}") from error

    def search(self, terms: Sequence[Term]) -> Scored:
        """All paragraphs that hold one of the terms; of those of which the title alone does, some (see `titled`)."""
        if self.common and any(term in self.common for term in terms):
            return self._summed(terms, self.common)
        rows, bm25 = self._asked(terms)
        return Scored(rows, bm25, np.ones(len(rows), np.bool_))

    def _asked(self, terms: Sequence[Term], *more: tantivy.Query) -> tuple[Rows, Scores]:
        """The same from tantivy alone, of what satisfies `more` too."""
        held = tantivy.Query.boolean_query([(tantivy.Occur.Should, self._term(term)) for term in terms])
        musts = [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in (held, *more)]
        return self._collect([*musts, *self._ranked(terms)])

    def _summed(self, terms: Sequence[Term], common: Common) -> Scored:
        """The same, common words from their columns: BM25 is a sum over words."""
        scores, held = self._by_row(terms, common)
        rows = np.flatnonzero(scores > 0)
        if not self._has_later:
            return Scored(rows, scores[rows], held[rows])
        later, of_later = self._asked(terms, self._later(common.upto))
        return Scored(
            np.concatenate([rows, later]),
            np.concatenate([scores[rows], of_later]),
            np.concatenate([held[rows], np.ones(len(later), np.bool_)]),
        )

    def _by_row(self, terms: Sequence[Term], common: Common) -> tuple[Scores, NDArray[np.bool_]]:
        """BM25 of every row that is in the columns, title and text, and whether its text holds one of the terms."""
        scores, held = np.zeros(common.upto + 1, np.float32), np.zeros(common.upto + 1, np.bool_)
        for term in terms:
            if term in common:
                common.add(term.word, self._idf(term.word), self._long(common), scores, held)
        if rare := [term for term in terms if term not in common]:
            rows, more = self._collect(self._ranked(rare))
            older = (rows >= 0) & (rows <= common.upto)
            scores[rows[older]] += more[older]
            rows = self.with_terms("text", rare)
            held[rows[(rows >= 0) & (rows <= common.upto)]] = True
        return scores, held

    def _long(self, common: Common) -> Scores:
        if self._lengths is None:
            self._lengths = common.long(self._average_length)
        return self._lengths

    def _later(self, row: int) -> tantivy.Query:
        return tantivy.Query.range_query(self._schema, "row", tantivy.FieldType.Integer, row + 1, _LAST)

    @cached_property
    def _has_later(self) -> bool:
        """Whether paragraphs came since the common words were written."""
        return self.common is not None and bool(self._searcher.search(self._later(self.common.upto), 1).hits)

    def _idf(self, stem: str) -> float:
        count = self._searcher.doc_freq("ranked", stem)
        return math.log(1 + (self._documents - count + 0.5) / (count + 0.5))

    @cached_property
    def _explained(self) -> dict[str, float]:
        """What tantivy's BM25 is made of, by the letter that it explains it with: only so does it tell N and avgdl."""
        query = tantivy.Query.all_query()
        if self.common and self.common.stems:
            query = tantivy.Query.term_query(self._schema, "ranked", next(iter(self.common.stems)), "freq")
        ((_, address),) = self._searcher.search(query, 1).hits
        explained = json.loads(query.explain(self._searcher, address).to_json())
        facts = (fact for part in explained["details"] for fact in part.get("details", ()))
        return {fact["description"].partition(",")[0]: fact["value"] for fact in facts}

    @property
    def _documents(self) -> float:
        return self._explained["N"]

    @property
    def _average_length(self) -> float:
        return self._explained["avgdl"]

    def titled(self, terms: Sequence[Term], rows: Iterable[int]) -> tuple[Rows, Scores]:
        """Those of the rows whose title or text holds one of the terms, and their BM25: what `search` did not tell."""
        rows = np.asarray(list(rows), np.int64)
        if self.common and any(term in self.common for term in terms):
            rows = rows[rows > self.common.upto]
        if not len(rows):
            return rows, np.empty(0, np.float32)
        among = tantivy.Query.term_set_query(self._schema, "row", [int(row) for row in rows])
        held = tantivy.Query.boolean_query(self._ranked(terms))
        return self._collect(
            [(tantivy.Occur.Must, held), (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0))]
        )

    def telling(self, terms: Sequence[Term], most: int) -> tuple[Term, ...]:
        """The rarest of the terms, but none that a single document holds: that is where the passage stands itself."""
        held = {
            term: self._searcher.doc_freq("ranked" if term.field == "text" else "text_exact", term.word)
            for term in terms
        }
        shared = [term for term in terms if held[term] > 1]
        return tuple(sorted(shared, key=lambda term: (held[term], term))[:most])

    # What holds an operator's words in one scope: paragraphs by row, in "said" quotes by key.

    def with_terms(self, scope: Scope, terms: Sequence[Term]) -> Rows:
        """All that hold one of the terms."""
        if scope == "text" and self.common and any(term in self.common for term in terms):
            found = self._summed(terms, self.common)
            return found.rows[found.held]
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
        return self._values("row", found), np.array([score for score, _ in found], np.float32)

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
