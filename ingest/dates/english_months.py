"""English months, quarters, halves and seasons."""

from __future__ import annotations

from ingest.dates.counting import nearest_year, recurring, spoken
from ingest.dates.english_years import OTHER_YEAR, PART_OF, full_year, year_beside
from ingest.dates.lexicon import MONTH_NUMBER, SEASON_LETTERS, word_list
from ingest.dates.moment import half_moment, month_moment, quarter_moment, season_moment
from ingest.dates.numbers import read_ordinal, read_year_words
from ingest.dates.reading import Found, Reading, Rule, rule

ANY_MONTH = "(?:MONTH|MAYBE_MONTH|SHORT_MONTH)"
UP_TO = "(?:HYPHEN|TO|AND)"  # between the two ends of a range
NAMED_MONTH = "(?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH DOT?)"
_BARE_MONTH = "(?P<month>MONTH|MAYBE_MONTH|SHORT_MONTH DOT)"
_ORDINAL = "(?P<ordinal>ORDINAL|SECOND|LAST|FINAL|LATEST)"
_VERBS = ("may", "march")
_NAMES = ("april", "june", "august")  # persons too: "Go ahead, April."
_BEFORE_MAY = word_list(
    "end in of by since until till during last next this early late mid from through to before after"
)


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule(
            "month_year",
            f"{PART_OF} {NAMED_MONTH} (?: (?:COMMA|OF)? (?P<year>YEAR) | {OTHER_YEAR} |"
            f" (?= {UP_TO} (?P<until>{ANY_MONTH}) DOT? COMMA? (?P<shared>YEAR) ) )",
            _month_year,
        ),
        rule(
            "spoken_month", f"{NAMED_MONTH} COMMA? (?P<words>COUNT (?:HYPHEN? AND? COUNT){{1,3}})", _month_spoken_year
        ),
        rule("month", f"{PART_OF} (?P<other>LAST|THIS|NEXT|PAST)? {_BARE_MONTH}", _month),
        rule("quarter_name", "(?P<name>QUARTER_NAME) (?: (?:OF|HYPHEN)? (?P<year>YEAR))?", _quarter_name),
        rule(
            "quarter",
            f"(?: THE? (?P<whose>LAST|THIS|NEXT) YEAR_UNIT APOSTROPHE POSSESSIVE | THE)?"
            f" FISCAL? HYPHEN? {_ORDINAL} FISCAL?"
            f" HYPHEN? QUARTER (?: (?:OF|IN|COMMA)? FISCAL? (?P<year>YEAR) | {OTHER_YEAR} )?",
            _quarter,
        ),
        rule("half_name", "(?P<name>HALF_NAME) (?P<year>YEAR)", _half_name),
        rule("half", f"THE? {_ORDINAL} HALF OF? (?: (?P<year>YEAR) | {OTHER_YEAR} | THE YEAR_UNIT)", _half),
        rule(
            "season_year",
            f"{PART_OF} THE? (?P<season>SEASON) (?: (?:OF|COMMA)? (?P<year>YEAR) | {OTHER_YEAR} |"
            " OF APOSTROPHE (?P<short>SMALL|NUMBER) )",
            _season_year,
        ),
        rule(
            "season",
            f"{PART_OF} (?P<other>LAST|THIS|NEXT|PAST) COMING? (?P<season>SEASON)"
            " | (?:(?<=THE)|(?:EARLY|LATE|MID) HYPHEN?) (?P<plain>SEASON)",
            _season,
        ),
    ]


def year_printed(found: Found, month: int) -> int | None:
    """The year that is printed with it or at the end of its range: "Dec. 30 to Jan. 2, 2024" begins in 2023."""
    if found.word("year"):
        return int(found.word("year"))
    if not found.word("shared"):
        return None
    until = MONTH_NUMBER[found.word("until")] if found.word("until") else month
    return int(found.word("shared")) - (until < month)


def _month_year(found: Found) -> Reading | None:
    month = MONTH_NUMBER[found.month()]
    if printed := year_printed(found, month):
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
    return spoken(half_moment(int(found.word("year")), int(found.word("name")[1])), None)


def _half(found: Found) -> Reading | None:
    number = 1 if found.word("ordinal") == "first" else 2
    printed = found.word("year")
    year = int(printed) if printed else year_beside(found) or (found.here.year if found.here else None)
    if year is None:
        return Reading(f"XXXX-H{number}", "DATE", "publication")
    return spoken(half_moment(year, number), None if printed else "publication")


def _season_year(found: Found) -> Reading | None:
    letters, short = SEASON_LETTERS[found.word("season").rstrip("s")], full_year(found.word("short"))
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
