"""Numbers as news prints them: digits, words, spoken years."""

from __future__ import annotations

from ingest.dates.lexicon import NUMBER_WORDS, ORDINALS

_CENTURIES = ("seventeen", "eighteen", "nineteen", "twenty")


def read_count(words: tuple[str, ...]) -> float | None:
    """A whole or half number; None: the words are no number that can be told.

    >>> read_count(("twenty", "-", "four")), read_count(("2", "1/2")), read_count(("two", "and", "a", "half"))
    (24.0, 2.5, 2.5)
    """
    total = part = 0.0
    for word in words:
        if word in ("hundred", "thousand", "million", "billion"):
            part = max(part, 1) * NUMBER_WORDS[word]
            total, part = (total + part, 0) if word != "hundred" else (total, part)
        elif (value := _value(word)) is not None:
            part += value
        elif word not in ("-", "–", "‐", "‑", "and", "a", "an"):
            return None
    return total + part or None


def read_ordinal(word: str) -> int:
    """The number of "third", "3rd" or "3"."""
    return ORDINALS.get(word) or int(word.rstrip("stndrh"))


def read_year_words(words: tuple[str, ...]) -> int | None:
    """A year as it is spoken.

    >>> read_year_words(("nineteen", "ninety", "-", "six")), read_year_words(("two", "thousand", "and", "four"))
    (1996, 2004)
    """
    numbers = [word for word in words if word in NUMBER_WORDS]
    if numbers[:2] == ["two", "thousand"] and (len(numbers) > 2 or "year" in words):
        return _as_year(2000 + sum(NUMBER_WORDS[word] for word in numbers[2:]))
    if len(numbers) < 2 or numbers[0] not in _CENTURIES or NUMBER_WORDS[numbers[1]] not in range(10, 100):
        return None
    return _as_year(NUMBER_WORDS[numbers[0]] * 100 + sum(NUMBER_WORDS[word] for word in numbers[1:]))


def _as_year(number: int) -> int | None:
    return number if 1000 <= number < 2200 else None


def _value(word: str) -> float | None:
    if word == "half":
        return 0.5
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if "/" in word:
        above, below = word.split("/")
        return int(above) / int(below) if int(below) else None
    digits = word.replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdecimal() else None
