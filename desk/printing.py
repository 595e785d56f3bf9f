"""The words of one printing, made ready to be compared with another's: what is only typography is taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from desk import numbers
from desk.substance import HAN, NOTHING, WORD, Marker, markers
from ingest.article import Span

ELLIPSIS = "…"
# In this order: an ellipsis, also in brackets; 20th, 5G; figures; Chinese numerals; a Han sign; a word; money or share.
_TOKEN = re.compile(
    rf"(?P<ellipsis>[\[(]?(?:…+|\.(?:\s?\.){{2,}})[\])]?)"
    rf"|(?P<mixed>\d+(?!(?:bn|mn|mio|mrd|trn)\b)[^\W\d_{HAN}]+)"
    rf"|(?P<figures>{numbers.FIGURES.pattern})"
    rf"|(?P<run>{numbers.HAN_NUMBER.pattern})"
    rf"|(?P<han>[{HAN}])"
    rf"|(?P<word>{WORD})"
    rf"|(?P<sign>[%％$€£¥₽])"
)
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff[]"))
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ＇", "'"))
# Umlauts tell German words apart (musste, müsste), and a breve Russian ones; every other accent is the typesetter's.
_KEPT_ACCENTS = frozenset("äöüй")
_ACCENT = re.compile("[\u0300-\u036f]")
_CLAUSE = re.compile(r"[,;:.!?，。；：！？、—–]|\s-\s|[()\[\]]")
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]|\([^()]{1,200}\)|［[^［］]{1,200}］|（[^（）]{1,200}）")
_SPELLINGS = {"percent": "%", "pct": "%", "prozent": "%", **numbers.ORDINALS}
_ORDINAL_KEYS = frozenset(numbers.ORDINALS.values())
_PER_CENT = re.compile(r"(?<!\w)(?:per cent|pour cent|процент(?:а|ов)?)(?!\w)", re.IGNORECASE)

Bracket = Literal["", "[", "("]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or ellipsis where it stands."""

    key: str  # the same for the same word however it is set
    span: Span
    bracket: Bracket  # inside which brackets it stands
    number: str | None  # the quantity that it says
    markers: frozenset[Marker]  # what it does to the sentence: denies, claims less or more
    name: bool
    after_mark: bool  # a comma, full stop, dash or bracket stands between it and the word before

    @property
    def same_as(self) -> tuple[str, frozenset[Marker]]:
        """What another printing's word must equal: 能 alone and 能 in 可能 are two words."""
        return self.key, self.markers


def words_of(text: str, language: str = "und") -> tuple[Word, ...]:
    """Every word of the text in order.

    >>> [word.key for word in words_of("“We’ll buy 1,000 jets” … for 5 per cent")]
    ["we'll", 'buy', '1000', 'jets', '…', 'for', '5', '%']
    """
    found = markers(text, language)
    brackets = list(_BRACKETED.finditer(text))
    words = [_word(text, match) for match in _tokens(text)]
    words = [replace(word, bracket=bracket) for word, bracket in _within(words, brackets)]
    words = [
        replace(word, markers=found.modal.get(word.span.start, NOTHING), name=word.span.start in found.names)
        for word in words
    ]
    return tuple(_with_numbers(_with_marks(text, words)))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Matches of words, with "per cent" as one sign."""
    at = 0
    for share in (*_PER_CENT.finditer(text), None):
        yield from _TOKEN.finditer(text, at, share.start() if share else len(text))
        if share:
            yield share
            at = share.end()


def _word(text: str, match: re.Match[str]) -> Word:
    span, group = Span(*match.span()), match.lastgroup
    if group is None:  # per cent
        return Word("%", span, "", "%", NOTHING, False, False)
    if group == "ellipsis":
        return Word(ELLIPSIS, span, "", None, NOTHING, False, False)
    if group == "run":
        value = numbers.han_value(match[0])
        return Word(value, span, "", value, NOTHING, False, False)
    if group == "mixed":
        return Word(key_of(match[0]), span, "", key_of(match[0]), NOTHING, False, False)
    bracket: Bracket = "[" if "[" in match[0] or "]" in match[0] else ""
    key = key_of(match[0])
    counts = key if group == "sign" or key in _ORDINAL_KEYS else None
    return Word(key, span, bracket, counts, NOTHING, False, False)


def key_of(word: str) -> str:
    """A word without what typesetting does to it.

    >>> key_of("Erdoğan"), key_of("ﬁ\u00adnance"), key_of("ＡＩ"), key_of("müsste"), key_of("Ещё")
    ('erdogan', 'finance', 'ai', 'müsste', 'еще')
    """
    folded = unicodedata.normalize("NFKC", word.translate(_DROPPED).translate(_APOSTROPHES)).casefold()
    folded = "".join(sign if sign in _KEPT_ACCENTS else _plain(sign) for sign in folded)
    return _SPELLINGS.get(folded, folded)


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign == "ё":
        return "е"
    return _ACCENT.sub("", unicodedata.normalize("NFD", sign)) or sign


def _within(words: Sequence[Word], brackets: Sequence[re.Match[str]]) -> Iterator[tuple[Word, Bracket]]:
    """Each word with the bracket that it stands in."""
    ahead = iter(brackets)
    current = next(ahead, None)
    for word in words:
        while current and current.end() <= word.span.start:
            current = next(ahead, None)
        inside = current is not None and current.start() <= word.span.start and word.span.end <= current.end()
        kind: Bracket = "(" if current and current[0][0] in "(（" else "["
        yield word, kind if inside else word.bracket


def _with_marks(text: str, words: Sequence[Word]) -> Iterator[Word]:
    yield from words[:1]
    for before, word in pairwise(words):
        yield replace(word, after_mark=_CLAUSE.search(text, before.span.end, word.span.start) is not None)


def _with_numbers(given: Iterator[Word]) -> Iterator[Word]:
    """Words that say one number together become one."""
    words = list(given)
    keys = [word.key for word in words]
    at = 0
    while at < len(words):
        length = numbers.reach(_unbroken(keys, words, at))
        if words[at].number is None and length:
            value = numbers.value_of(keys[at : at + length])
            yield replace(
                words[at],
                key=value or keys[at],
                number=value,
                span=Span(words[at].span.start, words[at + length - 1].span.end),
            )
        else:
            yield words[at]
        at += length or 1


def _unbroken(keys: Sequence[str], words: Sequence[Word], at: int) -> Sequence[str]:
    """The next keys up to a clause mark: "in May, two" and "one, two" are no single number."""
    end = next((n for n in range(at + 1, min(len(words), at + 12)) if words[n].after_mark), min(len(words), at + 12))
    return keys[at:end]
