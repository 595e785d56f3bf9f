"""Which languages a model reads, without loading the model, and which a query may be in."""

from __future__ import annotations

import unicodedata
from collections import Counter

# Script as Unicode names it -> the languages that a query in it may be in. A few words do not tell English from French,
# so a script is read where the model reads any of its languages.
_SCRIPTS = {
    "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "kk", "mk", "mn"),
    "CJK": ("zh", "ja"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "HANGUL": ("ko",),
    "ARABIC": ("ar", "fa", "ur"),
    "HEBREW": ("he", "yi"),
    "GREEK": ("el",),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "THAI": ("th",),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
}


def reads(codes: str, language: str) -> bool:
    """Whether a model of these languages ("en,de", "*" for all) reads one; where it is unknown, "und", it is tried.

    >>> reads("en,de", "de"), reads("en", "ru"), reads("*", "zh")
    (True, False, True)
    """
    known = {code.strip() for code in codes.split(",")}
    return language == "und" or bool(known & {language, "*"})


def reads_query(codes: str, text: str) -> bool:
    """Whether a model of these languages reads the script that most letters of the query are in.

    >>> reads_query("en", "Taiwan 台湾"), reads_query("en", "учения НАТО"), reads_query("zh", "军演")
    (True, False, True)
    """
    scripts = Counter(unicodedata.name(letter, "LATIN").partition(" ")[0] for letter in text if letter.isalpha())
    if not scripts or (script := scripts.most_common(1)[0][0]) not in _SCRIPTS:
        return True
    return any(reads(codes, language) for language in _SCRIPTS[script])
