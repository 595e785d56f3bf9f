"""The postings of common words as columns, mapped into memory.

Of a word that 100,000 paragraphs hold, tantivy hands out as many Python objects, which takes longer than all the rest
of an answer. Only a shortcut: rarer words and later paragraphs are asked of tantivy, and the sum is what it would give.
"""

from __future__ import annotations

import json
import secrets
from array import array
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.clauses import Term

COMMON = 2_000  # paragraphs with the word: tantivy gives so many in a millisecond
FROM = 50_000  # paragraphs: in a smaller archive no word is common enough to matter
NAMES = "common.json"
K1, B = 1.2, 0.75  # tantivy's
_HELD = 128  # bit of a weight: the text itself holds the word; the others are how often the ranked words do

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Common:
    """Rows are sorted within each stem; arrays have shape (postings,), `length` has shape (upto + 1,)."""

    upto: int  # the highest row that is in it
    stems: dict[str, tuple[int, int]]  # where the postings of each begin and end
    row: NDArray[np.int32]
    weight: NDArray[np.uint8]
    length: NDArray[np.uint16]  # ranked words of each row

    def __contains__(self, term: Term) -> bool:
        """Whether the term is one of the common words."""
        return term.field == "text" and term.word in self.stems

    def add(self, stem: str, idf: float, long: Scores, scores: Scores, held: NDArray[np.bool_]) -> None:
        """Add a stem's BM25 to the scores of its rows, and mark those whose text holds it; `long` is of each row."""
        postings = slice(*self.stems[stem])
        row, weight = self.row[postings].astype(np.intp), self.weight[postings]
        times = (weight & ~np.uint8(_HELD)).astype(np.float32)
        scores[row] += np.float32(idf * (K1 + 1)) * times / (times + long.take(row))
        held[row] |= weight >= _HELD  # of the rows that pass no list is made: that would take three times as long

    def long(self, average: float) -> Scores:
        """What each row's length weighs in BM25, beside the average length."""
        apart = _STEPS[np.searchsorted(_STEPS, np.arange(1 << 16), side="right") - 1]
        return (np.float32(K1 * B / average) * apart + np.float32(K1 * (1 - B)))[self.length]


class Gathering:
    """What a pass over the paragraphs finds, to be written down."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._stem, self._row, self._weight = array("i"), array("i"), array("B")
        self._rows, self._lengths = array("i"), array("H")

    def add(self, row: int, ranked: list[str], text: list[str], fillers: int) -> None:
        """One paragraph: the words that ranking counts, with so many fillers beside them, and those of its text."""
        held = set(text)
        for stem, times in Counter(ranked).items():
            self._stem.append(self._numbers.setdefault(stem, len(self._numbers)))
            self._row.append(row)
            self._weight.append(min(times, _HELD - 1) | (_HELD if stem in held else 0))
        self._rows.append(row)
        self._lengths.append(min(len(ranked) + fillers, 65_535))

    def write(self, folder: Path) -> None:
        """Write the common ones into the folder of the words, where there are paragraphs enough."""
        if len(self._rows) < FROM:
            return
        stem, row = np.frombuffer(self._stem, np.int32), np.frombuffer(self._row, np.int32)
        count = np.bincount(stem, minlength=len(self._numbers))
        kept = np.flatnonzero(count[stem] >= COMMON)
        kept = kept[np.lexsort((row[kept], stem[kept]))]
        rows = np.frombuffer(self._rows, np.int32)
        length = np.zeros(int(rows.max()) + 1, np.uint16)
        length[rows] = np.frombuffer(self._lengths, np.uint16)
        ends = np.cumsum(np.where(count >= COMMON, count, 0))
        stems = {s: (int(ends[n] - count[n]), int(ends[n])) for s, n in self._numbers.items() if count[n] >= COMMON}
        _write(folder, stems, row=row[kept], weight=np.frombuffer(self._weight, np.uint8)[kept], length=length)


def open_common(folder: Path) -> Common | None:
    """What the folder has; None: nothing, and tantivy is asked for every word."""
    if not (folder / NAMES).exists():
        return None
    names: dict[str, Any] = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    # asarray: the same mapped bytes; np.memmap takes ten times as long at every slice.
    row, weight, length = (
        np.asarray(np.load(folder / names[part], mmap_mode="r")) for part in ("row", "weight", "length")
    )
    stems = {stem: (start, end) for stem, (start, end) in names["stems"].items()}
    return Common(len(length) - 1, stems, row, weight, length)


def forget_common(folder: Path) -> None:
    """Leave every word to tantivy."""
    (folder / NAMES).unlink(missing_ok=True)


def _write(folder: Path, stems: dict[str, tuple[int, int]], **arrays: NDArray[Any]) -> None:
    stamp = secrets.token_hex(4)  # files never change: a new one has a new name
    names = {part: f"common-{part}-{stamp}.npy" for part in arrays}
    for part, values in arrays.items():
        np.save(folder / names[part], values)
    old = set(folder.glob("common-*.npy")) - {folder / name for name in names.values()}
    (folder / NAMES).write_text(json.dumps(names | {"stems": stems}, ensure_ascii=False), encoding="utf-8")
    for path in old:
        path.unlink(missing_ok=True)


def _steps() -> NDArray[np.float32]:
    """The lengths that tantivy tells apart, as Lucene does: 24 one by one, then SmallFloat, three bits of mantissa."""
    small = [bits if bits < 8 else (bits & 7 | 8) << (bits >> 3) - 1 for bits in range(232)]
    return np.array([*range(24), *(24 + value for value in small)], np.float32)


_STEPS = _steps()
