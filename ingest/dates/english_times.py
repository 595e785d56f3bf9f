"""English times of day: read as fragments and then joined to the day that is printed beside them.

A time keeps the day it is printed with, in the article's own time zone: nothing is converted, so no day ever slips.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.dates.counting import from_publication, spoken
from ingest.dates.lexicon import ONES, PART_LETTERS
from ingest.dates.reading import Found, Reading, Rule, rule

_ZONE = "(?: COMMA? ZONE | OPEN ZONE CLOSE | LOCAL TIME )"
_HOUR = "(?P<hour>CLOCK|SMALL|NUMBER|COUNT)"


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule("glued", f"(?P<glued>HOUR) (?P<zoned>{_ZONE})?", _hour),
        rule("hour", f"{_HOUR} (?P<half>AMPM) (?P<zoned>{_ZONE})?", _hour),
        rule("hour_of_part", "(?P<hour>SMALL|CLOCK) OCLOCK? (?:IN THE|AT) (?P<half>PART|NIGHT)", _hour),
        rule("hour_zone", f"(?P<hour>CLOCK|NUMBER|YEAR) OCLOCK? (?P<zoned>{_ZONE})", _hour),
        rule("noon", "(?P<name>NOON|MIDNIGHT)", _named_hour),
        rule("next_part", "THE (?:NEXT|FOLLOWING) (?P<part>PART|NIGHT)", _next_part),
        rule("this_part", "(?:LATE|LATER|EARLY|EARLIER)? THIS (?P<part>PART)", _this_part),
        rule("last_night", "(?:LATE|EARLY)? LAST (?P<part>NIGHT|PART) | TONIGHT", _last_night),
        rule("part", "(?:MID|LATE|EARLY)? HYPHEN? (?P<part>PART)", _part),
        rule("night", "(?<= (?:WEEKDAY|YESTERDAY|TOMORROW|SMALL)) (?P<part>NIGHT)", _part),
    ]


def _hour(found: Found) -> Reading | None:
    """As printed: T22:00, with Z where the zone is Greenwich's."""
    glued = found.word("glued").replace(".m", "m").rstrip(".")  # "6am", "8.15p.m."
    hour, minute = _clock(glued[:-2] or found.word("hour"))
    half = glued[-2:] or found.word("half")
    if hour is None or minute > 59 or hour > (12 if half else 24):
        return None
    if half[:1] in ("p", "a", "e", "n"):
        hour = hour % 12 + (12 if half[0] in "pen" or half == "afternoon" else 0)
    elif half:
        hour %= 12
    zone = "Z" if found.has_word("zoned", "gmt", "utc") else ""
    return _waiting(found, f"T{hour:02d}:{minute:02d}{zone}")


def _clock(word: str) -> tuple[int | None, int]:
    """Hour and minute of "10:35", "10.35", "0735" or "ten"."""
    if word in ONES:
        return ONES[word], 0
    hour, _, minute = word.replace(".", ":").partition(":")
    if not minute and len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if not hour.isdecimal() or len(hour) > 2:
        return None, 0
    return int(hour), int(minute[:2]) if minute[:2].isdecimal() else 0


def _named_hour(found: Found) -> Reading | None:
    """Noon and midnight, but not High Noon."""
    if found.word_at(-1) == "high":
        return None
    return _waiting(found, "T24:00" if found.word("name") == "midnight" else "T12:00")


def _this_part(found: Found) -> Reading | None:
    return _with_part(from_publication(found.clock, 0, "day"), found.word("part"))


def _next_part(found: Found) -> Reading | None:
    day = found.clock.spoken.get("day")
    return _with_part(spoken(day and day.shifted(1, "day"), "mention"), found.word("part"))


def _last_night(found: Found) -> Reading | None:
    if not found.word("part"):
        return _with_part(from_publication(found.clock, 0, "day"), "night")
    return _with_part(from_publication(found.clock, -1, "day"), found.word("part"))


def _part(found: Found) -> Reading | None:
    """A part of the day, but not "good evening"."""
    if found.word_at(-1) == "good":
        return None
    return _waiting(found, f"T{PART_LETTERS[found.word('part')]}")


def _waiting(found: Found, time: str) -> Reading:
    """A time that waits for its day: `joining` finds one beside it, else it is that of the day spoken of last."""
    return Reading(time, "TIME", moment=found.clock.spoken.get("day"))


def _with_part(day: Reading | None, part: str) -> Reading | None:
    return day and replace(day, value=f"{day.value}T{PART_LETTERS[part]}", type="TIME")
