"""Which words of a statement another printing of it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

_WORD = re.compile(r"[㐀-鿿]|[^\W㐀-鿿]+(?:['’][^\W㐀-鿿]+)*")  # Han is written without spaces: each sign is a word
LONGEST = 2000  # words compared: difflib is quadratic at worst, and no quote is that long


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of the text; all its fragments join up to exactly it."""

    text: str
    differs: bool  # the other text does not have these words in this place


def differences(one: str, other: str) -> tuple[Fragment, ...]:
    """`one` in fragments, marked where `other` does not have the words.

    Case, spaces and punctuation are no difference: every outlet sets its own marks.

    >>> [f.text for f in differences("Talks have not yet failed.", '"Talks have failed"') if f.differs]
    ['not yet']
    """
    words = list(_WORD.finditer(one))
    shared = _shared([word[0].casefold() for word in words], [word.casefold() for word in _WORD.findall(other)])
    edges = [(words[run[0]].start(), words[run[-1]].end()) for run in _runs(len(words), shared)]
    return tuple(_cut(one, edges))


def _shared(words: list[str], others: list[str]) -> set[int]:
    """Positions in `words` of what both have, in the same order."""
    blocks = SequenceMatcher(None, words[:LONGEST], others[:LONGEST], autojunk=False).get_matching_blocks()
    return {block.a + step for block in blocks for step in range(block.size)}


def _runs(count: int, shared: set[int]) -> Iterator[list[int]]:
    """Positions that follow one another and are not shared."""
    for differs, run in groupby(range(count), lambda at: at not in shared):
        if differs:
            yield list(run)


def _cut(text: str, edges: list[tuple[int, int]]) -> Iterator[Fragment]:
    at = 0
    for start, end in edges:
        if start > at:
            yield Fragment(text[at:start], differs=False)
        yield Fragment(text[start:end], differs=True)
        at = end
    if at < len(text):
        yield Fragment(text[at:], differs=False)
