"""Holidays that English news names, and the eve of a day."""

from __future__ import annotations

from datetime import date

from ingest.dates.counting import spoken
from ingest.dates.moment import Moment, nearest, weekday_on_or_after
from ingest.dates.reading import Found, Reading, Rule, rule

_FIXED = {  # month and day
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year eve": (12, 31),
    "new year day": (1, 1),
    "valentine day": (2, 14),
    "valentines day": (2, 14),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "victory day": (5, 9),
}
_WEEKDAYS = {  # the weekday on or after a day of a month, as United States law sets them
    "thanksgiving": (11, 22, 3),
    "election day": (11, 2, 1),
    "labor day": (9, 1, 0),
    "memorial day": (5, 25, 0),
}


def rules() -> list[Rule]:
    """A holiday by name, and the eve of a day that follows."""
    return [
        rule(
            "holiday",
            "(?P<other>LAST|THIS|NEXT)? (?P<name>HOLIDAY YEAR_UNIT? (?: APOSTROPHE POSSESSIVE? )? (?:DAY|EVE)?)"
            " (?: COMMA? (?P<year>YEAR) )?",
            _holiday,
        ),
        rule("eve", "THE EVE (?= OF ) | THE DAY (?P<way> BEFORE|AFTER ) (?! YESTERDAY|TOMORROW )", _eve),
    ]


def _holiday(found: Found) -> Reading | None:
    name = " ".join(word for word in found.all("name") if word not in ("'", "’", "`", "s"))
    name = name if name in _FIXED | _WEEKDAYS else name.removesuffix(" day")
    if name not in _FIXED | _WEEKDAYS:
        return None
    if found.word("year"):
        return spoken(_day_of(name, int(found.word("year"))), None)
    moment = found.here and _day_beside(found.here, name, found.word("other"))
    return spoken(moment, "publication") if moment else _unspecified(name)


def _day_beside(here: date, name: str, other: str) -> Moment:
    """The one of this year or the years beside it: the nearest, or the latest or the coming one where so printed."""
    days = [_day_of(name, here.year + step) for step in (-1, 0, 1)]
    if other == "last":
        return max((moment for moment in days if moment.day < here), key=lambda moment: moment.day)
    if other == "next":
        return min((moment for moment in days if moment.day > here), key=lambda moment: moment.day)
    return days[1] if other == "this" else nearest(days, here)


def _day_of(name: str, year: int) -> Moment:
    if name in _FIXED:
        return Moment(date(year, *_FIXED[name]), "day")
    month, day, weekday = _WEEKDAYS[name]
    return Moment(weekday_on_or_after(date(year, month, day), weekday), "day")


def _unspecified(name: str) -> Reading:
    month, day = _FIXED.get(name, (0, 0))
    return Reading(
        f"XXXX-{month:02d}-{day:02d}" if month else f"XXXX-{_WEEKDAYS[name][0]:02d}-XX", "DATE", "publication"
    )


def _eve(found: Found) -> Reading | None:
    """Waits for the day that follows it: the joining of neighbours counts from there."""
    return Reading("", "DATE", "mention", days_from_next=1 if found.word("way") == "after" else -1)
