"""Holidays that English news names, and the eve of a day."""

from __future__ import annotations

from datetime import date

from ingest.dates.counting import spoken
from ingest.dates.holidays import FIXED, NAMES, UNSAID, day_of
from ingest.dates.lexicon import WORDS
from ingest.dates.moment import Moment, nearest
from ingest.dates.reading import Found, Reading, Rule, rule

_AFTER_WORD = "(?: DOT | APOSTROPHE )? POSSESSIVE?"  # "St.", "Valentine's", "Saints'"
_CLOSED = frozenset(("", ".", ",", ";", ":", ")"))  # what ends "the day before" where no day follows


def rules() -> list[Rule]:
    """The longest names first, then the eve of a day that follows."""
    shapes = sorted({_shape(name) for name in NAMES}, key=lambda shape: -len(shape))
    names = [
        rule(f"holiday_{n}", f"(?P<other>LAST|THIS|NEXT)? (?P<name>{shape}) (?: COMMA? (?P<year>YEAR) )?", _holiday)
        for n, shape in enumerate(map(" ".join, shapes))
    ]
    return [
        *names,
        rule("eve", "THE EVE (?= OF ) | THE DAY (?P<way> BEFORE|AFTER ) (?! YESTERDAY|TOMORROW )", _eve),
    ]


def _shape(name: str) -> tuple[str, ...]:
    """The classes of a name's words, with what may be printed after each."""
    return tuple(f"{WORDS[word.title()]} {_AFTER_WORD}" for word in name.split())


def _holiday(found: Found) -> Reading | None:
    name = " ".join(word for word in found.all("name") if word not in UNSAID)
    if name not in NAMES:
        return None
    if found.word("year"):
        return spoken(Moment(day_of(name, int(found.word("year"))), "day"), None)
    moment = found.here and _day_beside(found.here, name, found.word("other"))
    return spoken(moment, "publication") if moment else _unspecified(name)


def _day_beside(here: date, name: str, other: str) -> Moment:
    """The one of this year or the years beside it: the nearest, or the latest or the coming one where so printed."""
    days = [Moment(day_of(name, here.year + step), "day") for step in (-1, 0, 1)]
    if other == "last":
        return max((moment for moment in days if moment.day < here), key=lambda moment: moment.day)
    if other == "next":
        return min((moment for moment in days if moment.day > here), key=lambda moment: moment.day)
    return days[1] if other == "this" else nearest(days, here)


def _unspecified(name: str) -> Reading:
    """Without a year: a fixed day of any year, or a day that only the year would tell."""
    month, day = FIXED.get(name, (0, 0))
    return Reading(f"XXXX-{month:02d}-{day:02d}" if month else "XXXX-XX-XX", "DATE", "publication")


def _eve(found: Found) -> Reading | None:
    """Waits for the day that follows it: the joining of neighbours counts from there.

    Where nothing follows it counts from the day spoken of last: "He died on 4 May. The day before, he had written."
    """
    step = 1 if found.word("way") == "after" else -1
    if found.word("way") and found.word_after() in _CLOSED:
        last = found.clock.spoken.get("day")
        return spoken(last and last.shifted(step, "day"), "mention")
    return Reading("", "DATE", "mention", days_from_next=step)
