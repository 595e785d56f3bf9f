"""English days: a day of a month, in words or figures."""

from __future__ import annotations

from datetime import timedelta

from ingest.dates.counting import day_of_month, spoken
from ingest.dates.english_months import ANY_MONTH, NAMED_MONTH, UP_TO, year_printed
from ingest.dates.english_years import COUNTS, OTHER_YEAR, year_beside
from ingest.dates.lexicon import MONTH_NUMBER
from ingest.dates.moment import Moment, day_moment, nearest
from ingest.dates.numbers import read_ordinal
from ingest.dates.reading import Found, Reading, Rule, rule

_WEEKDAY = "(?: (?:WEEKDAY|MAYBE_WEEKDAY) DOT? COMMA? )?"
_BEHIND = timedelta(days=31)  # words that look ahead so long after a day mean next year's
_FAR = timedelta(days=120)  # a past tense so far before its day means last year's
_AFTER_DATE = ("", ".", ",", ";", ")", "in", "at", "for", "by", "to", "with", "when", "as")


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule("iso", "ISO", _iso),
        rule("numeric", "NUMERIC", _numeric),
        rule(
            "month_day",
            f"{_WEEKDAY} (?P<other>LAST|NEXT|THIS)? {NAMED_MONTH} THE? (?P<day>SMALL|ORDINAL|SECOND)"
            f"(?: COMMA? (?P<year>YEAR) | {OTHER_YEAR.replace('other', 'beside')} |"
            f" (?= {UP_TO} (?: (?P<until>{ANY_MONTH}) DOT?)? SMALL COMMA (?P<shared>YEAR) ) )?",
            _month_day,
        ),
        rule(
            "range_start",
            f"(?P<day>SMALL) (?= {UP_TO} SMALL OF? (?P<month>{ANY_MONTH}) DOT? (?: COMMA? (?P<year>YEAR) )? )",
            _month_day,
        ),
        rule(
            "day_month",
            f"{_WEEKDAY} THE? (?P<day>SMALL|ORDINAL|SECOND) (?:OF|HYPHEN)? {NAMED_MONTH}"
            f"(?: (?:COMMA|HYPHEN)? (?P<year>YEAR) | {OTHER_YEAR} |"
            f" (?= {UP_TO} SMALL (?P<until>{ANY_MONTH}) DOT? COMMA? (?P<shared>YEAR) ) )?",
            _month_day,
        ),
        rule(
            "range_end",
            f"(?: (?<= {ANY_MONTH} SMALL {UP_TO}) | (?<= SHORT_MONTH DOT SMALL {UP_TO}) )"
            " (?P<day>SMALL) (?: COMMA (?P<year>YEAR) )?",
            _range_end,
        ),
        rule("bare_day", "(?<=ON) THE (?P<day>ORDINAL) (?= COMMA|DOT )", _bare_day),
    ]


def _iso(found: Found) -> Reading | None:
    text = found.word_at(0).upper()
    day = day_moment(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if day is None or len(text) == 10:
        return spoken(day, None)
    return Reading(text, "TIME", None, day)


def _numeric(found: Found) -> Reading | None:
    """31.01.2024 is day first; 7/8/2007 is month first, as American news prints it, unless there is no such month."""
    text = found.word_at(0)
    first, second, year = (int(part) for part in text.replace("/", ".").split("."))
    year += 0 if year > 99 else 1900 if year > 68 else 2000  # POSIX: 69..99 are the last century's
    day_first, month_first = day_moment(year, second, first), day_moment(year, first, second)
    return spoken((month_first or day_first) if "/" in text else day_first, None)


def _month_day(found: Found) -> Reading | None:
    month, day = MONTH_NUMBER[found.month()], read_ordinal(found.word("day"))
    return read_month_day(found, month, day)


def read_month_day(found: Found, month: int, day: int) -> Reading | None:
    """A day of a month with the year that is printed, else the year that puts it nearest to publication."""
    if printed := year_printed(found, month):
        return spoken(day_moment(printed, month, day), None)
    year = year_beside(found, "beside") or (year_beside(found) if found.word("other") != "last" else None)
    if year:
        return spoken(day_moment(year, month, day), "publication")
    reading = day_of_month(found.clock, month, day, None)
    moment = reading and reading.moment
    if moment and found.here and _looks_back(found, moment.day - found.here):
        return spoken(day_moment(moment.day.year - 1, month, day), "publication")
    if moment and found.here and found.here - moment.day > _BEHIND and found.tense() == "future":
        return spoken(day_moment(moment.day.year + 1, month, day), "publication")
    return reading


def _looks_back(found: Found, ahead: timedelta) -> bool:
    """Whether a day ahead contradicts the words: "the year ended Jan. 31", and a past tense far from its day."""
    return (ahead.days > 0 and found.word_at(-1) == "ended") or (ahead > _FAR and found.tense() == "past")


def _range_end(found: Found) -> Reading | None:
    """The second day of "June 3 to 5"; in "on June 3 and 20 people" it is a count of something."""
    counts = found.word_after() in ("-", "/", *COUNTS) or found.words.word(found.match.end() + 1) in COUNTS
    if counts or (found.word_at(-1) == "and" and found.word_after() not in _AFTER_DATE and not found.word("year")):
        return None
    month = found.word_at(-4) if found.word_at(-3) == "." else found.word_at(-3)
    return read_month_day(found, MONTH_NUMBER[month], int(found.word("day")))


def _bare_day(found: Found) -> Reading | None:
    """ "On the 14th," is the day nearest to publication; a 14th floor or a 14th time is none."""
    day = read_ordinal(found.word("day"))
    if not found.printed_at(1)[0].isdecimal() or day > 31:
        return None
    if found.here is None:
        return Reading(f"XXXX-XX-{day:02d}", "DATE", "publication")
    months = [Moment(found.here.replace(day=15), "month").shifted(step, "month") for step in (-1, 0, 1)]
    days = [day_moment(month.day.year, month.day.month, day) for month in months if month]
    candidates = [moment for moment in days if moment]
    return spoken(nearest(candidates, found.here), "publication") if candidates else None
