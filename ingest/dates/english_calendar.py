"""English dates of the calendar: days, months, quarters, seasons, years."""

from __future__ import annotations

from datetime import timedelta

from ingest.dates.counting import day_of_month, nearest_year, recurring, spoken
from ingest.dates.lexicon import DECADES, MONTH_NUMBER, SEASON_LETTERS, word_list
from ingest.dates.moment import Moment, day_moment, month_moment, quarter_moment, season_moment
from ingest.dates.numbers import read_ordinal, read_year_words
from ingest.dates.reading import Found, Reading, Rule, rule

# "early", "the end of", "mid-": what is said of a part of a stretch never makes it finer
PART_OF = "(?: THE? (?:EARLY|LATE|MID|EARLIER|LATER) HYPHEN? (?:IN|ON|OF)? THE? | THE? END OF )?"
_MONTH = "(?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH) DOT?"
_BARE_MONTH = "(?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH DOT)"
_WEEKDAY = "(?: (?:WEEKDAY|MAYBE_WEEKDAY) DOT? COMMA? )?"
_OTHER_YEAR = "(?: COMMA? OF? (?P<other>LAST|THIS|NEXT) YEAR_UNIT )"
_ORDINAL = "(?P<ordinal>ORDINAL|SECOND|LAST|FINAL|LATEST)"
_FAR = timedelta(days=120)  # a past tense so far before its day means last year's
_VERBS = ("may", "march")
_NAMES = ("april", "june", "august")  # persons too: "Go ahead, April."
_BEFORE_MAY = word_list("in of by since until till during last next this early late mid from through to before after")
_OWNERS = ("his", "her", "their", "my", "our")
_COUNTED = word_list("$ # £ € ¥ about some than nearly")  # before a number that is no year
_AFTER_DATE = ("", ".", ",", ";", ")", "in", "at", "for", "by", "to", "with", "when", "as")
_COUNTS = word_list("% percent pct people miles km kilometers feet pounds dollars men women troops jobs")  # after one


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule("iso", "ISO", _iso),
        rule("numeric", "NUMERIC", _numeric),
        rule(
            "month_day",
            f"{_WEEKDAY} (?P<other>LAST|NEXT|THIS)? {_MONTH} THE? (?P<day>SMALL|ORDINAL|SECOND)"
            f"(?: COMMA? (?P<year>YEAR) | {_OTHER_YEAR.replace('other', 'beside')} |"
            " (?= (?:HYPHEN|TO|AND) SMALL COMMA (?P<shared>YEAR) ) )?",
            _month_day,
        ),
        rule(
            "day_month",
            f"{_WEEKDAY} THE? (?P<day>SMALL|ORDINAL|SECOND) OF? {_MONTH}(?: COMMA? (?P<year>YEAR) | {_OTHER_YEAR} )?",
            _month_day,
        ),
        rule(
            "range_end",
            "(?: (?<= (?:MONTH|MAYBE_MONTH|SHORT_MONTH) SMALL (?:HYPHEN|TO|AND))"
            " | (?<= SHORT_MONTH DOT SMALL (?:HYPHEN|TO|AND)) )"
            " (?P<day>SMALL) (?: COMMA (?P<year>YEAR) )?",
            _range_end,
        ),
        rule(
            "month_year",
            f"{PART_OF} {_MONTH} (?: (?:COMMA|OF)? (?P<year>YEAR) | {_OTHER_YEAR} |"
            " (?= (?:HYPHEN|TO|AND) MONTH DOT? COMMA? (?P<shared>YEAR) ) )",
            _month_year,
        ),
        rule("spoken_month", f"{_MONTH} COMMA? (?P<words>COUNT (?:HYPHEN? AND? COUNT){{1,3}})", _month_spoken_year),
        rule("month", f"{PART_OF} (?P<other>LAST|THIS|NEXT|PAST)? {_BARE_MONTH}", _month),
        rule("quarter_name", "(?P<name>QUARTER_NAME) (?: (?:OF|HYPHEN)? (?P<year>YEAR))?", _quarter_name),
        rule(
            "quarter",
            f"(?: THE? (?P<whose>LAST|THIS|NEXT) YEAR_UNIT APOSTROPHE POSSESSIVE | THE)?"
            f" FISCAL? HYPHEN? {_ORDINAL} FISCAL?"
            f" HYPHEN? QUARTER (?: (?:OF|IN|COMMA)? FISCAL? (?P<year>YEAR) | {_OTHER_YEAR} )?",
            _quarter,
        ),
        rule("half_name", "(?P<name>HALF_NAME) (?P<year>YEAR)", _half_name),
        rule("half", f"THE? {_ORDINAL} HALF OF? (?: (?P<year>YEAR) | {_OTHER_YEAR} | THE YEAR_UNIT)", _half),
        rule(
            "season_year",
            f"{PART_OF} THE? (?P<season>SEASON) (?: (?:OF|COMMA)? (?P<year>YEAR) | {_OTHER_YEAR} )",
            _season_year,
        ),
        rule(
            "season",
            f"{PART_OF} (?P<other>LAST|THIS|NEXT|PAST) COMING? (?P<season>SEASON)"
            " | (?:(?<=THE)|(?:EARLY|LATE|MID) HYPHEN?) (?P<plain>SEASON)",
            _season,
        ),
        rule("decade", f"{PART_OF} THE? (?:LATE|EARLY|MID)? HYPHEN? APOSTROPHE? (?P<decade>DECADE)", _decade),
        rule("century", "THE? (?:LATE|EARLY|MID)? HYPHEN? (?P<ordinal>ORDINAL) HYPHEN? CENTURY", _century),
        rule(
            "spoken_year",
            "(?P<words>(?:THE YEAR_UNIT)? COUNT HYPHEN? COUNT (?:HYPHEN? AND? COUNT){0,2})",
            _spoken,
        ),
        rule("year", f"(?: {PART_OF} THE? (?:YEAR_UNIT|FISCAL) YEAR_UNIT? | {PART_OF} ) (?P<year>YEAR)", _year),
    ]


