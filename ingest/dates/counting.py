"""Counting from the day of publication: what every language shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from ingest.dates.cues import Tense
from ingest.dates.moment import (
    UNSPECIFIED,
    Grain,
    Moment,
    day_moment,
    nearest,
    weekday_after,
    weekday_on_or_before,
)
from ingest.dates.reading import Anchor, Clock, Reading

_SOON = timedelta(days=70)  # without a cue, what is so near ahead is meant rather than what is ten months back
_NEXT = timedelta(days=31)  # even with a cue for the past: eleven months back would be printed as "last"


def spoken(moment: Moment | None, anchor: Anchor) -> Reading | None:
    """A date at the moment's own grain."""
    return None if moment is None else Reading(moment.value, "DATE", anchor, moment)


def from_publication(clock: Clock, count: int, grain: Grain) -> Reading | None:
    """`count` of `grain` from the day of publication; underspecified where that is unknown."""
    if clock.here is None:
        return Reading(UNSPECIFIED[grain], "DATE", "publication")
    return spoken(Moment(clock.here, grain).shifted(count, grain), "publication")


def nearest_year(clock: Clock, make: Callable[[int], Moment | None]) -> Moment | None:
    """Of last year's, this year's and next year's, the one nearest to publication; None: no such, or no publication."""
    if clock.here is None:
        return None
    years = range(clock.here.year - 1, clock.here.year + 2)
    candidates = [moment for year in years if (moment := make(year)) is not None]
    return nearest(candidates, clock.here) if candidates else None


def recurring(clock: Clock, which: str, tense: Tense, make: Callable[[int], Moment]) -> Moment | None:
    """A month, quarter or season without its year; None: publication is unknown.

    `which` is what is printed before it: "last", "this", "next" or nothing. Then it is the coming one where the words
    look ahead or it is near, else the latest that has begun.
    """
    if clock.here is None:
        return None
    here, year = clock.here, clock.here.year
    stretches = [make(year + step) for step in (-2, -1, 0, 1, 2)]
    over = [stretch for stretch in stretches if _is_over(stretch, here)]
    ahead = [stretch for stretch in stretches if stretch.day > here]
    current = [stretch for stretch in stretches if stretch not in over and stretch not in ahead]
    match which:
        case "last" | "past":
            return over[-1]
        case "next":
            return ahead[0]
        case "this":
            return (current or [make(year)])[0]
    near = ahead[0].day - here < (_SOON if tense is None else _NEXT)
    return (current or ahead)[0] if tense == "future" or near else (over + current)[-1]


def _is_over(moment: Moment, here: date) -> bool:
    following = moment.shifted(1, moment.grain)
    return following is not None and following.day <= here


def on_weekday(clock: Clock, weekday: int, which: Literal["last", "next"] | None) -> Reading | None:
    """The latest such day, that of publication included; the one before today or the next one where so printed."""
    if clock.here is None:
        return Reading(f"XXXX-WXX-{weekday + 1}", "DATE", "publication")
    if which == "next":
        return spoken(Moment(weekday_after(clock.here, weekday), "day"), "publication")
    latest = clock.here - timedelta(days=1) if which == "last" else clock.here
    return spoken(Moment(weekday_on_or_before(latest, weekday), "day"), "publication")


def day_of_month(clock: Clock, month: int, day: int, year: int | None) -> Reading | None:
    """A day with the year that is printed, else with the year that puts it nearest to publication."""
    if year is not None:
        return spoken(day_moment(year, month, day), None)
    if day_moment(2000, month, day) is None:  # a leap year: it has every day that any year has
        return None
    moment = nearest_year(clock, lambda year: day_moment(year, month, day))
    return spoken(moment, "publication") or Reading(f"XXXX-{month:02d}-{day:02d}", "DATE", "publication")
