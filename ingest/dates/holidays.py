"""Holidays: the day of each in a year, fixed, by a law of weekdays, or by the moon."""

from __future__ import annotations

from datetime import date, timedelta

from ingest.dates.lexicon import word_list
from ingest.dates.moment import weekday_on_or_after

FIXED = {  # month and day
    "new year day": (1, 1),
    "orthodox christmas": (1, 7),
    "australia day": (1, 26),
    "valentine day": (2, 14),
    "valentines day": (2, 14),
    "international women day": (3, 8),
    "women day": (3, 8),
    "st patrick day": (3, 17),
    "april fools day": (4, 1),
    "earth day": (4, 22),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "victory day": (5, 9),
    "europe day": (5, 9),
    "juneteenth": (6, 19),
    "canada day": (7, 1),
    "independence day": (7, 4),
    "bastille day": (7, 14),
    "german unity day": (10, 3),
    "halloween": (10, 31),
    "all saints day": (11, 1),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year eve": (12, 31),
}
_BY_LAW = {  # the weekday (Monday is 0) on or after a day of a month, as United States law sets them
    "martin luther king day": (1, 15, 0),
    "martin luther king jr day": (1, 15, 0),
    "presidents day": (2, 15, 0),
    "memorial day": (5, 25, 0),
    "labor day": (9, 1, 0),
    "columbus day": (10, 8, 0),
    "election day": (11, 2, 1),
    "thanksgiving": (11, 22, 3),
    "thanksgiving day": (11, 22, 3),
}
_FROM_EASTER = {  # days from the Sunday that western churches keep
    "shrove tuesday": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter day": 0,
    "easter monday": 1,
    "ascension day": 39,
    "whit monday": 50,
    "pentecost": 49,
}
NAMES = (*FIXED, *_BY_LAW, *_FROM_EASTER)
# "New Year's Day", "All Saints' Day": what is left out where names are compared
UNSAID = frozenset(word_list("' ’ ` s ."))


def day_of(name: str, year: int) -> date:
    """The day of a holiday in a year from 1583 on, when the calendar of today begins.

    >>> day_of("thanksgiving", 2024), day_of("good friday", 2025)
    (datetime.date(2024, 11, 28), datetime.date(2025, 4, 18))
    """
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    month, day, weekday = _BY_LAW[name]
    return weekday_on_or_after(date(year, month, day), weekday)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method that Meeus prints (Astronomical Algorithms, chapter 8).

    >>> easter(2024), easter(2038)
    (datetime.date(2024, 3, 31), datetime.date(2038, 4, 25))
    """
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)