def year_beside(found: Found, group: str = "other") -> int | None:
    """The year that "last year", "this year", "next year" stands for; None: nothing is said, or no publication."""
    step = {"last": -1, "this": 0, "next": 1}.get(found.word(group))
    return None if step is None or found.here is None else found.here.year + step


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
    printed = found.word("year") or found.word("shared")
    if printed:
        return spoken(day_moment(int(printed), month, day), None)
    year = year_beside(found, "beside") or (year_beside(found) if found.word("other") != "last" else None)
    if year:
        return spoken(day_moment(year, month, day), "publication")
    reading = day_of_month(found.clock, month, day, None)
    moment = reading and reading.moment
    if moment and found.here and _looks_back(found, moment.day - found.here):
        return spoken(day_moment(moment.day.year - 1, month, day), "publication")
    return reading


def _looks_back(found: Found, ahead: timedelta) -> bool:
    """Whether a day ahead contradicts the words: "the year ended Jan. 31", and a past tense far from its day."""
    return (ahead.days > 0 and found.word_at(-1) == "ended") or (ahead > _FAR and found.tense() == "past")


def _range_end(found: Found) -> Reading | None:
    """The second day of "June 3 to 5"; in "on June 3 and 20 people" it is a count of something."""
    counts = found.word_after() in ("-", "/", *_COUNTS) or found.words.word(found.match.end() + 1) in _COUNTS
    if counts or (found.word_at(-1) == "and" and found.word_after() not in _AFTER_DATE and not found.word("year")):
        return None
    month = found.word_at(-4) if found.word_at(-3) == "." else found.word_at(-3)
    return read_month_day(found, MONTH_NUMBER[month], int(found.word("day")))


def _month_year(found: Found) -> Reading | None:
    printed, month = found.word("year") or found.word("shared"), MONTH_NUMBER[found.month()]
    if printed:
        return spoken(month_moment(int(printed), month), None)
    year = year_beside(found)
    if year is None:
        return Reading(f"XXXX-{month:02d}", "DATE", "publication")
    return spoken(month_moment(year, month), "publication")


def _month_spoken_year(found: Found) -> Reading | None:
    year, month = read_year_words(found.all("words")), MONTH_NUMBER[found.month()]
    return spoken(month_moment(year, month), None) if year else None


def _month(found: Found) -> Reading | None:
    if found.match.start("month") == found.match.start() and _is_verb_or_name(found):
        return None
    month = MONTH_NUMBER[found.month()]
    if found.here is None:
        return Reading(f"XXXX-{month:02d}", "DATE", "publication")
    moment = recurring(found.clock, found.word("other"), found.tense(), lambda year: month_moment(year, month))
    return spoken(moment, "publication")


