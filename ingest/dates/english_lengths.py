"""English lengths of time: "three days", "a 16-hour flight", "the past decade"."""

from __future__ import annotations

from ingest.dates.english_relative import COUNT, NUMBER, ONE, UNIT
from ingest.dates.lexicon import UNITS
from ingest.dates.numbers import read_count
from ingest.dates.reading import Found, Reading, Rule, rule

_OF_DAY = ("second", "minute", "hour")
_DESIGNATORS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "WE"}
_DESIGNATORS |= {"month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "W"}
_IN_FINER = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}
_HALVES = {"year": "6M", "hour": "30M", "day": "T12H"}  # what half of one is; TIMEX3 has no decimals
_VAGUE = ((), ("few",), ("several",), ("many",), ("some",))
_MEASURES = frozenset(("million", "billion", "thousand", "percent", "%", "times", "once", "twice"))


def rules() -> list[Rule]:
    """From the longest expression to the shortest."""
    return [
        rule(
            "span",
            "THE? (?P<when>LAST|PAST|NEXT|COMING|RECENT|PREVIOUS|FOLLOWING|LATEST|ORDINAL|FINAL)"
            f" (?P<count>{NUMBER}|VAGUE|COUPLE OF)? {UNIT}",
            _span,
        ),
        rule("half", "(?P<count>HALF) (?:AN|HYPHEN) (?P<unit>UNIT|DAY|YEAR_UNIT|CENTURY)", _length),
        rule("length", f"{COUNT} (?:HYPHEN|FULL|FISCAL|LATEST|MORE)? {UNIT}", _length),
        rule("bare", "HYPHEN? (?P<unit>UNITS)", _bare),
    ]


def period(unit: str, amount: float | None) -> str:
    """The TIMEX3 period; None: how many is not said.

    >>> period("hour", 16), period("decade", 2), period("year", 2.5), period("month", None)
    ('PT16H', 'P20Y', 'P2Y6M', 'PXM')
    """
    if amount is not None and unit in _IN_FINER:
        factor, unit = _IN_FINER[unit]
        amount *= factor
    of_day, designator = ("T" if unit in _OF_DAY else ""), _DESIGNATORS[unit]
    if amount is not None and amount % 1 and unit in _HALVES:
        whole = f"{int(amount)}{designator}" if amount > 1 else ""
        return f"P{of_day}{whole}{_HALVES[unit]}"
    number = "X" if amount is None else f"{amount:f}".rstrip("0").rstrip(".")
    return f"P{of_day}{number}{designator}"


def _length(found: Found) -> Reading | None:
    unit, words = UNITS[found.word("unit")], found.all("count")
    if _is_age_or_share(found, unit, words):
        return None
    _hear_months(found, unit)
    return Reading(period(unit, _amount(words)), "SET" if _is_rate(found, words) else "DURATION")


def _span(found: Found) -> Reading | None:
    """A stretch that ends or begins now: without a number it is only somewhere in the past or the future."""
    printed, words = found.word("unit"), found.all("count")
    unit = UNITS[printed]
    if not words and printed == unit:  # "the last year" is a date; "the last decade" is a length in news
        return Reading(period(unit, 1), "DURATION") if unit == "decade" else None
    if found.has_word("when", "coming"):
        return Reading("FUTURE_REF", "DATE", "publication")
    if found.has_word("when", "past", "last") and words in _VAGUE:
        return Reading("PAST_REF", "DATE", "publication")
    _hear_months(found, unit)
    return Reading(period(unit, _amount(words)), "DURATION")


def _bare(found: Found) -> Reading | None:
    printed = found.word("unit")
    before = found.word_at(-1)  # "hundreds of years" and "on days when" are no length
    counted = before[-1:].isdecimal() or before in ("of", "on") or found.word_after() == "old"
    if counted or printed not in ("years", "months", "weeks", "days", "decades"):
        return None
    return Reading(period(UNITS[printed], None), "DURATION")


def _amount(words: tuple[str, ...]) -> float | None:
    if "couple" in words:
        return 2
    if words == ("half",):
        return 0.5
    return 1 if words in ONE else read_count(words)


def _hear_months(found: Found, unit: str) -> None:
    """Results of "the nine months" are results of a year."""
    if unit == "month" and "the" in (found.word_at(-1), found.word_at(0)):
        found.clock.hear_results_of_year()


def _is_rate(found: Found, words: tuple[str, ...]) -> bool:
    """Whether it says how often: $33 million a year, four flights a week."""
    before = found.word_at(-1)
    return words in ONE and (
        before in _MEASURES or before[-1:].isdecimal() or (len(before) > 4 and before.endswith("s"))
    )


def _is_age_or_share(found: Found, unit: str, words: tuple[str, ...]) -> bool:
    """Whether it is no time at all: 52 years old, three-quarters, a quarter of, once-in-a-century."""
    after = (found.word_after(), found.words.word(found.match.end() + 1))
    hyphen_before_unit = found.words.word(found.match.start("unit") - 1) == "-"
    share = unit == "quarter" and (words in ONE or (hyphen_before_unit and found.word("unit") == "quarters"))
    titled = words[:1] != ("a",) and found.words.matches[found.match.end("unit") - 1][0].istitle()  # "60 Minutes"
    return share or titled or "old" in after or "olds" in after or (words in ONE and found.word_at(-1) == "-")
