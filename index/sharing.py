"""Paragraphs that share runs of words with a text, however it was cut or altered elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from index.analyse import is_stop_word, tokens
from index.columns import Columns, Ints, Mask
from index.fusion import Floats
from index.words import Words

RUN = 3  # words: one altered word leaves the runs on both sides of it
SHORT = 12  # words: a shorter text is asked for pairs too, for one altered word may leave it no run of three
MOST = 32  # runs asked for, spread over the text: each costs a look-up

Run = tuple[str, ...]


def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of words by which a text is looked for.

    >>> runs_of("the talks have failed")
    (('the', 'talks', 'have'), ('talks', 'have', 'failed'), ('the', 'talks'), ('talks', 'have'), ('have', 'failed'))
    """
    words = [token.word for token in tokens(text)]
    if len(words) < RUN:
        return (tuple(words),) if words else ()
    runs = list(dict.fromkeys(_runs(words, RUN)))
    chosen = [runs[at * len(runs) // MOST] for at in range(MOST)] if len(runs) > MOST else runs
    if len(words) < SHORT:
        chosen += dict.fromkeys(pair for pair in _runs(words, 2) if not all(map(is_stop_word, pair)))
    return tuple(chosen)


def rarity(paragraphs: int, holding: int) -> float:
    """What it says that a run is shared: the fewer paragraphs hold it, the more."""
    return float(np.log1p(paragraphs / holding)) if holding else 0.0


def best_sharing(runs: Sequence[Run], words: Words, columns: Columns, passing: Mask, limit: int) -> tuple[Ints, Floats]:
    """Places of the paragraphs that share most, the rarer the run the more it counts; of equals the first received."""
    shared = np.zeros(len(columns.row))
    for run in runs:
        places = columns.places(words.with_phrase("text", run))
        shared[places] += rarity(len(columns.row), len(places))
    found = np.flatnonzero((shared > 0) & passing)
    order = np.lexsort((columns.row[found], -shared[found].round(6)))[:limit]
    return found[order], shared[found[order]]


def _runs(words: Sequence[str], length: int) -> Iterator[Run]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