def _is_verb_or_name(found: Found) -> bool:
    """Whether it is no month: May we march on? Go ahead, April."""
    if found.month() in _VERBS:
        return found.word_at(-1) not in _BEFORE_MAY
    return found.month() in _NAMES and not (found.printed_at(-1).islower() or found.word_at(-1) in _BEFORE_MAY)


def _quarter_name(found: Found) -> Reading | None:
    return _nth_quarter(found, int(found.word("name")[1]))


def _quarter(found: Found) -> Reading | None:
    ordinal = found.word("ordinal")
    if ordinal in ("last", "latest", "final") and not (found.word("year") or found.word("other")):
        return None
    number = 4 if ordinal in ("last", "latest", "final") else read_ordinal(ordinal)
    return _nth_quarter(found, number) if 1 <= number <= 4 else None


def _nth_quarter(found: Found, number: int) -> Reading | None:
    if found.word("year"):
        return spoken(quarter_moment(int(found.word("year")), number), None)
    if found.here is None:
        return Reading(f"XXXX-Q{number}", "DATE", "publication")
    year = year_beside(found) or year_beside(found, "whose")
    if year:
        return spoken(quarter_moment(year, number), "publication")
    if found.tense() == "past":
        return spoken(recurring(found.clock, "", "past", lambda year: quarter_moment(year, number)), "publication")
    return spoken(nearest_year(found.clock, lambda year: quarter_moment(year, number)), "publication")


def _half_name(found: Found) -> Reading | None:
    return spoken(month_moment(int(found.word("year")), 6 * int(found.word("name")[1]) - 5).at("half"), None)


def _half(found: Found) -> Reading | None:
    number = 1 if found.word("ordinal") == "first" else 2
    printed = found.word("year")
    year = int(printed) if printed else year_beside(found) or (found.here.year if found.here else None)
    if year is None:
        return Reading(f"XXXX-H{number}", "DATE", "publication")
    return spoken(month_moment(year, 6 * number - 5).at("half"), None if printed else "publication")


def _season_year(found: Found) -> Reading | None:
    letters, printed = SEASON_LETTERS[found.word("season").rstrip("s")], found.word("year")
    year = int(printed) if printed else year_beside(found)
    if year is None:
        return Reading(f"XXXX-{letters}", "DATE", "publication")
    return spoken(season_moment(year, letters), None if printed else "publication")


def _season(found: Found) -> Reading | None:
    letters = SEASON_LETTERS[(found.word("season") or found.word("plain")).rstrip("s")]
    if found.word("plain") == "fall" and (found.word_at(-2) != "in" or found.word_after() in ("of", "in", "from")):
        return None
    if found.here is None:
        return Reading(f"XXXX-{letters}", "DATE", "publication")
    moment = recurring(found.clock, found.word("other"), found.tense(), lambda year: season_moment(year, letters))
    return spoken(moment, "publication")


def _decade(found: Found) -> Reading | None:
    """The 1980s, the '80s, the eighties; a person in his eighties and a temperature in the 80s are none."""
    word = found.word("decade")
    digits = word.rstrip("s")
    if found.word_at(0) in _OWNERS or found.word_at(-1) in _OWNERS:
        return None
    if word in DECADES:
        return Reading(f"19{DECADES[word]}")
    if len(digits) == 4 and digits[0] in "12":
        return Reading(digits[:3])
    before = found.words.word(found.match.start("decade") - 1)
    century = "20" if digits < "20" else "19"
    return Reading(f"{century}{digits[0]}") if len(digits) == 2 and before in ("'", "’", "-", "mid") else None


def _century(found: Found) -> Reading | None:
    number = read_ordinal(found.word("ordinal"))
    return Reading(f"{number - 1:02d}") if 1 <= number <= 21 else None


def _spoken(found: Found) -> Reading | None:
    year = read_year_words(found.all("words"))
    return spoken(Moment(month_moment(year, 1).day, "year"), None) if year else None


def _year(found: Found) -> Reading | None:
    year = int(found.word("year"))
    measured = found.word_after() == "-" and found.words.word(found.match.end() + 1).isalpha()  # a 2000-page report
    if measured or found.word_at(-1) in _COUNTED or found.word_after() in _COUNTS:
        return None
    if year < 1800 and found.word_at(-1) not in ("in", "since", "of", "by", "until", "from", "to"):
        return None
    return spoken(Moment(month_moment(year, 1).day, "year"), None)
