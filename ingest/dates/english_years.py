"""English years, decades and centuries."""

from __future__ import annotations

from ingest.dates.counting import spoken
from ingest.dates.lexicon import DECADES, word_list
from ingest.dates.moment import Moment, month_moment
from ingest.dates.numbers import read_ordinal, read_year_words
from ingest.dates.reading import Found, Reading, Rule, rule

# "early", "the end of", "mid-": what is said of a part of a stretch never makes it finer
PART_OF = "(?: THE? (?:EARLY|LATE|MID|EARLIER|LATER) HYPHEN? (?:IN|ON|OF)? THE? | THE? END OF )?"
OTHER_YEAR = "(?: COMMA? OF? (?P<other>LAST|THIS|NEXT) YEAR_UNIT )"
COUNTS = word_list(
    "% percent pct people miles km kilometers kilometres meters metres feet pounds dollars euros men women children "
    "troops soldiers jobs points votes seats tonnes tons barrels shares"
)  # after a number that is no year
_OWNERS = ("his", "her", "their", "my", "our")
_COUNTED = word_list(  # before one
    "$ # £ € ¥ about some than nearly room highway route flight bus page article section no"
)
_THIS_CENTURY = 30  # two digits below it are of this century: "'08" is 2008, "'45" is 1945


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
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


def full_year(short: str) -> int | None:
    """ "'69" is 1969 and "'08" is 2008."""
    if len(short) != 2:
        return None
    return int(short) + (1900 if int(short) >= _THIS_CENTURY else 2000)


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


def _short_year(found: Found) -> Reading | None:
    year = full_year(found.word("short"))
    return spoken(Moment(month_moment(year, 1).day, "year"), None) if year else None


def _range_year(found: Found) -> Reading | None:
    """The second year of "1939-45" and "2019-20": later than the first, in its century."""
    first, short = int(found.word_at(-2)), found.word("short")
    year = first - first % 100 + int(short) if short.isdecimal() else 0
    if len(short) != 2 or year <= first or found.word_after() in ("-", "/", *COUNTS):
        return None
    return spoken(Moment(month_moment(year, 1).day, "year"), None)


def _year(found: Found) -> Reading | None:
    year = int(found.word("year"))
    measured = found.word_after() == "-" and found.words.word(found.match.end() + 1).isalpha()  # a 2000-page report
    if measured or found.word_at(-1) in _COUNTED or found.word_after() in COUNTS:
        return None
    if year < 1800 and found.word_at(-1) not in ("in", "since", "of", "by", "until", "from", "to"):
        return None
    return spoken(Moment(month_moment(year, 1).day, "year"), None)
