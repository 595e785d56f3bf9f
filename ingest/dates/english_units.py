"""English weeks, months, quarters and years that are pointed at: "last week", "that year", "the quarter"."""

from __future__ import annotations

from ingest.dates.counting import from_publication, spoken
from ingest.dates.english_days import read_month_day
from ingest.dates.lexicon import MONTH_NUMBER, UNITS, WEEKDAY_NUMBER, word_list
from ingest.dates.moment import UNSPECIFIED, Grain, month_moment
from ingest.dates.reading import Found, Reading, Rule, rule

_UNIT = "(?P<unit>DAY|WEEK|WEEKEND|MONTH_UNIT|QUARTER|PERIOD|YEAR_UNIT|CENTURY)"
_PART_OF = "(?: (?:EARLY|LATE|MID|EARLIER|LATER) (?:IN|ON)? | THE? END OF )?"
_GRAINS: dict[str, Grain] = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "century": "century",
}
_FROM_PUBLICATION = {"last": -1, "latest": 0, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1}
_FROM_MENTION = {
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "last": -1,
    "same": 0,
    "that": 0,
    "following": 1,
    "next": 1,
}
_DEFINING = word_list(  # words after "the day", "the week" that tell which one: it is none that was spoken of
    "of before after when that he she it they we i who his its ended ending s ' ’ and on in for to at"
)


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule(
            "year_ago",
            "(?:THE|AN)? FULL? YEAR_UNIT HYPHEN (?:AGO|EARLIER)"
            " (?: FULL? (?: (?:ORDINAL|SECOND) HYPHEN? )? (?:QUARTER|PERIOD) )?",
            lambda found: results_before(found) or from_publication(found.clock, -1, "year"),
        ),
        rule(
            "same_period",
            "THE (?:SAME|FULL) (?:PERIOD|QUARTER|MONTH_UNIT)"
            " (?: OF? THE? (?:LAST|PREVIOUS) YEAR_UNIT | AN YEAR_UNIT (?:AGO|EARLIER) )",
            _same_period,
        ),
        rule(
            "week_of",
            "THE WEEK (?:OF|ENDED) (?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH) DOT? (?P<day>SMALL)"
            " (?: COMMA? (?P<year>YEAR) )?",
            _week_of,
        ),
        rule(
            "unit",
            f"{_PART_OF} THE? (?P<which>LAST|PREVIOUS|NEXT|COMING|FOLLOWING|THIS|CURRENT|SAME|THAT|LATEST)"
            f" (?:PAST|COMING|FISCAL|FULL|SAME)? {_UNIT}",
            _unit,
        ),
        rule("past_unit", "THE PAST (?P<unit>YEAR_UNIT|WEEK|MONTH_UNIT|WEEKEND|QUARTER)", _past_unit),
        rule(
            "year_end", "THE? YEAR_UNIT (?: APOSTROPHE POSSESSIVE | HYPHEN )? (?P<end>END) (?P<year>YEAR)?", _year_end
        ),
        rule("the_day", f"{_PART_OF} THE DAY", _the_day),
        rule("the_weekend", f"{_PART_OF} THE WEEKEND", _the_weekend),
        rule("the_week", f"{_PART_OF} THE WEEK", _the_week),
        rule("the_year", f"{_PART_OF} THE (?:FULL|FISCAL)? YEAR_UNIT", _the_year),
        rule("the_quarter", f"{_PART_OF} THE (?:FULL|FISCAL)? (?P<unit>QUARTER|PERIOD)", _the_quarter),
    ]


def results_before(found: Found) -> Reading | None:
    """The quarter or year of the results spoken of, one year before; None: there were none.

    It is not heard: the next "a year ago" compares with the same results.
    """
    earlier = found.clock.results and found.clock.results.a_year_before()
    return Reading(earlier.value, "DATE", "mention") if earlier else None


def _same_period(found: Found) -> Reading | None:
    """The month or quarter that was spoken of last, one year before."""
    latest = found.clock.latest
    base = latest if latest and latest.grain in ("month", "quarter") else found.clock.results
    earlier = base and base.a_year_before()
    return Reading(earlier.value, "DATE", "mention") if earlier else from_publication(found.clock, -1, "year")


def _week_of(found: Found) -> Reading | None:
    day = read_month_day(found, MONTH_NUMBER[found.month()], int(found.word("day")))
    return day and (spoken(day.moment and day.moment.at("week"), day.anchor) or Reading(UNSPECIFIED["week"]))


def _unit(found: Found) -> Reading | None:
    which, unit = found.words.word(found.match.start("which")), UNITS.get(found.word("unit"), "period")
    if unit in ("quarter", "period") and which in ("latest", "same", "that"):
        return _the_quarter(found)
    if unit == "period":
        return None
    grain = _GRAINS[unit]
    if which not in _FROM_PUBLICATION or (grain == "day" and which in _FROM_MENTION):
        return _from_mention(found, which, grain)
    return None if grain == "day" else from_publication(found.clock, _FROM_PUBLICATION[which], grain)


def _from_mention(found: Found, which: str, grain: Grain) -> Reading | None:
    """From the moment that the text spoke of last; underspecified where that is coarser: "In 2021 ... that month"."""
    base, step = found.clock.latest, _FROM_MENTION[which]
    if base is None:
        return from_publication(found.clock, step, grain) if step < 0 else None
    if base.coarser_than(grain):
        return None if grain == "day" else Reading(UNSPECIFIED[grain], "DATE", "mention")
    return spoken(base.at(grain).shifted(step, grain), "mention")


def _past_unit(found: Found) -> Reading | None:
    return from_publication(found.clock, -1, _GRAINS[found.word("unit")])


def _year_end(found: Found) -> Reading | None:
    if found.word("end") != "end":
        return None
    if found.word("year"):
        return spoken(month_moment(int(found.word("year")), 1).at("year"), None)
    return from_publication(found.clock, 0, "year")


def _the_day(found: Found) -> Reading | None:
    """The day spoken of last: "shares fell later in the day"."""
    if found.word_after() in (*_DEFINING, *WEEKDAY_NUMBER) or found.word_at(-1) in ("of", "on", "until"):
        return None
    day = found.clock.spoken.get("day")
    return spoken(day, "mention") if day else from_publication(found.clock, 0, "day")


def _the_weekend(found: Found) -> Reading | None:
    over = found.here and found.here.weekday() < 5 and found.tense() != "future"
    return from_publication(found.clock, -1 if over else 0, "weekend")


def _the_week(found: Found) -> Reading | None:
    return None if found.word_after() in _DEFINING else from_publication(found.clock, 0, "week")


def _the_year(found: Found) -> Reading | None:
    """A year of results that ends on a given day is a length; else it is the year of publication."""
    found.clock.hear_results_of_year()
    if found.word_after() in ("ended", "ending", "ends"):
        return Reading("P1Y", "DURATION")
    return from_publication(found.clock, 0, "year")


def _the_quarter(found: Found) -> Reading | None:
    """The quarter spoken of last."""
    if found.word_after() == "-":
        return None  # a quarter-century
    quarter = found.clock.spoken.get("quarter")
    if quarter is None:
        vague = found.word("unit") == "quarter" or found.has_word("which", "latest")
        return Reading(UNSPECIFIED["quarter"], "DATE", "publication") if vague else None
    return Reading(quarter.value, "DATE", "mention")
