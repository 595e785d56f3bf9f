"""When two texts are copies: the words they share, whatever their lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from hashlib import blake2b
from struct import unpack

SHINGLE = 3  # words in a row: pair F1 on the hard near-copy set .981, with four .959 (benchmarks/RESULTS.md)
COPY = 0.5  # of the shorter text's shingles shared: best pair F1 on the hard near-copy set, 1 on the edited set
_SAMPLE = 16  # one shingle in so many is kept by `sample`

_HAN = r"\u2e80-\u2fdf\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")  # scripts without spaces: each character counts as a word
_PLAIN = re.compile("[a-z0-9]+")  # _TOKEN of a text that is all ASCII
_INVISIBLE = "\xad\u200b\u200c\u200d\u2060\ufeff"
_TYPOGRAPHY = "’“”‘–—…\xa0"  # what English has beside ASCII, no part of a word


def words(text: str) -> list[str]:
    """The words without case, marks and spaces.

    >>> words("Russia’s “strong  support” — 中国")
    ['russia', 's', 'strong', 'support', '中', '国']
    """
    if not text.isascii():
        for sign in _TYPOGRAPHY:
            text = text.replace(sign, " ")
        for sign in _INVISIBLE:
            text = text.replace(sign, "")
    return _PLAIN.findall(text.lower()) if text.isascii() else _TOKEN.findall(text.casefold())


def normal_words(text: str) -> str:
    """The key under which two paragraphs are the same words, however their marks, case and spaces differ."""
    return " ".join(words(text))


def shingles(text: str, *, length: int = SHINGLE) -> frozenset[int]:
    """Hashes of every `length` words in a row: signed 64 bits, the same on every machine; one for a shorter text."""
    tokens = words(text)
    grams = [" ".join(gram) for gram in zip(*(tokens[n:] for n in range(length)), strict=False)] or [" ".join(tokens)]
    hashes = b"".join([blake2b(gram.encode(), digest_size=8).digest() for gram in grams if gram])
    return frozenset(unpack(f">{len(hashes) // 8}q", hashes))


def sample(hashes: Iterable[int], *, one_in: int = _SAMPLE) -> frozenset[int]:
    """The same part of the shingles in every text, so that copies can be looked up by a few of them."""
    return frozenset(h for h in hashes if h % one_in == 0)


def containment(some: Set[int], others: Set[int]) -> float:
    """Shared shingles over those of the shorter text, 0..1: a cut of a longer text is contained in it whole."""
    shorter = min(len(some), len(others))
    return len(some & others) / shorter if shorter else 0.0


class Groups:
    """What is joined, directly or through others, by union-find; the first of a group stands for it."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def join(self, one: int, other: int) -> bool:
        """Whether they were apart."""
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low
        return low != high

    def are_apart(self, one: int, other: int) -> bool:
        return self.first(one) != self.first(other)

    def first(self, node: int) -> int:
        """The smallest that it is joined with, itself where it stands alone."""
        above = self._above
        while (up := above.setdefault(node, node)) != node:
            above[node] = node = above[up]
        return node
