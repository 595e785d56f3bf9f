"""BM25 and fusion, as the reference engine counts them: every paragraph, one after the other."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from index.clauses import Term
from index.engine import Query, Why
from index.fusion import RECENT_HALF, RECENT_MOST, share_of
from index.words import FILLERS, TITLE_TIMES
from tests.contract.rows import Row

K1, B = 1.2, 0.75  # tantivy's
MARKS = 1  # the words index holds a document that is neither paragraph nor quote, and its statistics count it


def _norms() -> list[int]:
    """The lengths that Lucene and tantivy tell apart: SmallFloat with three bits of mantissa beyond 24."""
    small = [bits if bits < 8 else (bits & 7 | 8) << (bits >> 3) - 1 for bits in range(232)]
    return list(range(24)) + [24 + value for value in small]


NORMS = _norms()


def bm25_of(live: Sequence[Row], wanted: Sequence[Term]) -> Callable[[Row], float]:
    """The BM25 of a paragraph for the terms."""
    fields = _fields(live)
    return lambda row: sum(fields[term.field].bm25(row, term.word) for term in wanted)


def _fields(live: Sequence[Row]) -> dict[str, _Field]:
    return {
        "text": _Field(live, lambda row: row.title.stems * TITLE_TIMES + row.held.stems, FILLERS),
        "exact": _Field(live, lambda row: row.held.words, 0),
    }


def telling(live: Sequence[Row], wanted: Sequence[Term], most: int) -> tuple[Term, ...]:
    """The rarest of the terms that more than one paragraph holds."""
    fields = _fields(live)
    held = {term: fields[term.field].holding[term.word] for term in wanted}
    return tuple(sorted((term for term in wanted if held[term] > 1), key=lambda term: (held[term], term))[:most])


class _Field:
    """BM25 over one field, its lengths as coarse as tantivy keeps them."""

    def __init__(self, live: Sequence[Row], words: Callable[[Row], list[str]], fillers: int) -> None:
        self._counts = {row.row: Counter(words(row)) for row in live}
        self._fillers = fillers
        written = len(live) + sum(len(row.quotes) for row in live)  # a quote is a document of fillers
        self._documents = written + MARKS
        words_in_all = sum(counts.total() for counts in self._counts.values())
        self._average = (words_in_all + written * fillers) / self._documents
        self.holding = Counter(word for counts in self._counts.values() for word in counts)

    def bm25(self, row: Row, word: str) -> float:
        counts = self._counts[row.row]
        if not (often := counts[word]):
            return 0.0
        holding = self.holding[word]
        rarity = math.log(1 + (self._documents - holding + 0.5) / (holding + 0.5))
        length = NORMS[bisect_right(NORMS, counts.total() + self._fillers) - 1]
        return rarity * (1 + K1) * often / (often + K1 * (1 - B + B * length / self._average))


def fused(
    pool: Iterable[Row],
    bm25: Callable[[Row], float],
    cosine: dict[int, float],
    newest: date | None,
    query: Query,
    wanted: Sequence[Term],
) -> dict[int, Why]:
    """How each paragraph of the pool came to its rank."""
    rows = list(pool)
    scores = {row.row: bm25(row) for row in rows}
    cosines = {row.row: cosine[row.row] for row in rows if row.row in cosine}
    best_bm25, best_cosine = max(scores.values(), default=0.0), max(cosines.values(), default=None)
    return {
        row.row: Why(
            share=share_of(wanted) if cosines else 0.0,
            words=_of_best(scores[row.row], best_bm25),
            meaning=_of_best(cosines.get(row.row, 0.0), best_cosine or 0.0),
            recency=_recency(row, newest) if query.order == "recent" else 0.0,
            best_bm25=best_bm25,
            best_cosine=best_cosine,
            words_rank=_rank(scores, row.row) if scores[row.row] > 0 else None,
            meaning_rank=_rank(cosines, row.row) if row.row in cosines else None,
        )
        for row in rows
    }


def sum_of(why: Why) -> float:
    """What a paragraph is ranked by."""
    return why.share * why.meaning + (1 - why.share) * why.words + why.recency


def _of_best(value: float, best: float) -> float:
    return max(value, 0.0) / best if best > 0 else 0.0


def _rank(values: dict[int, float], row: int) -> int:
    return sum(value > values[row] + 1e-5 for value in values.values()) + 1


def _recency(row: Row, newest: date | None) -> float:
    if row.article.published is None or newest is None:
        return 0.0
    return RECENT_MOST * math.pow(0.5, (newest - row.article.published.day).days / RECENT_HALF)
