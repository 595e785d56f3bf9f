"""Words of a text and the class of each, so that the grammar can be written over classes.

A text becomes a string with one letter per word: every pattern is an ordinary regular expression over that string,
and most words share the one letter that no pattern begins with. So a text is read in time linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates.lexicon import CLASSES, WORDS

_WORD = re.compile(
    r"(?!\s)(?:[ap]\.\s?m\b\.?"  # a.m.
    r"|(?-i:[^\W\d_]+(?![^\W_]))"  # words
    r"|\d{4}-\d\d-\d\d(?![\d-])(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"  # ISO day, perhaps with a time
    r"|\d{4}/\d\d/\d\d(?![\d/])"  # 2024/01/31
    r"|\d{1,2}(?:[.:]\d\d)?[ap]\.?m\b(?:\.(?!\w))?"  # 6am, 8.15pm
    r"|(?:\d{1,2}\.\d{1,2}\.|\d{1,2}/\d{1,2}/)\d{2,4}(?!\d)"  # 31.01.2024, 7/8/07
    r"|\d/\d(?![\w/])"  # 1/2
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\d)"  # 10:35
    r"|\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:st|nd|rd|th|s)?(?![^\W_])"  # 31, 1,500, 5.2, 1st, 1980s
    r"|(?-i:\w+|[^\w\s]))",
    re.IGNORECASE,
)
_LETTER = {name: chr(0xE000 + number) for number, name in enumerate(CLASSES)}
_OTHER = _LETTER["OTHER"]
_LETTER_OF_WORD = {word: _LETTER[name] for word, name in WORDS.items()}
_CLASS_NAME = re.compile(r"\b[A-Z][A-Z_0-9]+\b")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one stretch of text."""

    matches: tuple[re.Match[str], ...]
    letters: str  # one letter for each

    def word(self, index: int) -> str:
        """A word in lower case; empty outside the stretch."""
        return self.matches[index][0].lower() if 0 <= index < len(self.matches) else ""


def read_words(text: str, start: int, end: int) -> Words:
    """The words of `text[start:end]` with their classes."""
    matches = tuple(_WORD.finditer(text, start, end))
    return Words(matches, "".join([_letter(match[0]) for match in matches]))


def compile_pattern(pattern: str) -> str:
    """A pattern over class names as a regular expression over letters; spaces are for the reader.

    >>> compile_pattern("MONTH DOT?") == _LETTER["MONTH"] + _LETTER["DOT"] + "?"
    True
    """
    return re.sub(r"\s+", "", _CLASS_NAME.sub(lambda match: _LETTER[match[0]], pattern))


@lru_cache(maxsize=1 << 14)  # the same words come again and again
def _letter(word: str) -> str:
    if letter := _LETTER_OF_WORD.get(word):
        return letter
    if not word[0].isdecimal():
        return _OTHER
    if word.isdecimal():
        return _LETTER[_number_class(word)]
    if word[-1] in "sS" and word[-2] == "0" and word[:-1].isdecimal():
        return _LETTER["DECADE"]
    if word[-2:].lower() in ("st", "nd", "rd", "th"):
        return _LETTER["ORDINAL"]
    return _LETTER[_joined_class(word)]


def _number_class(word: str) -> str:
    value = int(word) if len(word) < 5 else 0
    if len(word) == 4 and 1000 <= value < 2200:
        return "YEAR"
    return "SMALL" if len(word) <= 2 and 1 <= value <= 31 else "NUMBER"


def _joined_class(word: str) -> str:
    if ":" in word and "-" not in word:
        return "CLOCK"
    if word.rstrip(".")[-1:] in "mM" and word[-1:] != word:
        return "HOUR"
    if word[:4].isdigit() and word[4:5] in ("-", "/"):
        return "ISO"
    if word.count("/") == 2 or word.count(".") == 2:
        return "NUMERIC"
    return "FRACTION" if "/" in word else "NUMBER"
