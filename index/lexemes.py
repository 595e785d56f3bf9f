"""A query's text cut into lexemes: words, phrases, operators, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from index.pointing import at

FIELDS = ("speaker", "outlet", "said", "title", "since", "until", "lang", "tag")
# What other search boxes call the same: a name that is none of ours is a sentence, never a word in silence.
_FOREIGN = {
    "after": "since", "author": "speaker", "before": "until", "by": "speaker", "from": "outlet", "headline": "title",
    "intitle": "title", "language": "lang", "person": "speaker", "quote": "said", "site": "outlet", "source": "outlet",
}  # fmt: skip
Kind = Literal["word", "phrase", "field", "near", "AND", "OR", "NOT", "(", ")"]

# Keyboards and fonts mix the double marks, so any of them closes any other. «…» and 「…」 are no operators: Russian,
# French, Chinese and Japanese write the names of things in them.
_MARKS = '"“”„'
_MINUS = "-−–"
_FIELD = re.compile(r"([^\W\d_]+):(\s|$)?")
_NEAR = re.compile(r"NEAR(?:/(\S*))?(?=[\s()]|$)")
_OPERATOR = re.compile(r"(AND|OR|NOT)(?=[\s()]|$)")
_WORD = re.compile(rf"[^\s(){_MARKS}]+")
_OF_QUERIES = re.compile(rf"[(){_MARKS}*:/]")
_OF_SENTENCES = re.compile(r"\b(THE|OF|TO|IN|ON|FOR|WITH|FROM|BY)\b")  # none is also an acronym, as WHO and IT are
_CAPITALS = re.compile(r"\b(AND|OR|NOT)\b")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query."""

    kind: Kind
    text: str  # of a phrase what stands between its marks; of a field its name; of NEAR its distance
    start: int  # in the query's text
    end: int


def is_shouted(text: str) -> bool:
    """Whether a sentence is in capitals throughout, so that capitals make no operator of its AND, OR and NOT.

    >>> is_shouted("PRESSURE ON DIEM AND HIS BROTHER"), is_shouted("NATO AND EU"), is_shouted("(FERRY OR BOAT) IN PORT")
    (True, False, False)
    """
    sentence = text.isupper() and _OF_SENTENCES.search(text) and not _OF_QUERIES.search(text)
    return bool(sentence and _CAPITALS.search(text))


def lexemes(text: str) -> Iterator[Lexeme]:
    """Its pieces, in order. Raises QueryError at a mark that is not closed, a distance or a field that is none."""
    position, shouted = 0, is_shouted(text)
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        lexeme = _next(text, position, shouted=shouted)
        yield lexeme
        position = lexeme.end


def _next(text: str, start: int, *, shouted: bool) -> Lexeme:
    if text[start] in "()":
        return Lexeme("(" if text[start] == "(" else ")", text[start], start, start + 1)
    if text[start] in _MARKS:
        return _phrase(text, start)
    if _excludes(text, start):
        return Lexeme("NOT", text[start], start, start + 1)
    if (match := _OPERATOR.match(text, start)) and not shouted:
        return Lexeme(match[1], match[1], start, match.end())  # type: ignore[arg-type]  # the pattern names kinds
    if match := _NEAR.match(text, start):
        return _near(text, match)
    if (match := _FIELD.match(text, start)) and (name := _field(text, match)):
        return Lexeme("field", name, start, match.end())
    match = _WORD.match(text, start)
    assert match, "every character begins one of the above"
    return Lexeme("word", match[0], start, match.end())


def _phrase(text: str, start: int) -> Lexeme:
    ends = [end for mark in _MARKS if (end := text.find(mark, start + 1)) >= 0]
    if not ends:
        raise at(
            text,
            start,
            "This quotation mark is not closed: close it, or leave it out to search for the words anywhere.",
        )
    return Lexeme("phrase", text[start + 1 : min(ends)], start, min(ends) + 1)


def _excludes(text: str, start: int) -> bool:
    """Whether a minus stands here before a word: between two spaces it is a dash, within a word a hyphen."""
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    return text[start] in _MINUS and (not before.strip() or before == "(") and bool(after.strip())


def _near(text: str, match: re.Match[str]) -> Lexeme:
    if not (distance := match[1] or "").isdecimal() or not 0 < int(distance) <= 1000:
        raise at(text, match.start(), "NEAR needs a distance in words, 1 to 1000, such as ferry NEAR/5 strike.")
    return Lexeme("near", distance, match.start(), match.end())


def _field(text: str, match: re.Match[str]) -> str | None:
    """The field that is named; None: a word with a colon after it, such as a time or an address."""
    name = match[1].lower()
    if match[2] is not None:
        if match[1] in FIELDS:
            raise at(text, match.start(), f"{name}: needs its value right behind the colon; in marks it is a word.")
        return None
    if name in FIELDS:
        return name
    if meant := _FOREIGN.get(name) or next(iter(get_close_matches(name, FIELDS, 1, 0.8)), None):
        raise at(text, match.start(), f"{name}: is not known here, {meant}: is. In quotation marks it is a word.")
    return None
