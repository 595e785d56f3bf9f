"""German dates."""

from __future__ import annotations

from functools import partial

from ingest.dates.calendars import YEAR, Calendar, read_decade, read_year
from ingest.dates.phrases import NUMERIC, phrase

_WORDS = Calendar(
    months=(
        "Januar|Jänner|Jan\\.",
        "Februar|Feber|Feb\\.",
        "März",
        "April|Apr\\.",
        "Mai",
        "Juni",
        "Juli",
        "August|Aug\\.",
        "September|Sept?\\.",
        "Oktober|Okt\\.",
        "November|Nov\\.",
        "Dezember|Dez\\.",
    ),
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag|Sonnabend", "Sonntag"),
    seasons=("Frühjahr|Frühling", "Sommer", "Herbst", "Winter"),
    ordinals=("[Ee]rste[nrs]?|1\\.", "[Zz]weite[nrs]?|2\\.", "[Dd]ritte[nrs]?|3\\.", "[Vv]ierte[nrs]?|4\\."),
    days={"[Vv]orgestern": -2, "[Gg]estern": -1, "[Hh]eute": 0, "morgen": 1, "[Üü]bermorgen": 2},  # "Morgen": morning
    counts={
        "eine[mnr]?": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
        "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "hundert": 100,
    },
    units={"Tage?n?s?": "day", "Wochen?": "week", "Monat(?:en?|s)?": "month", "Jahr(?:en?|es)?": "year",
           "Jahrzehnt(?:en?|s)?": "decade"},
)  # fmt: skip
_SIDE = r"(?i:(?P<back>(?:letzt|vergangen|vorig)e[mnrs]?)|(?P<ahead>(?:nächst|kommend)e[mnrs]?)|(?P<this>diese[mnrs]?))"
_THEIR_YEAR = (
    r"(?:(?:des\s)?(?:(?P<their_back>(?:letzten|vergangenen|vorigen))|(?P<their_ahead>nächsten|kommenden)|"
    r"(?P<their_this>dieses))\s+Jahres)"
)
_OF = rf"(?:\s+(?:(?:des\s+Jahres\s+|im\s+Jahre?\s+)?{YEAR}|{_THEIR_YEAR}))"
_PART = r"(?:Anfang|Mitte|Ende)"
_IN = r"(?:(?<=\bim\s)|(?<=\bIm\s)|(?<=\bseit\s)|(?<=\bSeit\s)|(?<=\bbis\s)|(?<=\bBis\s)|(?<=\bab\s)|(?<=\bAb\s))"
_SINCE = (
    r"(?:(?<=\bJahr\s)|(?<=\bJahre\s)|(?<=\bJahres\s)|(?<=\b[sS]eit\s)|(?<=\b[bB]is\s)|(?<=\b[aA]b\s)|(?<=\b[vV]on\s)|"
    r"(?<=\b[vV]or\s)|(?<=\b[nN]ach\s)|(?<=\bAnfang\s)|(?<=\bMitte\s)|(?<=\bEnde\s)|(?<=\b[zZ]wischen\s)|(?<=\d{4}\sund\s))"
)
_NEARLY = r"(?:(?:rund|etwa|fast|gut|knapp|über|genau|mehr\sals)\s+)?"
_HOURS = r"(?:abend|nacht|morgen|früh|mittag|vormittag|nachmittag)?"
_BETWEEN = r"(?:bis(?:\szum)?|und|[-–—])"

_phrase = partial(phrase, cased=True)

GERMAN = (
    *NUMERIC,
    _phrase(
        rf"(?:\b{_WORDS.weekday}(?:,\s+|\s+)(?:(?:de[mnr])\s+)?)?(?<![\d.,])\b(?P<day>\d{{1,2}})\.\s?{_WORDS.month}"
        rf"(?!\w){_OF}?",
        _WORDS.read_day,
    ),
    _phrase(
        rf"(?<![\d.,])\b(?P<day>\d{{1,2}})\.?(?=\s?{_BETWEEN}\s?\d{{1,2}}\.\s?{_WORDS.month}(?!\w){_OF}?)",
        _WORDS.read_day,
    ),
    _phrase(rf"\b(?:{_PART}\s+)?{_WORDS.month}(?!\w){_OF}", _WORDS.read_month),
    _phrase(rf"(?:\b{_PART}\s+|{_IN})(?:{_SIDE}\s+)?{_WORDS.month}(?!\w)", _WORDS.read_month),
    _phrase(rf"{_SINCE}{YEAR}(?!\s+[A-ZÄÖÜ])", read_year),
    _phrase(r"\b(?P<decade>(?:[12]\d)?\d0)er(?:[-\s]Jahren?)\b", read_decade),
    _phrase(
        rf"\b{_WORDS.around}\b(?:\s(?:Abend|Nacht|Morgen|Mittag|Nachmittag|Vormittag|früh)\b)?", _WORDS.read_around
    ),
    _phrase(rf"(?<!\b[jJ]eden\s)\b(?:{_SIDE}\s+)?{_WORDS.weekday}{_HOURS}\b", _WORDS.read_weekday),
    _phrase(rf"\b[vV]or\s+{_NEARLY}{_WORDS.count}\s+{_WORDS.unit}\b", _WORDS.read_ago),
    _phrase(rf"\b[iI]n\s+{_NEARLY}{_WORDS.count}\s+{_WORDS.unit}\b", _WORDS.read_ahead),
    phrase(rf"\b{_SIDE}\s+{_WORDS.unit}\b", _WORDS.read_unit),
    _phrase(rf"\b(?:{_SIDE}\s+)?{_WORDS.ordinal}\s+(?:Quartals?|Vierteljahre?s?)\b{_OF}?", _WORDS.read_quarter),
    _phrase(rf"\b{_WORDS.ordinal}\s+(?:Halbjahre?s?|Jahreshälfte)\b{_OF}?", _WORDS.read_half),
    _phrase(rf"\b(?:{_PART}\s+)?(?:{_SIDE}\s+)?{_WORDS.season}s?\b{_OF}", _WORDS.read_season),
    _phrase(rf"{_IN}(?:{_SIDE}\s+)?{_WORDS.season}\b", _WORDS.read_season),
    _phrase(rf"\b{_SIDE}\s+{_WORDS.season}\b", _WORDS.read_season),
)
