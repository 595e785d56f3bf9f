"""How far apart outlets are in what they wrote of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from desk.candidates import content_terms

LEAST = 5  # content words of an outlet: what says less shares or lacks words by chance


@dataclass(frozen=True, slots=True)
class Distance:
    """Of two outlets: the share of the shorter one's content words that the other does not have, 0..1."""

    mean: float  # over all pairs
    farthest: float
    pair: tuple[str, str]  # the two that are farthest apart


def distance(said: Mapping[str, Iterable[tuple[str, str]]]) -> Distance | None:
    """Between outlets, each with its texts and their languages; None: fewer than two say enough in one language.

    Against the shorter one, so that a cut of the other is no distance at all; words are compared as stems.

    >>> apart = {"a": [("The ferry sank in the harbour before the storm reached Port Selm at dawn.", "en")],
    ...          "b": [("The ferry sank in the harbour before the storm reached Port Selm.", "en")]}
    >>> distance(apart).mean
    0.0
    """
    terms: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for outlet, texts in said.items():
        for text, language in texts:
            terms[outlet, language] |= content_terms(text, language)
    pairs = [
        (1 - len(one & other) / min(len(one), len(other)), (first[0], second[0]))
        for (first, one), (second, other) in combinations(sorted(terms.items()), 2)
        if first[1] == second[1] and min(len(one), len(other)) >= LEAST
    ]
    if not pairs:
        return None
    farthest, pair = max(pairs, key=lambda one: (one[0], one[1]))
    return Distance(sum(apart for apart, _ in pairs) / len(pairs), farthest, pair)
