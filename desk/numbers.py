"""Numbers as quantities: 1,000, 1000 and "one thousand" are one, and so are "%" and "per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

# Figures with their thousands set apart (by comma, apostrophe, a space of any width), and decimals. A single group
# after a full stop, 1.500, is a decimal: English news has no other reading, and two groups, 1.500.000, are never one.
FIGURES = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[,'’ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?)"
)
_GROUPING = re.compile(r"[,'’ \u00a0\u2009\u202f](?=\d{3}(?!\d))|\.(?=\d{3}\.\d{3}|\d{3}$(?<=\.\d{3}\.\d{3}))")

_UNITS = """
0: zero null ноль zéro; 1: one eins один одна одно; 2: two zwei zwo два две deux; 3: three drei три trois;
4: four vier четыре quatre; 5: five fünf пять cinq; 6: six sechs шесть; 7: seven sieben семь sept;
8: eight acht восемь huit; 9: nine neun девять neuf; 10: ten zehn десять dix; 11: eleven elf одиннадцать onze;
12: twelve zwölf двенадцать douze; 13: thirteen dreizehn тринадцать treize;
14: fourteen vierzehn четырнадцать quatorze; 15: fifteen fünfzehn пятнадцать quinze;
16: sixteen sechzehn шестнадцать seize; 17: seventeen siebzehn семнадцать; 18: eighteen achtzehn восемнадцать;
19: nineteen neunzehn девятнадцать; 20: twenty zwanzig двадцать vingt; 30: thirty dreissig тридцать trente;
40: forty vierzig сорок quarante; 50: fifty fünfzig пятьдесят cinquante; 60: sixty sechzig шестьдесят soixante;
70: seventy siebzig семьдесят; 80: eighty achtzig восемьдесят; 90: ninety neunzig девяносто; 200: двести;
300: триста; 400: четыреста; 500: пятьсот; 600: шестьсот; 700: семьсот; 800: восемьсот; 900: девятьсот
"""
_SCALES = """
100: hundred hundert сто cent cents; 1000: thousand tausend тысяча тысячи тысяч тыс mille;
1000000: million millions mn millionen mio миллион миллиона миллионов млн;
1000000000: billion billions bn milliarde milliarden mrd миллиард миллиарда миллиардов млрд milliard milliards;
1000000000000: trillion trillions trn billionen трлн триллион триллиона триллионов;
10000: 万 萬; 100000000: 亿 億
"""
_HAN = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN_SCALES = {"万": 10_000, "亿": 100_000_000}
HAN_NUMBER = re.compile(rf"[{''.join((*_HAN, *_HAN_TENS))}][{''.join((*_HAN, *_HAN_TENS, *_HAN_SCALES))}]+")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_BETWEEN = frozenset({"and", "und", "et"})  # two hundred and fifty


def _listed(lists: str) -> Iterator[tuple[str, int]]:
    for entry in lists.split(";"):
        value, words = entry.split(":")
        yield from ((word, int(value)) for word in words.split())


UNITS: Mapping[str, int] = dict(_listed(_UNITS))
SCALES: Mapping[str, int] = dict(_listed(_SCALES))
ORDINALS: Mapping[str, str] = {
    word: f"{number}{_ENDINGS.get(number, 'th')}"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}


def begins(word: str) -> bool:
    """Whether a number may begin with the word."""
    return word[:1].isdigit() or word in UNITS or word in SCALES


def value_of(words: Sequence[str]) -> str | None:
    """The quantity that words or figures say; None where they say none.

    >>> value_of(["3.5", "million"]), value_of("two hundred and fifty thousand".split()), value_of(["1,000"])
    ('3500000', '250000', '1000')
    """
    total, group = Fraction(0), Fraction(0)
    said = False
    for word in words:
        if (figure := _figure(word)) is not None:
            group, said = group + figure, True
        elif word in SCALES:
            group, said = (group or Fraction(1)) * SCALES[word], True
            if SCALES[word] > 100:
                total, group = total + group, Fraction(0)
        elif word not in _BETWEEN:
            return None
    return _written(total + group) if said else None


def reach(words: Sequence[str]) -> int:
    """How many of the first words are one number: each smaller than the one before, or a scale of what stands before.

    >>> reach(["two", "hundred", "men"]), reach(["four", "five", "men"]), reach(["men"])
    (2, 1, 0)
    """
    taken, least = 0, Fraction(10) ** 18
    for at, word in enumerate(words):
        figure = _figure(word)
        if word in SCALES and (at == taken):
            taken, least = at + 1, Fraction(SCALES[word])
        elif figure is not None and figure < least and (at == 0 or not _is_figures(words[at - 1])):
            taken, least = at + 1, _room(figure)
        elif word not in _BETWEEN or at == 0:
            break
    return taken


def han_value(run: str) -> str:
    """
    >>> han_value("三百万"), han_value("二〇二四")
    ('3000000', '2024')
    """
    if not set(run) & {*_HAN_TENS, *_HAN_SCALES}:
        return "".join(str(_HAN[sign]) for sign in run)
    total, group, digit = 0, 0, 0
    for sign in run:
        if sign in _HAN:
            digit = _HAN[sign]
        elif sign in _HAN_TENS:
            group, digit = group + (digit or 1) * _HAN_TENS[sign], 0
        else:
            total, group, digit = (total + group + digit or 1) * _HAN_SCALES[sign], 0, 0
    return str(total + group + digit)


def _figure(word: str) -> Fraction | None:
    if word in UNITS:
        return Fraction(UNITS[word])
    if not _is_figures(word):
        return None
    return Fraction(_GROUPING.sub("", word).replace(",", "."))


def _is_figures(word: str) -> bool:
    return FIGURES.fullmatch(word) is not None


def _room(figure: Fraction) -> Fraction:
    """What may follow it within one number: twenty-five, two hundred and five; after 7 only a scale."""
    return Fraction(10) if figure in range(20, 100) else Fraction(100) if figure >= 200 else Fraction(0)


def _written(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
