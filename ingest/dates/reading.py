"""What the grammar hands to its readers, and what they hand back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ingest.article import MentionType
from ingest.dates.cues import Tense, tense_around
from ingest.dates.moment import Grain, Moment
from ingest.dates.tokens import Words, compile_pattern

Anchor = Literal["publication", "mention"] | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says."""

    value: str  # TIMEX3; "T22:00" of a time and "" of an eve wait for the day that stands beside them
    type: MentionType = "DATE"
    anchor: Anchor = None
    moment: Moment | None = None  # what later expressions can count from; None: nothing they could
    days_from_next: int | None = None  # for "the eve of": the day is counted from the day that is printed next


@dataclass(frozen=True, slots=True)
class Located:
    """A reading and the words that it covers, end exclusive."""

    start: int
    end: int
    reading: Reading


@dataclass(slots=True)
class Clock:
    """What relative expressions count from while one article is read from its beginning."""

    here: date | None  # the day of publication, or of the dateline where that is a little earlier; None: unknown
    spoken: dict[Grain, Moment] = field(default_factory=dict)  # the latest moment of each grain
    latest: Moment | None = None
    results: Moment | None = None  # the quarter or year that results are told of: what "a year ago" compares with

    def hear(self, moment: Moment) -> None:
        """A moment was spoken of."""
        self.spoken[moment.grain] = self.latest = moment
        if moment.grain == "quarter":
            self.results = moment

    def hear_results_of_year(self) -> None:
        """Results of a year, or of its first months, were spoken of."""
        self.results = Moment(self.here, "year") if self.here else None


@dataclass(frozen=True, slots=True)
class Found:
    """One match of a rule's pattern."""

    words: Words
    match: re.Match[str]
    clock: Clock

    def word(self, group: str) -> str:
        """The last word of a group in lower case; empty where the group took no part."""
        return self.words.word(self.match.end(group) - 1) if self._took_part(group) else ""

    def all(self, group: str) -> tuple[str, ...]:
        """Every word of a group in lower case."""
        return (
            tuple(self.words.word(index) for index in range(*self.match.span(group))) if self._took_part(group) else ()
        )

    def has_word(self, group: str, *words: str) -> bool:
        """Whether a group holds one of these words."""
        return not set(words).isdisjoint(self.all(group))

    def word_at(self, offset: int) -> str:
        """A word counted from the first of the match: 0 is the first, -1 the one before it."""
        return self.words.word(self.match.start() + offset)

    def printed_at(self, offset: int) -> str:
        """A word counted from the first of the match as printed; empty outside the paragraph."""
        index = self.match.start() + offset
        return self.words.matches[index][0] if 0 <= index < len(self.words.matches) else ""

    def word_after(self) -> str:
        """The word that follows the match."""
        return self.words.word(self.match.end())

    def month(self) -> str:
        """The name in the group `month`, without its dot."""
        return self.words.word(self.match.start("month"))

    def _took_part(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match[group] is not None

    def tense(self) -> Tense:
        """Whether the words around look back or ahead."""
        return tense_around(self.words, self.match.start(), self.match.end())

    @property
    def here(self) -> date | None:
        """The day that "today" is; None: unknown."""
        return self.clock.here


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over word classes and what reads its matches."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Found], Reading | None]  # None: no expression of time after all


def rule(name: str, pattern: str, read: Callable[[Found], Reading | None]) -> Rule:
    """A rule from a pattern over class names."""
    return Rule(name, re.compile(compile_pattern(pattern)), read)
