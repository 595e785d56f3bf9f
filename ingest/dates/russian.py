"""Russian dates: full dates, days of a month, a month, a year, weekdays, and the days around publication."""

from __future__ import annotations

import re
from typing import Literal

from ingest.dates.counting import day_of_month, from_publication, on_weekday, spoken
from ingest.dates.moment import Moment, month_moment
from ingest.dates.phrases import NUMERIC, Phrase
from ingest.dates.reading import Clock, Reading

_STEMS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_GENITIVE = "|".join(f"{stem}{'а' if stem in ('март', 'август') else 'я'}" for stem in _STEMS)
_ANY_CASE = "|".join(f"{stem}(?:ь|я|е|а|й|т)?" for stem in _STEMS)
_YEAR = r"(?P<year>\d{4})(?:\s+год[ау]?|\s?г\.)?(?!\w)"
_DAYS = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
_WEEKDAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")  # after "on"
_YEARS = {"прошлом": -1, "прошлого": -1, "этом": 0, "этого": 0, "нынешнем": 0, "следующем": 1, "следующего": 1}


def _month(word: str) -> int:
    return next(
        number for number, stem in enumerate(_STEMS, 1) if word.lower().startswith(stem) and len(word) - len(stem) < 3
    )


def _day_of_month(match: re.Match[str], clock: Clock) -> Reading | None:
    year = int(match["year"]) if match["year"] else None
    return day_of_month(clock, _month(match["month"]), int(match["day"]), year)


def _month_of_year(match: re.Match[str], clock: Clock) -> Reading | None:
    return spoken(month_moment(int(match["year"]), _month(match["month"])), None)


def _year(match: re.Match[str], clock: Clock) -> Reading | None:
    return spoken(Moment(month_moment(int(match["year"]), 1).day, "year"), None)


def _day(match: re.Match[str], clock: Clock) -> Reading | None:
    return from_publication(clock, _DAYS[match[0].lower()], "day")


def _weekday(match: re.Match[str], clock: Clock) -> Reading | None:
    which = (match["which"] or "").lower()
    side: Literal["last", "next"] | None = None if not which else "last" if which == "прошл" else "next"
    return on_weekday(clock, _WEEKDAYS.index(match["weekday"].lower()), side)


def _relative_year(match: re.Match[str], clock: Clock) -> Reading | None:
    return from_publication(clock, _YEARS[match["which"].lower()], "year")


RUSSIAN = (
    *NUMERIC,
    Phrase(
        re.compile(rf"(?<!\w)(?P<day>\d{{1,2}})\s+(?P<month>{_GENITIVE})(?!\w)(?:\s+{_YEAR})?", re.I), _day_of_month
    ),
    Phrase(
        re.compile(rf"(?<!\w)(?P<month>{_ANY_CASE})\s+(?P<year>[12]\d{{3}})(?:\s+год[ау]?|\s?г\.)?(?!\w)", re.I),
        _month_of_year,
    ),
    Phrase(re.compile(r"(?<!\w)(?P<year>[12]\d{3})\s?(?:год[ау]?|г\.)(?!\w)", re.I), _year),
    Phrase(
        re.compile(
            rf"(?<!\w)(?P<day>\d{{1,2}})(?=\s*(?:[-–—]|по|и)\s*\d{{1,2}}\s+(?P<month>{_GENITIVE})(?!\w)(?:\s+{_YEAR})?)",
            re.I,
        ),
        _day_of_month,
    ),
    Phrase(re.compile(rf"(?<!\w)(?:{'|'.join(_DAYS)})(?!\w)", re.I), _day),
    Phrase(
        re.compile(
            rf"(?:(?<=\bв\s)|(?<=\bво\s))(?:(?P<which>прошл|следующ|будущ)\w+\s)?(?P<weekday>{'|'.join(_WEEKDAYS)})(?!\w)",
            re.I,
        ),
        _weekday,
    ),
    Phrase(re.compile(rf"(?<!\w)(?P<which>{'|'.join(_YEARS)})\s+год[ау](?!\w)", re.I), _relative_year),
)
