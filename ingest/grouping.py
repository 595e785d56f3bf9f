"""Loose articles into groups of copies, in memory, through an index from shingles to articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.copies import COPY, containment, shingles, words

_TEASER = 80  # words: a shorter text is a teaser, and its headline tells whose
_HEADLINE = 0.4  # of the shorter headline's word pairs shared: pair F1 on short items (benchmarks/RESULTS.md)
_DAYS = 3  # between two teasers of one story
_COMMON = 200  # articles that share a shingle; more is boilerplate, and looking at all their pairs would take for ever


@dataclass(frozen=True, slots=True)
class Loose:
    """An article outside any library, as far as grouping reads it."""

    title: str
    text: str
    published: date | None  # None: unknown, so near to any day


@dataclass(frozen=True, slots=True)
class Grouped:
    """Where an article went. Articles count from 0 in the order given."""

    group: int  # the first article of its group
    of: int | None  # the earlier article that it shares most with; None: it is the first
    containment: float | None  # of the shorter of the two texts; None: it is the first


def group_copies(articles: Sequence[Loose]) -> list[Grouped]:
    """The groups: copies of copies are one group."""
    pairs = dict(_copies([shingles(a.text) for a in articles]))
    for pair, shared in _same_headlines(articles):
        pairs.setdefault(pair, shared)
    groups = _joined(len(articles), pairs)
    nearest = _nearest(pairs)
    return [Grouped(group, *nearest.get(n, (None, None))) for n, group in enumerate(groups)]


Pair = tuple[int, int]  # the earlier article first


def _copies(bodies: Sequence[frozenset[int]]) -> Iterator[tuple[Pair, float]]:
    for earlier, later in _meeting(bodies):
        share = containment(bodies[earlier], bodies[later])
        if share >= COPY:
            yield (earlier, later), share


def _same_headlines(articles: Sequence[Loose]) -> Iterator[tuple[Pair, float]]:
    """Teasers of one story: a text too short to tell, under nearly the same headline, within days."""
    teasers = [n for n, article in enumerate(articles) if len(words(article.text)) < _TEASER]
    headlines = [shingles(articles[n].title, length=2) for n in teasers]
    for one, other in _meeting(headlines):
        pair = teasers[one], teasers[other]
        share = containment(headlines[one], headlines[other])
        if share >= _HEADLINE and _near(articles[pair[0]].published, articles[pair[1]].published):
            yield pair, share


def _near(one: date | None, other: date | None) -> bool:
    return not one or not other or abs((one - other).days) <= _DAYS


def _meeting(bodies: Sequence[frozenset[int]]) -> Iterator[Pair]:
    """Pairs that share at least one shingle which is not boilerplate."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for n, body in enumerate(bodies):
        met: Counter[int] = Counter()
        for shingle in body:
            met.update(holders[shingle])
            if len(holders[shingle]) < _COMMON:
                holders[shingle].append(n)
        yield from ((earlier, n) for earlier in met)


def _joined(count: int, pairs: Iterable[Pair]) -> list[int]:
    """The first member of each article's group, by union-find."""
    first = list(range(count))

    def root(n: int) -> int:
        while first[n] != n:
            first[n] = first[first[n]]
            n = first[n]
        return n

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(n) for n in range(count)]


def _nearest(pairs: Mapping[Pair, float]) -> dict[int, tuple[int, float]]:
    """For each article that is a copy, the earlier one that it shares most with."""
    nearest: dict[int, tuple[int, float]] = {}
    for (earlier, later), share in sorted(pairs.items()):
        if later not in nearest or share > nearest[later][1]:
            nearest[later] = earlier, share
    return nearest
