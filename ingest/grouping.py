"""Loose articles into groups of copies, in memory, through an index from shingles to articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ingest.copies import COPY, Groups, shingles, words
from ingest.shingled import Pair, Shingled

_TEASER = 80  # words: a shorter text is a teaser, and its headline tells whose
_HEADLINE = 0.4  # of the shorter headline's word pairs shared: pair F1 on short items (benchmarks/RESULTS.md)
_DAYS = 3  # between two teasers of one story


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


def group_copies(articles: Iterable[Loose]) -> list[Grouped]:
    """The groups: copies of copies are one group. Of each article only its shingles are held."""
    bodies, teasers = Shingled(), _Teasers()
    count = 0
    for article in articles:
        bodies.add(shingles(article.text))
        if len(words(article.text)) < _TEASER:
            teasers.add(count, article)
        count += 1
    pairs = dict(bodies.pairs(COPY))
    for pair, share in teasers.pairs():
        pairs.setdefault(pair, share)
    groups, nearest = _joined(count, pairs), _nearest(pairs)
    return [Grouped(group, *nearest.get(n, (None, None))) for n, group in enumerate(groups)]


class _Teasers:
    """Texts too short to tell: copies where they stand under nearly the same headline, within days."""

    def __init__(self) -> None:
        self._headlines = Shingled()
        self._articles: list[tuple[int, date | None]] = []

    def add(self, article: int, teaser: Loose) -> None:
        self._headlines.add(shingles(teaser.title, length=2))
        self._articles.append((article, teaser.published))

    def pairs(self) -> Iterator[tuple[Pair, float]]:
        for (one, other), share in self._headlines.pairs(_HEADLINE):
            (earlier, day), (later, another) = self._articles[one], self._articles[other]
            if not day or not another or abs((day - another).days) <= _DAYS:
                yield (earlier, later), share


def _joined(count: int, pairs: Iterable[Pair]) -> list[int]:
    """The first member of each article's group."""
    groups = Groups()
    for pair in pairs:
        groups.join(*pair)
    return [groups.first(n) for n in range(count)]


def _nearest(pairs: Mapping[Pair, float]) -> dict[int, tuple[int, float]]:
    """For each article that is a copy, the earlier one that it shares most with."""
    nearest: dict[int, tuple[int, float]] = {}
    for (earlier, later), share in sorted(pairs.items()):
        if later not in nearest or share > nearest[later][1]:
            nearest[later] = earlier, share
    return nearest
