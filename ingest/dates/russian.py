"""Russian dates."""

from __future__ import annotations

from ingest.dates.calendars import Calendar, read_decade, read_year
from ingest.dates.phrases import NUMERIC, phrase

_WORDS = Calendar(
    months=(
        "январ[ьяе]",
        "феврал[ьяе]",
        "март[ае]?",
        "апрел[ьяе]",
        "ма[йяе]",
        "июн[ьяе]",
        "июл[ьяе]",
        "август[ае]?",
        "сентябр[ьяе]",
        "октябр[ьяе]",
        "ноябр[ьяе]",
        "декабр[ьяе]",
    ),
    weekdays=("понедельник", "вторник", "сред[ау]", "четверг", "пятниц[ау]", "суббот[ау]", "воскресенье"),
    seasons=("весн(?:ой|ы|ою|а|у)", "лет(?:ом|а|о)", "осен(?:ью|и|ь)", "зим(?:ой|ы|ою|а|у)"),
    ordinals=(
        "перв(?:ом|ого|ый|ой)|I",
        "втор(?:ом|ого|ой)|II",
        "треть(?:ем|его)|третий|III",
        "четв[её]рт(?:ом|ого|ый)|IV",
    ),
    days={"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2},
    counts={
        "од(?:ин|на|ну)": 1, "дв[ае]": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8,
        "девять": 9, "десять": 10, "одиннадцать": 11, "двенадцать": 12, "пятнадцать": 15, "двадцать": 20,
        "тридцать": 30, "сорок": 40, "пятьдесят": 50, "сто": 100,
    },
    units={"день|дня|дней": "day", "недел(?:ю|и|ь|е|я)": "week", "месяц(?:а|е|ев)?": "month", "год(?:а|у)?|лет": "year",
           "десятилети(?:е|я|й)": "decade"},
)  # fmt: skip
_YEAR = r"(?P<year>[12]\d{3})(?:\s?год(?:а|у)?|\s?г\.)?(?!\w|[.,]\d)"
_BACK, _AHEAD, _THIS = (
    r"(?:прошл|минувш)\w+",
    r"(?:следующ|будущ|предстоящ)\w+",
    r"(?:эт(?:от|о[мйгт]\w*|у)|нынешн\w+|текущ\w+)",
)
_SIDE = rf"(?:(?P<back>{_BACK})|(?P<ahead>{_AHEAD})|(?P<this>{_THIS}))"
_THEIR_YEAR = rf"(?:(?P<their_back>{_BACK})|(?P<their_ahead>{_AHEAD})|(?P<their_this>{_THIS}))\s+года"
_OF = rf"(?:\s+(?:{_YEAR}|{_THEIR_YEAR}))"
_PART = r"(?:(?:в\s+)?(?:начале|середине|конце)|(?:к|с)\s+(?:началу|середины|концу|начала|конца))\s+"
_IN = r"(?:(?<=\bв\s)|(?<=\bс\s)|(?<=\bдо\s)|(?<=\bк\s))"
# "10-е" alone is the tenth of anything.
_OF_DECADE = r"(?:(?<=\bв\s)|(?<=\bначале\s)|(?<=\bсередине\s)|(?<=\bконце\s)|(?<=\bконца\s))"
_NEARLY = r"(?:(?:около|почти|примерно|более|чуть\sболее)\s+)?"
_ONE = r"(?P<unit>день|неделю|месяц|год)"
_HOURS = r"(?:\s(?:утром|днём|днем|вечером|ночью)(?!\w))?"

RUSSIAN = (
    *NUMERIC,
    phrase(
        rf"(?:\b{_WORDS.weekday},\s+)?(?<![\d.,])\b(?P<day>\d{{1,2}})\s+{_WORDS.month}(?!\w){_OF}?",
        _WORDS.read_day,
    ),
    phrase(
        rf"(?<![\d.,])\b(?P<day>\d{{1,2}})(?=\s*(?:[-–—]|по|и|до)\s*\d{{1,2}}\s+{_WORDS.month}(?!\w){_OF}?)",
        _WORDS.read_day,
    ),
    phrase(rf"\b(?:{_PART})?{_WORDS.month}(?!\w){_OF}", _WORDS.read_month),
    phrase(rf"(?:\b{_PART}|{_IN})(?:{_SIDE}\s+)?{_WORDS.month}(?!\w)", _WORDS.read_month),
    phrase(r"(?<!\w)(?P<year>[12]\d{3})(?:-(?:й|го|м|му))?\s?(?:год(?:а|у)?|г\.)(?!\w)", read_year),
    phrase(r"(?<!\w)(?P<decade>(?:[12]\d)?\d0)-(?:е|х|м|ми)\s+год(?:ах|ов|ы|ами?)(?!\w)", read_decade),
    phrase(rf"(?<!\w)(?P<decade>[12]\d\d0|{_OF_DECADE}\d0)-(?:е|х)(?!\w|\s+числ)", read_decade),
    phrase(rf"(?<!\w){_WORDS.around}(?!\w){_HOURS}", _WORDS.read_around),
    phrase(
        rf"(?:(?<=\bв\s)|(?<=\bво\s))(?:{_SIDE}\s)?{_WORDS.weekday}(?!\w){_HOURS}",
        _WORDS.read_weekday,
    ),
    phrase(rf"(?<!\w){_NEARLY}{_WORDS.count}\s+{_WORDS.unit}\s+назад(?!\w)", _WORDS.read_ago),
    phrase(rf"(?<!\w){_ONE}\s+назад(?!\w)", _WORDS.read_ago),
    phrase(rf"\bчерез\s+{_NEARLY}{_WORDS.count}\s+{_WORDS.unit}(?!\w)", _WORDS.read_ahead),
    phrase(rf"\bчерез\s+{_ONE}(?!\w)", _WORDS.read_ahead),
    phrase(rf"(?<!\w){_SIDE}\s+{_WORDS.unit}(?!\w)", _WORDS.read_unit),
    phrase(rf"(?<!\w){_WORDS.ordinal}\s+квартал(?:е|а|у)?(?!\w){_OF}?", _WORDS.read_quarter),
    phrase(rf"(?<!\w){_WORDS.ordinal}\s+полугоди(?:и|я|е)(?!\w){_OF}?", _WORDS.read_half),
    phrase(rf"(?<!\w)(?:{_SIDE}\s+)?{_WORDS.season}(?!\w){_OF}", _WORDS.read_season),
    phrase(rf"(?<!\w){_SIDE}\s+{_WORDS.season}(?!\w)", _WORDS.read_season),
)
