"""Moments: a stretch of the calendar at the grain that was printed, and its TIMEX3 value."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"]

SEASONS = ("SP", "SU", "FA", "WI")  # TIMEX3; they begin in March, June, September, December
UNSPECIFIED: dict[Grain, str] = {  # TIMEX3 has an X for each figure that cannot be told
    "day": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",  # TIMEX3's X for a figure that is not told; three figures are a decade: 199 is the 1990s
    "century": "XX",
}
_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS: dict[Grain, int] = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Moment:
    """The stretch of one grain that holds `day`.

    >>> Moment(date(2024, 1, 31), "week").value
    '2024-W05'
    """

    day: date  # any day of it; `shifted` and `nearest` compare first days, see `first`
    grain: Grain

    @property
    def value(self) -> str:
        """As TIMEX3 writes it: 2024-01-31, 2024-W05, 2024-W05-WE, 2024-01, 2024-Q1, 2024-SP, 2024-H1, 2024, 202, 20."""
        year = f"{self.day.year:04d}"
        match self.grain:
            case "day":
                return self.day.isoformat()
            case "week" | "weekend":
                iso = self.day.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.grain == "weekend" else "")
            case "month":
                return f"{year}-{self.day.month:02d}"
            case "quarter":
                return f"{year}-Q{(self.day.month + 2) // 3}"
            case "season":
                return season_value(self.day)
            case "half":
                return f"{year}-H{(self.day.month + 5) // 6}"
            case "year" | "decade" | "century":
                return year[: {"year": 4, "decade": 3, "century": 2}[self.grain]]

    def shifted(self, count: int, grain: Grain) -> Moment | None:
        """`count` of `grain` later, never finer than either grain; None: beyond the calendar (years 1 to 9999)."""
        coarser = grain if _order(grain) > _order(self.grain) else self.grain
        try:
            return Moment(_later(self.day, count, grain), coarser)
        except (OverflowError, ValueError):
            return None

    def coarser_than(self, grain: Grain) -> bool:
        """Whether it is a longer stretch than one of `grain`."""
        return _order(self.grain) > _order(grain)

    def a_year_before(self) -> Moment | None:
        """The same stretch of the year before."""
        earlier = self.shifted(-1, "year")
        return earlier and earlier.at(self.grain)

    def at(self, grain: Grain) -> Moment:
        """The stretch of another grain that holds this one's day."""
        return Moment(self.day, grain)


def day_moment(year: int, month: int, day: int) -> Moment | None:
    """The day, or None where the calendar has no such day.

    >>> day_moment(2023, 2, 29) is None
    True
    """
    try:
        return Moment(date(year, month, day), "day")
    except ValueError:
        return None


def month_moment(year: int, month: int) -> Moment:
    """A month; 1 <= year <= 9999, 1 <= month <= 12."""
    return Moment(date(year, month, 1), "month")


def quarter_moment(year: int, quarter: int) -> Moment:
    """A quarter of the calendar year, 1 to 4."""
    return Moment(date(year, 3 * quarter - 2, 1), "quarter")


def half_moment(year: int, half: int) -> Moment:
    """A half of the calendar year, 1 or 2."""
    return Moment(date(year, 6 * half - 5, 1), "half")


def season_value(day: date) -> str:
    """The season that holds a day: winter belongs to the year of its December.

    >>> season_value(date(1998, 1, 20))
    '1997-WI'
    """
    year = day.year - (day.month < 3)
    return f"{year:04d}-{SEASONS[(day.month - 3) % 12 // 3]}"


def season_moment(year: int, season: str) -> Moment:
    """A season by its TIMEX3 letters."""
    return Moment(date(year, 3 + 3 * SEASONS.index(season), 1), "season")


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The latest such weekday, `day` included; Monday is 0."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """The next such weekday, `day` excluded."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first such weekday, `day` included."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def nearest(candidates: list[Moment], day: date) -> Moment:
    """The candidate nearest to `day`; of two as near, the earlier."""
    return min(candidates, key=lambda moment: (abs((moment.day - day).days), moment.day))


def _later(day: date, count: int, grain: Grain) -> date:
    if grain in _DAYS:
        return day + timedelta(days=count * _DAYS[grain])
    months = day.year * 12 + day.month - 1 + count * (3 if grain == "season" else _MONTHS[grain])
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _order(grain: Grain) -> int:
    return ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century").index(grain)
