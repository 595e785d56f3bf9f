"""English days and counts: "yesterday", "on Friday", "three weeks ago", "two days earlier"."""

from __future__ import annotations

from datetime import date, timedelta

from ingest.dates.counting import from_publication, spoken
from ingest.dates.english_units import results_before
from ingest.dates.lexicon import UNITS, WEEKDAY_NUMBER
from ingest.dates.moment import UNSPECIFIED, Grain, Moment, weekday_after, weekday_on_or_before
from ingest.dates.numbers import read_count
from ingest.dates.reading import Found, Reading, Rule, rule

NUMBER = "(?:SMALL|NUMBER|YEAR|COUNT) (?:(?:HYPHEN|AND)? COUNT){0,4}"
COUNT = (
    f"(?P<count>{NUMBER} (?: AND? AN? FRACTION | AND AN HALF )? | AN COUPLE OF? | AN VAGUE | VAGUE | AN | COUPLE OF?)"
)
UNIT = "(?P<unit>DAY|WEEK|MONTH_UNIT|QUARTER|YEAR_UNIT|CENTURY|UNIT|UNITS|WEEKEND)"
ONE = (("a",), ("an",))
_PAPERS = ("times", "telegraph", "mirror", "mail", "express", "herald", "post", "tribune", "independent")
_PART_OF = "(?: (?:EARLY|LATE|MID|EARLIER|LATER) HYPHEN? ON? )?"
_COUNTED: dict[str, tuple[Grain, int]] = {  # what can be counted in whole days or more, and how many of its grain
    "day": ("day", 1),
    "week": ("week", 1),
    "weekend": ("weekend", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("quarter", 1),
    "year": ("year", 1),
    "decade": ("year", 10),
    "century": ("year", 100),
}


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule("today", f"{_PART_OF} TODAY", lambda found: from_publication(found.clock, 0, "day")),
        rule("yesterday", f"{_PART_OF} (?P<far> THE DAY (?:BEFORE|AFTER) )? (?P<day>YESTERDAY|TOMORROW)", _yesterday),
        rule("ago", f"{COUNT} HYPHEN? {UNIT} AGO", _ago),
        rule("from_now", f"{COUNT} {UNIT} FROM NOW", lambda found: _counted(found, 1)),
        rule("in_time", f"(?<=IN) {COUNT} {UNIT} APOSTROPHE POSSESSIVE? TIME", lambda found: _counted(found, 1)),
        rule("earlier", f"{COUNT} {UNIT} (?P<way>EARLIER|LATER|BEFORE (?= COMMA|DOT ))", _earlier),
        rule(
            "weekday",
            f"{_PART_OF} (?P<which>LAST|THIS? PAST|PREVIOUS|NEXT|THIS COMING?|COMING)? (?P<weekday>WEEKDAY)",
            _weekday,
        ),
    ]


def _yesterday(found: Found) -> Reading | None:
    step = 1 if found.word("day") == "tomorrow" else -1
    return from_publication(found.clock, 2 * step if found.word("far") else step, "day")


def _ago(found: Found) -> Reading | None:
    """Counted back from publication; a year ago, among results of a quarter, is that quarter."""
    if found.all("count") in ONE and found.word("unit") == "year" and found.clock.results:
        return results_before(found)
    return _counted(found, -1)


def _counted(found: Found, direction: int) -> Reading | None:
    """From publication, at the grain of the unit: two weeks ago is a week, never a day."""
    unit, count = _COUNTED.get(UNITS[found.word("unit")]), _count(found)
    if unit is None:
        return None
    if count is None:
        return Reading("PAST_REF" if direction < 0 else "FUTURE_REF", "DATE", "publication")
    return from_publication(found.clock, direction * round(count * unit[1]), unit[0])


def _count(found: Found) -> float | None:
    words = found.all("count")
    if "couple" in words:
        return 2
    return 1 if words in ONE else read_count(words)


def _earlier(found: Found) -> Reading | None:
    """Counted from the moment that the text spoke of last; underspecified where that is coarser than the unit."""
    unit, count = _COUNTED.get(UNITS[found.word("unit")]), _count(found)
    if unit is None:
        return None
    grain, size = unit
    direction = 1 if found.word("way") == "later" else -1
    if direction < 0 and found.all("count") in (*ONE, ("one",)) and grain == "year" and found.clock.results:
        return results_before(found)
    base = found.clock.latest
    if base is None or count is None or base.coarser_than(grain):
        return Reading(UNSPECIFIED[grain], "DATE", "mention")
    return spoken(base.shifted(direction * round(count * size), grain), "mention")


def _weekday(found: Found) -> Reading | None:
    """A bare one is the latest, the day of publication included, unless the words look ahead."""
    weekday = WEEKDAY_NUMBER[found.word("weekday")]
    if found.word_at(-1) in ("black", "cyber") or (
        found.word_after() in _PAPERS and found.words.matches[found.match.end()][0].istitle()
    ):
        return None  # a crash or a sale, or a newspaper
    if found.here is None:
        return Reading(f"XXXX-WXX-{weekday + 1}", "DATE", "publication")
    if found.word("which") in ("previous", "preceding", "prior") and "day" in found.clock.spoken:
        before = found.clock.spoken["day"].day - timedelta(days=1)
        return spoken(Moment(weekday_on_or_before(before, weekday), "day"), "mention")
    return spoken(Moment(_weekday_near(found, found.here, weekday), "day"), "publication")


def _weekday_near(found: Found, here: date, weekday: int) -> date:
    which = found.word("which")
    if which in ("last", "past", "previous", "preceding", "prior"):
        return weekday_on_or_before(here - timedelta(days=1), weekday)
    if which in ("next", "coming"):
        return weekday_after(here, weekday)
    if (which == "this" or found.tense() == "future") and here.weekday() != weekday:
        return weekday_after(here, weekday)
    return weekday_on_or_before(here, weekday)
