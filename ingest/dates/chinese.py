"""Chinese dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from ingest.dates.counting import day_of_month, from_publication, on_weekday, recurring, spoken
from ingest.dates.moment import Grain, Moment, day_moment, half_moment, month_moment, nearest, quarter_moment
from ingest.dates.phrases import NUMERIC, phrase
from ingest.dates.reading import Clock, Reading

_HAN = "一二三四五六七八九"
_DIGITS = {character: str(value) for value, character in enumerate(f"〇{_HAN}")} | {"零": "0", "○": "0"}
_YEAR = rf"(?P<year>[12]\d{{3}}|[一二][〇零○{_HAN}]{{3}})\s?年"
_THAT_YEAR = r"(?P<which>去年|今年|明年)"
_OF_YEAR = rf"(?:(?:{_YEAR}|{_THAT_YEAR})\s?)?"
_MONTH = rf"(?P<month>\d{{1,2}}|[{_HAN}十]{{1,3}})\s?月"
_DAY = rf"(?P<day>\d{{1,2}}|[{_HAN}十]{{1,3}})\s?[日号]"
_NOT_INSIDE = rf"(?<![\d{_HAN}十月.])"
_RELATIVE: dict[str, tuple[int, Grain]] = {
    "前天": (-2, "day"),
    "昨天": (-1, "day"),
    "昨日": (-1, "day"),
    "今天": (0, "day"),
    "今日": (0, "day"),
    "明天": (1, "day"),
    "明日": (1, "day"),
    "后天": (2, "day"),
    "上周": (-1, "week"),
    "上星期": (-1, "week"),
    "本周": (0, "week"),
    "这周": (0, "week"),
    "下周": (1, "week"),
    "下星期": (1, "week"),
    "上月": (-1, "month"),
    "上个月": (-1, "month"),
    "本月": (0, "month"),
    "下月": (1, "month"),
    "下个月": (1, "month"),
    "去年": (-1, "year"),
    "今年": (0, "year"),
    "明年": (1, "year"),
}


_UNITS: dict[str, Grain] = {"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month", "年": "year"}
_QUARTER = r"(?:第?(?P<quarter>[一二三四1-4])季度)"
_HALF = "(?P<half>[上下])半年"


def _number(printed: str) -> int:
    """A number of Arabic or Han digits, or with tens.

    >>> _number("31"), _number("三十一"), _number("二〇二四"), _number("十")
    (31, 31, 2024, 10)
    """
    printed = printed.replace("两", "二")
    if "十" in printed:
        tens, _, ones = printed.partition("十")
        return int(_DIGITS.get(tens[:1], "1")) * 10 + int(_DIGITS.get(ones[:1], "0"))
    return int("".join(_DIGITS.get(character, character) for character in printed))


def _day_of_month(match: re.Match[str], clock: Clock) -> Reading | None:
    month, day = _number(match["month"]), _number(match["day"])
    if match["which"] is None:
        return day_of_month(clock, month, day, _number(match["year"]) if match["year"] else None)
    year = _year_beside(match["which"], clock)
    return spoken(day_moment(year, month, day), "publication") if year else day_of_month(clock, month, day, None)


def _bare_day(match: re.Match[str], clock: Clock) -> Reading | None:
    """Agencies print "31日" for the day nearest to publication."""
    if clock.here is None:
        return (
            Reading(f"XXXX-XX-{int(match['day']):02d}", "DATE", "publication") if 1 <= int(match["day"]) <= 31 else None
        )
    months = [Moment(clock.here.replace(day=15), "month").shifted(step, "month") for step in (-1, 0, 1)]
    days = [day_moment(month.day.year, month.day.month, int(match["day"])) for month in months if month]
    candidates = [day for day in days if day]
    return spoken(nearest(candidates, clock.here), "publication") if candidates else None


def _month_of_year(match: re.Match[str], clock: Clock) -> Reading | None:
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    return _part_of_year(match, clock, lambda year: month_moment(year, month), f"{month:02d}")


def _year_beside(which: str, clock: Clock) -> int | None:
    return clock.here.year + _RELATIVE[which][0] if clock.here else None


def _month(match: re.Match[str], clock: Clock) -> Reading | None:
    """A month without its year: the one that is meant."""
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    moment = recurring(clock, "", None, lambda year: month_moment(year, month))
    return spoken(moment, "publication") or Reading(f"XXXX-{month:02d}", "DATE", "publication")


def _quarter(match: re.Match[str], clock: Clock) -> Reading | None:
    number = _number(match["quarter"])
    return _part_of_year(match, clock, lambda year: quarter_moment(year, number), f"Q{number}")


def _half(match: re.Match[str], clock: Clock) -> Reading | None:
    number = "上下".index(match["half"]) + 1
    return _part_of_year(match, clock, lambda year: half_moment(year, number), f"H{number}")


def _part_of_year(match: re.Match[str], clock: Clock, make: Callable[[int], Moment], part: str) -> Reading | None:
    """Of the year that is printed or meant, else of the latest."""
    if match["year"]:
        return spoken(make(_number(match["year"])), None)
    year = _year_beside(match["which"], clock) if match["which"] else None
    moment = make(year) if year else recurring(clock, "", None, make)
    return spoken(moment, "publication") or Reading(f"XXXX-{part}", "DATE", "publication")


def _decade(match: re.Match[str], clock: Clock) -> Reading | None:
    """A decade, of the twentieth century where none is printed: 1990年代, 上世纪90年代."""
    printed = _number(match["decade"])
    year = printed if printed > 99 else 100 * (int(match["century"]) - 1 if match["century"] else 19) + printed
    return spoken(Moment(date(year, 1, 1), "decade"), None) if year % 10 == 0 and year > 999 else None


def _counted(match: re.Match[str], clock: Clock) -> Reading | None:
    direction = -1 if match["side"] == "前" else 1
    return from_publication(clock, direction * _number(match["count"]), _UNITS[match["unit"]])


def _year(match: re.Match[str], clock: Clock) -> Reading | None:
    return spoken(Moment(month_moment(_number(match["year"]), 1).day, "year"), None)


def _relative(match: re.Match[str], clock: Clock) -> Reading | None:
    return from_publication(clock, *_RELATIVE[match[0]])


def _weekday(match: re.Match[str], clock: Clock) -> Reading | None:
    """A bare one is the latest; one of last, this or next week lies in that week, which begins on Monday."""
    weekday = "一二三四五六日".index(match["weekday"].replace("天", "日"))
    if match["which"] is None or clock.here is None:
        return on_weekday(clock, weekday, None)
    monday = clock.here - timedelta(days=clock.here.weekday())
    week = {"上": -7, "下": 7}.get(match["which"], 0)
    return spoken(Moment(monday + timedelta(days=week + weekday), "day"), "publication")


CHINESE = (
    *NUMERIC,
    phrase(rf"{_OF_YEAR}{_NOT_INSIDE}{_MONTH}\s?{_DAY}", _day_of_month),
    phrase(rf"(?:{_YEAR}|{_THAT_YEAR})\s?{_MONTH}(?!\s?[\d{_HAN}十]{{1,3}}\s?[日号])", _month_of_year),
    phrase(
        rf"{_NOT_INSIDE}(?<!年)(?<!年\s){_MONTH}份?(?:[上中下]旬|[初中底末])?(?!\s?[\d{_HAN}十]|[刊票])",
        _month,
    ),
    phrase(rf"{_OF_YEAR}{_QUARTER}", _quarter),
    phrase(rf"{_OF_YEAR}{_HALF}", _half),
    phrase(rf"(?:上世纪|(?P<century>\d\d)世纪)?(?P<decade>(?:[12]\d)?\d0|[{_HAN}]十)年代", _decade),
    phrase(
        rf"(?<![\d{_HAN}十第])(?P<count>\d{{1,3}}|[{_HAN}两十]{{1,3}})个?(?P<unit>天|日|周|星期|月|年)(?:之|以)?(?P<side>前|后)",
        _counted,
    ),
    phrase(rf"{_YEAR}(?!代)(?!\s?[\d{_HAN}十]{{1,2}}\s?月)", _year),
    phrase(r"(?<![\d月.、/-])(?P<day>\d{1,2})日(?!元|本)", _bare_day),
    phrase("|".join(_RELATIVE), _relative),
    phrase(
        rf"(?<![{_HAN}十两几每\d])(?P<which>上|下|本|这)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?![{_HAN}\d])",
        _weekday,
    ),
)
