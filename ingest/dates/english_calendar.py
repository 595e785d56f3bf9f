"""English dates of the calendar: days, months, quarters, seasons, years."""

from __future__ import annotations

from datetime import timedelta

from ingest.dates.counting import day_of_month, nearest_year, recurring, spoken
from ingest.dates.lexicon import DECADES, MONTH_NUMBER, SEASON_LETTERS, word_list
from ingest.dates.moment import Moment, day_moment, month_moment, nearest, quarter_moment, season_moment
from ingest.dates.numbers import read_ordinal, read_year_words
from ingest.dates.reading import Found, Reading, Rule, rule

# "early", "the end of", "mid-": what is said of a part of a stretch never makes it finer
PART_OF = "(?: THE? (?:EARLY|LATE|MID|EARLIER|LATER) HYPHEN? (?:IN|ON|OF)? THE? | THE? END OF )?"
_ANY_MONTH = "(?:MONTH|MAYBE_MONTH|SHORT_MONTH)"
_UP_TO = "(?:HYPHEN|TO|AND)"  # between the two ends of a range
_MONTH = "(?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH DOT?)"
_BARE_MONTH = "(?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH DOT)"
_WEEKDAY = "(?: (?:WEEKDAY|MAYBE_WEEKDAY) DOT? COMMA? )?"
_OTHER_YEAR = "(?: COMMA? OF? (?P<other>LAST|THIS|NEXT) YEAR_UNIT )"
_ORDINAL = "(?P<ordinal>ORDINAL|SECOND|LAST|FINAL|LATEST)"
_BEHIND = timedelta(days=31)  # words that look ahead so long after a day mean next year's
_FAR = timedelta(days=120)  # a past tense so far before its day means last year's
_VERBS = ("may", "march")
_NAMES = ("april", "june", "august")  # persons too: "Go ahead, April."
_BEFORE_MAY = word_list(
    "end in of by since until till during last next this early late mid from through to before after"
)
_OWNERS = ("his", "her", "their", "my", "our")
_COUNTED = word_list(  # before a number that is no year
    "$ # £ € ¥ about some than nearly room highway route flight bus page article section no"
)
_THIS_CENTURY = 30  # two digits below it are of this century: "'08" is 2008, "'45" is 1945
_AFTER_DATE = ("", ".", ",", ";", ")", "in", "at", "for", "by", "to", "with", "when", "as")
_COUNTS = word_list(
    "% percent pct people miles km kilometers kilometres meters metres feet pounds dollars euros men women children "
    "troops soldiers jobs points votes seats tonnes tons barrels shares"
)  # after one


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule("iso", "ISO", _iso),
        rule("numeric", "NUMERIC", _numeric),
        rule(
            "month_day",
            f"{_WEEKDAY} (?P<other>LAST|NEXT|THIS)? {_MONTH} THE? (?P<day>SMALL|ORDINAL|SECOND)"
            f"(?: COMMA? (?P<year>YEAR) | {_OTHER_YEAR.replace('other', 'beside')} |"
            f" (?= {_UP_TO} (?: (?P<until>{_ANY_MONTH}) DOT?)? SMALL COMMA (?P<shared>YEAR) ) )?",
            _month_day,
        ),
        rule(
            "range_start",
            f"(?P<day>SMALL) (?= {_UP_TO} SMALL OF? (?P<month>{_ANY_MONTH}) DOT? (?: COMMA? (?P<year>YEAR) )? )",
            _month_day,
        ),
        rule(
            "day_month",
            f"{_WEEKDAY} THE? (?P<day>SMALL|ORDINAL|SECOND) (?:OF|HYPHEN)? {_MONTH}"
            f"(?: (?:COMMA|HYPHEN)? (?P<year>YEAR) | {_OTHER_YEAR} |"
            f" (?= {_UP_TO} SMALL (?P<until>{_ANY_MONTH}) DOT? COMMA? (?P<shared>YEAR) ) )?",
            _month_day,
        ),
        rule(
            "range_end",
            f"(?: (?<= {_ANY_MONTH} SMALL {_UP_TO}) | (?<= SHORT_MONTH DOT SMALL {_UP_TO}) )"
            " (?P<day>SMALL) (?: COMMA (?P<year>YEAR) )?",
            _range_end,
        ),
        rule(
            "month_year",
            f"{PART_OF} {_MONTH} (?: (?:COMMA|OF)? (?P<year>YEAR) | {_OTHER_YEAR} |"
            f" (?= {_UP_TO} (?P<until>{_ANY_MONTH}) DOT? COMMA? (?P<shared>YEAR) ) )",
            _month_year,
        ),
        rule("bare_day", "(?<=ON) THE (?P<day>ORDINAL) (?= COMMA|DOT )", _bare_day),
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
            f"{PART_OF} THE? (?P<season>SEASON) (?: (?:OF|COMMA)? (?P<year>YEAR) | {_OTHER_YEAR} |"
            " OF APOSTROPHE (?P<short>SMALL|NUMBER) )",
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
        rule("range_year", "(?<= YEAR HYPHEN) (?P<short>SMALL|NUMBER)", _range_year),
        rule("short_year", "(?<= (?:IN|OF) APOSTROPHE) (?P<short>SMALL|NUMBER)", _short_year),
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
    if printed := _year_printed(found, month):
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


