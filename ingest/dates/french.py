"""French dates."""

from __future__ import annotations

from ingest.dates.calendars import YEAR, Calendar, read_decade, read_year
from ingest.dates.phrases import NUMERIC, phrase

_WORDS = Calendar(
    months=(
        "janvier|janv\\.",
        "février|fév\\.|févr\\.",
        "mars",
        "avril|avr\\.",
        "mai",
        "juin",
        "juillet|juil\\.",
        "août|aout",
        "septembre|sept\\.",
        "octobre|oct\\.",
        "novembre|nov\\.",
        "décembre|déc\\.",
    ),
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    seasons=("printemps", "été", "automne", "hiver"),
    ordinals=("premi(?:er|ère)|1ère?|1er", "deuxième|seconde?|2e", "troisième|3e", "quatrième|4e"),
    days={"avant-hier": -2, "hier": -1, "aujourd['’]hui": 0, "demain": 1, "après-demain": 2},
    counts={
        "une?": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
        "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "cent": 100,
    },
    units={"jours?": "day", "semaines?": "week", "mois": "month", "ans?|années?": "year", "décennies?": "decade"},
)  # fmt: skip
_SIDE = r"(?:(?P<back>derni(?:er|ère)|passée?)|(?P<ahead>prochaine?))"
_THEIR_YEAR = (
    r"(?:de\s+)?(?:l['’](?:an|année)\s+(?:(?P<their_back>derni(?:er|ère)|passée?)|(?P<their_ahead>prochaine?))|"
    r"(?P<their_this>cette)\s+année)"
)
_OF = rf"(?:\s+(?:(?:de\s+)?(?:l['’]année\s+)?{YEAR}|{_THEIR_YEAR}))"
_PART = r"(?:début|mi|fin)(?:\s+|-)"
_IN = r"(?:(?<=\ben\s)|(?<=\bdepuis\s)|(?<=\bdès\s)|(?<=\bjusqu'en\s)|(?<=\bjusqu’en\s))"
_SINCE = (
    r"(?:(?<=\ben\s)|(?<=\bdepuis\s)|(?<=\bdès\s)|(?<=\bd'ici\s)|(?<=\bd’ici\s)|(?<=\bannée\s)|(?<=\ban\s)|"
    r"(?<=\bdébut\s)|(?<=\bfin\s)|(?<=\bavant\s)|(?<=\baprès\s)|(?<=\bentre\s)|(?<=\d{4}\set\s))"
)
_NO_PARTICIPLE = r"(?:(?<=['’])|(?<=\bcet\s)|(?<=\ben\s)|(?<=\bun\s)|(?!(?-i:été)\b))"  # "a été passée": has been
_NEARLY = r"(?:(?:environ|près\sde|plus\sde|presque|à\speine)\s+)?"
_DAY = r"(?<![\d.,])\b(?P<day>1er|\d{1,2})"

FRENCH = (
    *NUMERIC,
    phrase(rf"(?:\b{_WORDS.weekday}\s+)?{_DAY}\s+{_WORDS.month}(?!\w){_OF}?", _WORDS.read_day),
    phrase(rf"{_DAY}(?=\s?(?:au|et|[-–—])\s?\d{{1,2}}\s+{_WORDS.month}(?!\w){_OF}?)", _WORDS.read_day),
    phrase(rf"\b(?:{_PART})?{_WORDS.month}(?!\w){_OF}", _WORDS.read_month),
    phrase(rf"(?:\b{_PART}|{_IN}){_WORDS.month}(?!\w)(?:\s+{_SIDE}\b)?", _WORDS.read_month),
    phrase(rf"{_SINCE}{YEAR}(?!\s+(?:euros?|dollars?|personnes?|habitants?))", read_year),
    phrase(r"\bannées\s+(?P<decade>(?:[12]\d)?\d0)\b", read_decade),
    phrase(rf"(?<![\w-]){_WORDS.around}\b(?:\s(?:soir|matin|midi|après-midi)\b)?", _WORDS.read_around),
    phrase(
        rf"(?<!\b[lL]e\s)(?<!\b[cC]haque\s)\b{_WORDS.weekday}\b(?:\s+{_SIDE}\b)?(?:\s(?:soir|matin|midi)\b)?",
        _WORDS.read_weekday,
    ),
    phrase(rf"\bil\sy\sa\s+{_NEARLY}{_WORDS.count}\s+{_WORDS.unit}\b", _WORDS.read_ago),
    phrase(rf"\bdans\s+{_NEARLY}{_WORDS.count}\s+{_WORDS.unit}\b", _WORDS.read_ahead),
    phrase(rf"\b{_WORDS.unit}\s+{_SIDE}\b", _WORDS.read_unit),
    phrase(rf"\b(?P<this>ce(?:tte)?)\s+{_WORDS.unit}\b(?:-ci)?(?!-là)", _WORDS.read_unit),
    phrase(rf"\b{_WORDS.ordinal}\s+trimestre\b{_OF}?", _WORDS.read_quarter),
    phrase(rf"\b{_WORDS.ordinal}\s+semestre\b{_OF}?", _WORDS.read_half),
    phrase(rf"\b{_NO_PARTICIPLE}{_WORDS.season}\b(?:\s+{_SIDE}\b|{_OF})", _WORDS.read_season),
    phrase(
        rf"(?:(?<=\bau\s)|(?<=\bà\sl['’])|(?<=\ben\s)|(?<=\bcet\s)){_WORDS.season}\b",
        _WORDS.read_season,
    ),
)
