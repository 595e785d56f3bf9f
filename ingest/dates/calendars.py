"""The words of a calendar, and what reads a date that is printed with them: what German, French and Russian share.

A language gives its words as patterns with all their forms; its own module says how it puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from ingest.dates.counting import day_of_month, from_publication, on_weekday, recurring, spoken
from ingest.dates.moment import SEASONS, Grain, Moment, half_moment, month_moment, quarter_moment, season_moment
from ingest.dates.reading import Anchor, Clock, Reading

YEAR = r"(?P<year>[12]\d{3})(?!\w|[.,]\d)"
Match = re.Match[str]
T = TypeVar("T")


@dataclass(frozen=True)
class Calendar:
    """Patterns of words, and readers of the groups that they stand in.

    `back`, `ahead` and `this` are groups of words like "last", "next" and "this"; `their_back` and so on stand beside
    another stretch: "in April of last year".
    """

    months: Sequence[str]  # from January
    weekdays: Sequence[str]  # from Monday
    seasons: Sequence[str]  # from spring
    ordinals: Sequence[str]  # "first" to "fourth"
    days: Mapping[str, int]  # days from publication: "yesterday"
    counts: Mapping[str, int]  # numbers in words
    units: Mapping[str, Grain]

    @cached_property
    def month(self) -> str:
        """A group of any month."""
        return _group("month", self.months)

    @cached_property
    def weekday(self) -> str:
        """A group of any weekday."""
        return _group("weekday", self.weekdays)

    @cached_property
    def season(self) -> str:
        """A group of any season."""
        return _group("season", self.seasons)

    @cached_property
    def ordinal(self) -> str:
        """A group of "first" to "fourth"."""
        return _group("ordinal", self.ordinals)

    @cached_property
    def count(self) -> str:
        """A group of any number in words or digits."""
        return _group("count", [*self.counts, r"\d{1,3}"])

    @cached_property
    def unit(self) -> str:
        """A group of any unit of time."""
        return _group("unit", list(self.units))

    @cached_property
    def around(self) -> str:
        """A group of any day around publication."""
        return _group("around", list(self.days))

    def read_day(self, match: Match, clock: Clock) -> Reading | None:
        """A day of a month, with its year or the nearest."""
        day, month = int(re.sub(r"\D", "", match["day"])), _which(match["month"], self.months) + 1
        return day_of_month(clock, month, day, _year(match, clock))

    def read_month(self, match: Match, clock: Clock) -> Reading | None:
        """A month, with its year or the one that is meant."""
        month = _which(match["month"], self.months) + 1
        return _stretch(match, clock, lambda year: month_moment(year, month), f"XXXX-{month:02d}")

    def read_quarter(self, match: Match, clock: Clock) -> Reading | None:
        """A quarter."""
        number = _which(match["ordinal"], self.ordinals) + 1
        return _stretch(match, clock, lambda year: quarter_moment(year, number), f"XXXX-Q{number}")

    def read_half(self, match: Match, clock: Clock) -> Reading | None:
        """The first or second half of a year."""
        number = _which(match["ordinal"], self.ordinals) + 1
        if number > 2:
            return None
        return _stretch(match, clock, lambda year: half_moment(year, number), f"XXXX-H{number}")

    def read_season(self, match: Match, clock: Clock) -> Reading | None:
        """A season."""
        season = SEASONS[_which(match["season"], self.seasons)]
        return _stretch(match, clock, lambda year: season_moment(year, season), f"XXXX-{season}")

    def read_around(self, match: Match, clock: Clock) -> Reading | None:
        """A day around publication."""
        return from_publication(clock, _value(match["around"], self.days), "day")

    def read_weekday(self, match: Match, clock: Clock) -> Reading | None:
        """The latest such day, or the next where that is printed."""
        side = _side(match)
        return on_weekday(clock, _which(match["weekday"], self.weekdays), None if side == "this" else side or None)

    def read_ago(self, match: Match, clock: Clock) -> Reading | None:
        """So many units before publication; one where no number is printed."""
        return self._counted(match, clock, -1)

    def read_ahead(self, match: Match, clock: Clock) -> Reading | None:
        """So many units after it."""
        return self._counted(match, clock, 1)

    def read_unit(self, match: Match, clock: Clock) -> Reading | None:
        """The unit before publication, the one that holds it, or the next; "this day" may be any."""
        unit, steps = _value(match["unit"], self.units), {"last": -1, "next": 1}
        return None if unit == "day" else from_publication(clock, steps.get(_side(match), 0), unit)

    def _counted(self, match: Match, clock: Clock, direction: int) -> Reading | None:
        printed = _printed(match, "count")
        count = int(printed) if printed.isdecimal() else _value(printed, self.counts) if printed else 1
        return from_publication(clock, direction * count, _value(match["unit"], self.units))


def read_year(match: Match, clock: Clock) -> Reading | None:
    """A year as printed."""
    return spoken(Moment(date(int(match["year"]), 1, 1), "year"), None)


def read_decade(match: Match, clock: Clock) -> Reading | None:
    """A decade; with two figures, one of the twentieth century, but that "00" is the latest."""
    printed = match["decade"]
    century = "" if len(printed) == 4 else "20" if printed == "00" else "19"
    return spoken(Moment(date(int(f"{century}{printed}"), 1, 1), "decade"), None)


def _group(name: str, patterns: Sequence[str]) -> str:
    return f"(?P<{name}>{'|'.join(patterns)})"


def _which(printed: str, patterns: Sequence[str]) -> int:
    """The place of the pattern that fits."""
    return next(place for place, pattern in enumerate(patterns) if re.fullmatch(pattern, printed, re.IGNORECASE))


def _value(printed: str, patterns: Mapping[str, T]) -> T:
    return list(patterns.values())[_which(printed, list(patterns))]


def _printed(match: Match, group: str) -> str:
    return (match[group] or "") if group in match.re.groupindex else ""


def _side(match: Match, of: str = "") -> Literal["last", "this", "next", ""]:
    if _printed(match, f"{of}back"):
        return "last"
    if _printed(match, f"{of}ahead"):
        return "next"
    return "this" if _printed(match, f"{of}this") else ""


def _year(match: Match, clock: Clock) -> int | None:
    """The year that is printed, or that "last year" beside it means."""
    if printed := _printed(match, "year"):
        return int(printed)
    if clock.here is None or not (side := _side(match, "their_")):
        return None
    return clock.here.year + {"last": -1, "this": 0, "next": 1}[side]


def _stretch(match: Match, clock: Clock, make: Callable[[int], Moment], unspecified: str) -> Reading:
    """A part of a year."""
    year = _year(match, clock)
    if year is not None:
        moment: Moment | None = make(year)
    else:
        moment = recurring(clock, _side(match), None, make)
    anchor: Anchor = None if _printed(match, "year") else "publication"
    return spoken(moment, anchor) or Reading(unspecified, "DATE", "publication")