def _year_printed(found: Found, month: int) -> int | None:
    """The year that is printed with it or at the end of its range: "Dec. 30 to Jan. 2, 2024" begins in 2023."""
    if found.word("year"):
        return int(found.word("year"))
    if not found.word("shared"):
        return None
    until = MONTH_NUMBER[found.word("until")] if found.word("until") else month
    return int(found.word("shared")) - (until < month)


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
    month = MONTH_NUMBER[found.month()]
    if printed := _year_printed(found, month):
        return spoken(month_moment(printed, month), None)
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
    before, after = found.word_at(-1), found.word_after()
    beside = {found.word_at(-2)} if before in ("/", "-") else {found.word_at(1)} if after in ("/", "-") else set()
    if before in _BEFORE_MAY or beside & MONTH_NUMBER.keys():  # "end-June", "May/June"
        return False
    if found.month() in _VERBS:
        return before not in ("the", "that") or after in ("on", "for", "of", "to", "in")  # "the March on Washington"
    return found.month() in _NAMES and not (found.printed_at(-1).islower() or before in ("the", "that"))


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
    letters, short = SEASON_LETTERS[found.word("season").rstrip("s")], _full_year(found.word("short"))
    printed = found.word("year") or short
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


def _full_year(short: str) -> int | None:
    """ "'69" is 1969 and "'08" is 2008."""
    if len(short) != 2:
        return None
    return int(short) + (1900 if int(short) >= _THIS_CENTURY else 2000)


def _short_year(found: Found) -> Reading | None:
    year = _full_year(found.word("short"))
    return spoken(Moment(month_moment(year, 1).day, "year"), None) if year else None


def _range_year(found: Found) -> Reading | None:
    """The second year of "1939-45" and "2019-20": later than the first, in its century."""
    first, short = int(found.word_at(-2)), found.word("short")
    year = first - first % 100 + int(short) if short.isdecimal() else 0
    if len(short) != 2 or year <= first or found.word_after() in ("-", "/", *_COUNTS):
        return None
    return spoken(Moment(month_moment(year, 1).day, "year"), None)


def _year(found: Found) -> Reading | None:
    year = int(found.word("year"))
    measured = found.word_after() == "-" and found.words.word(found.match.end() + 1).isalpha()  # a 2000-page report
    if measured or found.word_at(-1) in _COUNTED or found.word_after() in _COUNTS:
        return None
    if year < 1800 and found.word_at(-1) not in ("in", "since", "of", "by", "until", "from", "to"):
        return None
    return spoken(Moment(month_moment(year, 1).day, "year"), None)
