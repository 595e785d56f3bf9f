"""The days that matter: chosen by how much articles speak of them, each told in verbatim sentences.

Figures chosen on two sets of timelines made by hand; around each of them the result hardly moves
(benchmarks/timelines.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from desk.candidates import Candidate, Material
from desk.salience import fitness, weigh_terms
from desk.summary import Length, choose
from desk.tellings import Telling, Told
from ingest.copies import normal_words

Key = TypeVar("Key")

_REMEMBERED = 30  # days after which it no longer counts how long a day has been remembered
_OFF_THEME = 0.5  # what a sentence without a word of the query counts
_LENGTH = 0.6  # power of the length a sentence is charged with: a day wants shorter ones than a summary does
_BEFORE = timedelta(days=7)  # that a story may have begun before the first article about it
_FEWEST, _MOST = 3, 50  # days, where nobody asks for a number: fewer are no timeline, more are no choice
_OPENING = 5  # sentences of an article that may tell of the day it appeared on without naming it


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence and the article that it stands in."""

    telling: Telling
    sentence: Candidate


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day, what is told of it and by whom."""

    day: date
    published: int  # articles that appeared on it
    later: int  # articles that speak of it on a later day
    sentences: tuple[Source, ...]  # the best first
    sources: tuple[Source, ...]  # every sentence that names the day


@dataclass(slots=True)
class _Day:
    """A day while articles are read."""

    appeared: dict[str, float] = field(default_factory=dict)  # what an article opens with -> what it counts
    spoken: dict[tuple[date, str], float] = field(default_factory=dict)  # when it was spoken of, in which words
    published: list[Telling] = field(default_factory=list)
    later: int = 0
    named: list[tuple[Telling, Told]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Copies counted once. The sum is exact: the same in whatever order articles are read."""
        return math.fsum((*self.appeared.values(), *self.spoken.values()))

    @property
    def pool(self) -> list[tuple[Telling, Told]]:
        """Sentences that name the day; where none does, those that open the articles of the day and name no other."""
        opening = ((telling, one) for telling in self.published for one in telling.told[:_OPENING] if not one.days)
        return self.named or list(opening)


def days_that_matter(tellings: Sequence[Telling], *, days: int | None, sentences: int) -> tuple[ToldDay, ...]:
    """Days in order of time, with at most so many sentences for each; with no number of days, a knee decides.

    No day is chosen from after the last publication, nor from long before the first: of that, articles tell by chance.
    """
    found = _read_days(tellings)
    ranked = sorted(found, key=lambda day: (-found[day].weight, day))
    bend = knee([found[day].weight for day in ranked])
    wanted = min(max(_FEWEST, bend), _MOST) if days is None else days
    told = (_told(day, found[day], sentences) for day in sorted(ranked[:wanted]))
    return tuple(one for one in told if one.sentences)


def knee(falling: Sequence[float]) -> int:
    """How many of the falling values stand before the bend: the point farthest below the chord (Satopää 2011).

    >>> knee([90, 80, 75, 12, 10, 9, 8, 7])
    3
    """
    if len(falling) < 3 or falling[0] == falling[-1]:
        return len(falling)
    step = (falling[0] - falling[-1]) / (len(falling) - 1)
    below = [falling[0] - step * n - value for n, value in enumerate(falling)]
    return below.index(max(below))


def _read_days(tellings: Sequence[Telling]) -> dict[date, _Day]:
    """Every day that an article appeared on, or spoke of afterwards."""
    found: defaultdict[date, _Day] = defaultdict(_Day)
    for telling in tellings:
        _raise(found[telling.published].appeared, normal_words(telling.told[0].sentence.text), telling.share)
        found[telling.published].published.append(telling)
        for day, named in _named_days(telling).items():
            spoken = telling.published, normal_words(named[0].sentence.text)
            _raise(found[day].spoken, spoken, telling.share * _voice((telling.published - day).days))
            found[day].later += day < telling.published
            found[day].named += ((telling, one) for one in named)
    first = min((telling.published for telling in tellings), default=date.max)
    return {day: one for day, one in found.items() if first - day <= _BEFORE and one.pool}


def _raise(counted: dict[Key, float], key: Key, weight: float) -> None:
    counted[key] = max(weight, counted.get(key, 0))


def _named_days(telling: Telling) -> Mapping[date, list[Told]]:
    """The days up to publication that sentences name: what is only announced has not happened yet."""
    named: defaultdict[date, list[Told]] = defaultdict(list)
    for one in telling.told:
        for day in sorted(one.days):
            if day <= telling.published:
                named[day].append(one)
    return named


def _voice(days_later: int) -> float:
    """What speaking of a day counts: the more, the longer it has been remembered."""
    return 1 + math.log2(1 + min(days_later, _REMEMBERED)) / 2


def _told(day: date, found: _Day, sentences: int) -> ToldDay:
    sources = tuple(Source(telling, one.sentence) for telling, one in found.named)
    return ToldDay(day, len(found.published), found.later, _choose(day, found.pool, sentences), sources)


def _choose(day: date, pool: Sequence[tuple[Telling, Told]], sentences: int) -> tuple[Source, ...]:
    """The sentences that tell most of what all of them tell, each thing once."""
    tellings = list({id(telling): telling for telling, _ in pool}.values())
    number = {id(telling): n for n, telling in enumerate(tellings)}
    rated = [
        (replace(one.sentence, material=number[id(telling)]), _fitness(one, (telling.published - day).days))
        for telling, one in pool
    ]
    materials = [_untitled(telling.material) for telling in tellings]
    weights = weigh_terms(materials, [one for one, _ in rated])
    return tuple(
        Source(tellings[one.material], one) for one in choose(materials, rated, weights, Length(sentences=sentences))
    )


def _untitled(material: Material) -> Material:
    """The title of a later article is about a later day."""
    return replace(material, title="")


def _fitness(told: Told, days_later: int) -> float:
    """What its form makes of a sentence: short, on the theme, and told when it was known what had happened."""
    factor = fitness(told.sentence) / float(max(1, told.sentence.words) ** _LENGTH)
    return factor * math.sqrt(math.log2(2 + min(days_later, _REMEMBERED))) * (1 if told.on_theme else _OFF_THEME)
