"""English repeated times, and words for past, present and future."""

from __future__ import annotations

from ingest.dates.english_lengths import period
from ingest.dates.english_relative import UNIT
from ingest.dates.lexicon import PART_LETTERS, UNITS, WEEKDAY_NUMBER
from ingest.dates.reading import Found, Reading, Rule, rule

_SETS = {"hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M"}
_SETS |= {"yearly": "P1Y", "annually": "P1Y", "annual": "P1Y"}


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule("each_weekday", "EACH (?P<weekday>WEEKDAY) | (?P<weekdays>WEEKDAYS)", _each_weekday),
        rule("each_part", "EACH (?P<part>PART|NIGHT)", _each_part),
        rule("each_unit", f"EACH {UNIT}", _each_unit),
        rule("set", "HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY", _set),
        rule("present", "NOW|CURRENTLY|CURRENT", lambda found: Reading("PRESENT_REF", "DATE", "publication")),
        rule("past", "RECENTLY|RECENT|(?<=THE) PAST", lambda found: Reading("PAST_REF", "DATE", "publication")),
        rule("future", "SOON|(?:THE|(?<=IN)) FUTURE", _future),
    ]


def _each_weekday(found: Found) -> Reading | None:
    weekday = found.word("weekday") or found.word("weekdays").removesuffix("s")
    return Reading(f"XXXX-WXX-{WEEKDAY_NUMBER[weekday] + 1}", "SET")


def _each_part(found: Found) -> Reading | None:
    return Reading(f"XXXX-XX-XXT{PART_LETTERS[found.word('part')]}", "SET")


def _each_unit(found: Found) -> Reading | None:
    return Reading(period(UNITS[found.word("unit")], 1), "SET")


def _set(found: Found) -> Reading | None:
    if found.printed_at(0).istitle() and found.printed_at(-1).istitle():
        return None  # the name of a newspaper
    return Reading(_SETS[found.word_at(0)], "SET")


def _future(found: Found) -> Reading | None:
    """Not "as soon as" and not "he was soon released"."""
    if found.word_at(0) == "soon" and ("as" in (found.word_at(-1), found.word_after()) or found.tense() == "past"):
        return None
    return Reading("FUTURE_REF", "DATE", "publication")
