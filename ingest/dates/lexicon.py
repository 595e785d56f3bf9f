"""English words of time: which class each belongs to, and what number or name it stands for."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text: a list that stays legible."""
    return tuple(text.split())


_MONTHS = word_list("january february march april may june july august september october november december")
MONTH_NUMBER = {form: number for number, month in enumerate(_MONTHS, 1) for form in (month, month[:3])} | {"sept": 9}
WEEKDAY_NUMBER = {
    word: number
    for form in (
        word_list("monday tuesday wednesday thursday friday saturday sunday"),
        word_list("mon tue wed thu fri sat sun"),
        word_list("- tues - thurs - - -"),
    )
    for number, word in enumerate(form)
    if word != "-"
}
SEASON_LETTERS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PART_LETTERS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI"}
PART_LETTERS |= {f"{part}s": letters for part, letters in PART_LETTERS.items()} | {"noon": "MI"}
ONES = dict(
    zip(
        word_list(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ),
        range(1, 20),
        strict=True,
    )
)
TENS = {word: 10 * n for n, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
NUMBER_WORDS = ONES | TENS | SCALES
ORDINALS = {
    word: number
    for number, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}
DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}
DECADES |= {"nineties": 9}
UNIT_NAMES = word_list("second minute hour day night week weekend month quarter year decade century")
UNITS = {name: name for name in UNIT_NAMES} | {f"{name}s": name for name in UNIT_NAMES if name != "century"}
UNITS |= {
    "qtr": "quarter",
    "centuries": "century",
    "yr": "year",
    "yrs": "year",
    "fortnight": "fortnight",
    "fortnights": "fortnight",
}

_NAMES = {  # only as printed with a capital: "May" is a month, "may" is not
    "MONTH": [month for month in _MONTHS if month not in ("may", "march")],
    "MAYBE_MONTH": ["may", "march"],  # a verb or a name where no number and no preposition is beside it
    "SHORT_MONTH": [month for month in MONTH_NUMBER if len(month) <= 4 and month not in ("may", "june", "july")],
    "WEEKDAY": [word for word in WEEKDAY_NUMBER if len(word) > 5],
    "MAYBE_WEEKDAY": [word for word in WEEKDAY_NUMBER if len(word) <= 5],  # "Sun", "Sat" need a dot or a date
    "WEEKDAYS": [f"{word}s" for word in WEEKDAY_NUMBER if len(word) > 5],
    "HOLIDAY": word_list(
        "christmas boxing new valentine valentines thanksgiving halloween independence bastille armistice veterans "
        "victory election labor memorial orthodox australia international women st patrick fools earth anzac europe "
        "juneteenth canada german unity all saints remembrance martin luther king jr presidents columbus shrove ash "
        "palm maundy good easter ascension whit pentecost"
    ),
    "ZONE": word_list("gmt utc est edt cst cdt mst mdt pst pdt et pt bst cet cest msk"),
}
_COMMON = {
    "SEASON": [*SEASON_LETTERS, *(f"{season}s" for season in SEASON_LETTERS)],
    "PART": [part for part in PART_LETTERS if part not in ("noon", "midday", "night", "nights")],
    "NOON": ["noon", "midday"],
    "MIDNIGHT": ["midnight"],
    "NIGHT": ["night", "nights"],
    "LOCAL": ["local"],
    "AMPM": ["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "a. m.", "p. m."],
    "ORDINAL": [word for word in ORDINALS if word != "second"],
    "SECOND": ["second"],
    "COUNT": list(NUMBER_WORDS),
    "VAGUE": ["several", "few", "many", "some", "numerous", "various"],
    "COUPLE": ["couple", "dozen"],
    "DECADE": list(DECADES),
    "DAY": ["day"],
    "WEEK": ["week"],
    "WEEKEND": ["weekend"],
    "MONTH_UNIT": ["month"],
    "QUARTER": ["quarter", "qtr"],
    "YEAR_UNIT": ["year"],
    "CENTURY": ["century"],
    "UNIT": ["hour", "minute", "decade", "fortnight"],
    "UNITS": [word for word in UNITS if word.endswith("s") and word not in ("nights", "weekends")],
    "PERIOD": ["period"],
    "QUARTER_NAME": [f"q{n}" for n in "1234"],
    "HALF_NAME": ["h1", "h2"],
    "TODAY": ["today"],
    "YESTERDAY": ["yesterday"],
    "TOMORROW": ["tomorrow"],
    "TONIGHT": ["tonight"],
    "THE": ["the"],
    "AN": ["a", "an"],
    "OF": ["of"],
    "AT": ["at"],
    "IN": ["in", "during", "within"],
    "ON": ["on"],
    "FROM": ["from"],
    "BEFORE": ["before"],
    "AFTER": ["after"],
    "AND": ["and", "or"],
    "TO": ["to"],
    "FOR": ["for"],
    "LAST": ["last"],
    "PAST": ["past"],
    "PREVIOUS": ["previous", "preceding", "prior"],
    "NEXT": ["next"],
    "COMING": ["coming", "upcoming"],
    "FOLLOWING": ["following"],
    "THIS": ["this"],
    "CURRENT": ["current"],
    "LATEST": ["latest"],
    "FINAL": ["final"],
    "RECENT": ["recent"],
    "SAME": ["same"],
    "THAT": ["that"],
    "HALF": ["half"],
    "EACH": ["each", "every"],
    "AGO": ["ago"],
    "EARLIER": ["earlier"],
    "LATER": ["later"],
    "LATE": ["late"],
    "EARLY": ["early"],
    "MID": ["mid", "middle"],
    "END": ["end", "close", "beginning", "start", "rest", "remainder", "turn", "part", "most"],
    "FULL": ["full", "entire", "whole", "calendar", "corresponding", "comparable"],
    "MORE": ["more", "additional", "consecutive", "straight", "solid", "long"],
    "FISCAL": ["fiscal", "financial"],
    "NOW": ["now"],
    "CURRENTLY": ["currently", "nowadays"],
    "RECENTLY": ["recently", "lately"],
    "SOON": ["soon"],
    "FUTURE": ["future"],
    "EVE": ["eve"],
    "ENDED": ["ended", "ending", "ends"],
    "TIME": ["time"],
    "OCLOCK": ["o'clock"],
    "HOURLY": ["hourly"],
    "DAILY": ["daily"],
    "WEEKLY": ["weekly"],
    "MONTHLY": ["monthly"],
    "YEARLY": ["yearly", "annually", "annual"],
    "HYPHEN": ["-", "–", "‐", "‑"],
    "DOT": ["."],
    "COMMA": [","],
    "APOSTROPHE": ["'", "’", "`"],
    "POSSESSIVE": ["s"],
    "OPEN": ["("],
    "CLOSE": [")"],
}
CLASSES = ("OTHER", *_NAMES, *_COMMON, "YEAR", "SMALL", "NUMBER", "FRACTION", "CLOCK", "HOUR", "ISO", "NUMERIC")


def _forms() -> dict[str, str]:
    named = {form: name for name, words in _NAMES.items() for word in words for form in (word.title(), word.upper())}
    common = {
        form: name
        for name, words in _COMMON.items()
        for word in words
        for form in (word, word.capitalize(), word.upper())
    }
    return common | named


WORDS = _forms()  # each word as it may be printed -> its class
