"""The day of publication: only from what was received, never by default, never in the future."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate

from ingest.article import DateEvidence, Precision, Published
from ingest.received import DateGiven

Day = tuple[date, Precision]

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "january jan января январь янв", "february feb февраля февраль фев", "march mar марта март мар",
            "april apr апреля апрель апр", "may мая май", "june jun июня июнь июн", "july jul июля июль июл",
            "august aug августа август авг", "september sep sept сентября сентябрь сен",
            "october oct октября октябрь окт",
            "november nov ноября ноябрь ноя", "december dec декабря декабрь дек",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d)|(?![-/.]?\d))")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d\d)?Z?)?$")
_YEAR = re.compile(r"(\d{4})$")
_HAN_DAY = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")  # day first wherever dots are used
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")  # day or month first: only where one of them is over 12
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+([^\W\d_]+)\.?,?[\s-]+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?,?\s+(\d{4})$")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d(?:[/-]\d{1,2}[/-]\d{1,2}|\d{4}))(?=/)")  # "/2024/01/31/", "/20240131/"
_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?$|(\d{13})$")  # since 1970, or milliseconds
_NO_DATE = re.compile(r"1970-01-01[T ]00:00(?::00)?")  # what a missing date becomes when it is stored as a number
_WEEKDAYS = """
    mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday
    понедельник вторник среда четверг пятница суббота воскресенье года
"""
_DATE_WORDS = frozenset((*_MONTHS, *_WEEKDAYS.split()))
_PARTS: dict[Precision, int] = {"year": 1, "month": 2, "day": 3}  # of a date that a precision says
_DATELINE = 40  # characters in a line that is only a date
_LONGEST = 100  # characters of a date as anybody writes it; the rest of a longer cell is not looked at
_OLDEST = 1450  # no newspaper is older than the press
_FIRST_ZONE = timezone(timedelta(hours=14))  # Pacific/Kiritimati: no day has begun that has not begun there


def weigh(dates: Iterable[DateGiven], today: date | None = None) -> tuple[DateEvidence, ...]:
    """Each date with what it says, or why it is not believed; `today` is the latest day that has begun anywhere."""
    latest = today or datetime.now(_FIRST_ZONE).date()
    return tuple(_weighed(given, latest) for given in dates)


def choose_published(evidence: Iterable[DateEvidence]) -> Published | None:
    """The first day that is believed, or None."""
    for one in evidence:
        if one.day and one.precision:
            return Published(one.day, one.precision, one.place)
    return None


def conflicts(evidence: Iterable[DateEvidence]) -> tuple[DateEvidence, ...]:
    """What is believed and says another day than the one that was chosen; a month that holds the day agrees."""
    believed = [one for one in evidence if one.day]
    return tuple(one for one in believed[1:] if not _agree(believed[0], one))


def why_undated(evidence: Iterable[DateEvidence]) -> str | None:
    """Why no date was believed; None where one was, or where none was given."""
    evidence = tuple(evidence)
    if any(one.day for one in evidence):
        return None
    return "; ".join(f"{one.place}: {one.value!r} {one.doubt}" for one in evidence) or None


def dates_in(url: str | None) -> tuple[DateGiven, ...]:
    """The day that news sites write into their addresses, in parts of the path that are nothing but a date.

    >>> [given.value for given in dates_in("https://news.example/world/2024/01/31/talks")]
    ['2024/01/31']
    """
    found = _IN_ADDRESS.search(url or "")
    return (DateGiven(found[1], "date in the address"),) if found else ()


def _weighed(given: DateGiven, latest: date) -> DateEvidence:
    day = read_day(given.value)
    doubt = given.doubt
    if day is None:
        doubt = "cannot be read as one day"
    elif day[0] > latest:
        doubt = "is in the future"
    said, precision = (None, None) if doubt or day is None else day
    return DateEvidence(given.value[:_LONGEST], given.evidence, given.span, said, precision, doubt)


def _agree(one: DateEvidence, other: DateEvidence) -> bool:
    """They say the same as far as the coarser of them goes."""
    parts = min(_PARTS[one.precision or "year"], _PARTS[other.precision or "year"])
    return (one.day or date.min).timetuple()[:parts] == (other.day or date.min).timetuple()[:parts]


def read_day(value: str) -> Day | None:
    """The day as written, whatever the time of day and its zone; None for what is no date or reads two ways.

    >>> read_day("2026-08-21 16:00:54-04:00"), read_day("31 января 2024 г."), read_day("04/05/2024")
    ((datetime.date(2026, 8, 21), 'day'), (datetime.date(2024, 1, 31), 'day'), None)
    """
    value = value[:_LONGEST].strip(" \t\r\n[]()")
    if _NO_DATE.match(value):
        return None
    found = (_day(*parts) for read in (_numeric, _named, _mail, _epoch) if (parts := read(value)))
    return next(filter(None, found), None)


def is_only_a_day(line: str) -> bool:
    """The line is a date and says nothing else: its words are names of days and months.

    >>> is_only_a_day("Wednesday, January 31, 2024"), is_only_a_day("The January 31, 2024 talks")
    (True, False)
    """
    words = re.findall(r"[^\W\d_]{3,}", line.lower())
    return len(line) <= _DATELINE and set(words) <= _DATE_WORDS and read_day(line) is not None


Parts = tuple[int, int | None, int | None]


def _day(year: int, month: int | None, day: int | None) -> Day | None:
    precision: Precision = "day" if day else "month" if month else "year"
    try:
        found = date(year, month or 1, day or 1)
    except ValueError:  # 31 June
        return None
    return (found, precision) if year >= _OLDEST else None


def _numeric(value: str) -> Parts | None:
    for pattern in (_YEAR_FIRST, _COMPACT, _HAN_DAY, _YEAR):
        if found := pattern.match(value):
            month, day = (*found.groups()[1:], None, None)[:2]
            return int(found[1]), int(month) if month else None, int(day) if day else None
    if found := _DOTTED.match(value):
        return int(found[3]), int(found[2]), int(found[1])
    found = _SLASHED.match(value)
    return _slashed(int(found[1]), int(found[2]), int(found[3])) if found else None


def _slashed(first: int, second: int, year: int) -> Parts | None:
    if first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None


def _named(value: str) -> Parts | None:
    value = value.lower()
    if (found := _DAY_MONTH.search(value)) and found[2] in _MONTHS:
        return int(found[3]), _MONTHS[found[2]], int(found[1])
    if (found := _MONTH_DAY.search(value)) and found[1] in _MONTHS:
        return int(found[3]), _MONTHS[found[1]], int(found[2])
    if (found := _MONTH_YEAR.match(value)) and found[1] in _MONTHS:
        return int(found[2]), _MONTHS[found[1]], None
    return None


def _mail(value: str) -> Parts | None:
    """RFC 2822, as feeds and mail write it."""
    parts = parsedate(value)
    return (parts[0], parts[1], parts[2]) if parts else None


def _epoch(value: str) -> Parts | None:
    """Seconds or milliseconds since 1970: an instant, so the day is that of UTC."""
    found = _SECONDS.match(value)
    if not found:
        return None
    moment = datetime.fromtimestamp(int(found[1]) if found[1] else int(found[2]) / 1000, tz=UTC)
    return moment.year, moment.month, moment.day
