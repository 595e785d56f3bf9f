"""Words that carry the substance of a sentence: what denies, what claims more or less, what names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.lexicon import lexicon

LISTS = Path(__file__).with_suffix(".toml")
NEGATION = "negation"
Marker = str  # "negation", or a class of modality
NOTHING: frozenset[Marker] = frozenset()
HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_LETTER = rf"[^\W_{HAN}]"
# Brackets may stand inside a word: "[t]he", "leave[s]".
WORD = (
    rf"(?:\[(?=\w{{1,2}}\]\w))?{_LETTER}"
    rf"(?:{_LETTER}|[\u0300-\u036f]|[\[\]'’ʼ＇](?={_LETTER})|(?<=\[\w)\]|(?<=\[\w\w)\])*"
)
_WORD = re.compile(WORD)
_HEAD = re.compile(r"[.!?…:\n\"“«„「]")  # what stands before a word at the head of a sentence or of a quote
_BRACKETS = dict.fromkeys(map(ord, "[]"))
_NOT = re.compile(r"n['’]t$|^n['’]")  # don't; n'est
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}  # of can't, won't, shan't
_WILL = re.compile(r"['’]ll$")
_PHRASES = re.compile(
    r"\b(?P<must>(?:ha(?:ve|s|d)|needs?)\s+to)\b|\b(?P<will>(?:am|is|are)\s+going\s+to)\b", re.IGNORECASE
)
_TITLED = 0.7  # share of capitalised words from which capitals say nothing: a headline


@dataclass(frozen=True, slots=True)
class Markers:
    """Where in a text they begin."""

    modal: Mapping[int, frozenset[Marker]]
    names: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Lists:
    words: Mapping[str, frozenset[Marker]]
    han: re.Pattern[str]
    han_markers: Mapping[str, frozenset[Marker]]
    places: frozenset[str]
    han_places: re.Pattern[str]


def markers(text: str, language: str) -> Markers:
    """What a text denies, claims and names. `language`: ISO 639-1; in German a capital makes no name."""
    lists = _lists()
    words = _words(text, language)
    modal = {word.start: marker for word in words if word.speaks and (marker := _marked(word.text, lists))}
    for match in lists.han.finditer(text):
        if match[0] in lists.han_markers:
            modal[match.start()] = lists.han_markers[match[0]]
    modal |= {match.start(): frozenset({str(match.lastgroup)}) for match in _PHRASES.finditer(text)}
    return Markers(modal, frozenset(_names(text, words, lists)))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    capital: bool
    telling: bool  # the capital says something: neither a sentence's head nor a headline makes it
    joined: bool  # the word before it, one space away, has a capital too

    @property
    def speaks(self) -> bool:
        """Whether it can deny or claim: May in "in May" and Will in "said Will" cannot."""
        return not self.telling or self.text.isupper()


def _words(text: str, language: str) -> list[_Word]:
    found = list(_WORD.finditer(text))
    capital = [match[0].lstrip("[")[0].isupper() for match in found]
    closed = lexicon("en").closed  # a headline sets its small words in lower case
    full = [upper for match, upper in zip(found, capital, strict=True) if match[0].casefold() not in closed]
    capitals_tell = language != "de" and sum(full) < _TITLED * len(full) + 1
    words, end = [], 0
    for at, match in enumerate(found):
        telling = capitals_tell and capital[at] and end > 0 and not _HEAD.search(text, end, match.start())
        joined = capitals_tell and at > 0 and capital[at - 1] and text[end : match.start()] == " "
        words.append(_Word(match[0], match.start(), capital[at], telling, joined))
        end = match.end()
    return words


def _marked(word: str, lists: _Lists) -> frozenset[Marker]:
    folded = word.translate(_BRACKETS).casefold()
    if _NOT.search(folded):
        stem = _NOT.sub("", folded)
        return lists.words.get(_STEMS.get(stem, stem), NOTHING) | {NEGATION}
    return frozenset({"will"}) if _WILL.search(folded) else lists.words.get(folded, NOTHING)


def _names(text: str, words: Iterable[_Word], lists: _Lists) -> Iterator[int]:
    yield from (match.start() for match in lists.han_places.finditer(text))
    closed = lexicon("en").closed
    shouted = text.isupper()
    for word in words:
        folded = word.text.casefold()
        capital = word.telling or (word.capital and word.joined)
        acronym = len(word.text) > 1 and word.text.isupper() and not shouted
        if folded in lists.places or ((capital or acronym) and folded not in closed and folded not in lists.words):
            yield word.start


@cache
def _lists() -> _Lists:
    lists = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    words = _classed({NEGATION: lists["negation"]} | lists["modality"])
    han = _classed({NEGATION: lists["negation_han"]} | lists["modality_han"])
    passed = lists["passed_han"].split()
    names = lists["names"]
    return _Lists(
        words, _any_of((*passed, *han)), han, frozenset(names["places"].split()), _any_of(names["han"].split())
    )


def _classed(lists: Mapping[str, str]) -> Mapping[str, frozenset[Marker]]:
    """Each word with its markers: "cannot" denies what "can" claims."""
    found: dict[str, frozenset[Marker]] = {}
    for marker, words in lists.items():
        for word in words.split():
            found[word] = found.get(word, NOTHING) | {marker}
    return found


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
