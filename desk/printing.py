"""The words of one printing, made ready to be compared with another's: what is only typography is taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import Literal

from desk import numbers
from desk.substance import HAN, NOTHING, WORD, Marker, markers
from index.analyse import without_accents
from ingest.article import Span

ELLIPSIS = "…"
LONGEST_NUMBER = 12  # words
# In this order: per cent; an ellipsis, also in brackets; 20th, 5G; figures; Han numerals; a Han sign; a word; a sign.
_TOKEN = re.compile(
    rf"(?P<share>(?<!\w)(?i:per cent|pour cent|процент(?:а|ов)?)(?!\w))"
    rf"|(?P<ellipsis>[\[(]?(?:…+|\.(?:\s?\.){{2,}})[\])]?)"
    rf"|(?P<mixed>\d+(?!(?:bn|mn|mio|mrd|trn)\b)[^\W\d_{HAN}]+)"
    rf"|(?P<figures>{numbers.FIGURES.pattern})"
    rf"|(?P<run>{numbers.HAN_NUMBER.pattern})"
    rf"|(?P<han>[{HAN}])"
    rf"|(?P<word>{WORD})"
    rf"|(?P<sign>[%％$€£¥₽])"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")  # soft hyphens, zero-width spaces, joiners
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff[]"))
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ＇", "'"))
# Umlauts tell German words apart (musste, müsste), and a breve Russian ones; every other accent is the typesetter's.
_KEPT_ACCENTS = frozenset("äöüй")
_CLAUSE = re.compile(r"[,;:.!?，。；：！？、—–]|\s-\s|[()\[\]]")
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]|\([^()]{1,200}\)|［[^［］]{1,200}］|（[^（）]{1,200}）")
_SPELLINGS = {"percent": "%", "pct": "%", "prozent": "%", **numbers.ORDINALS}
_ORDINAL_KEYS = frozenset(numbers.ORDINALS.values())
Bracket = Literal["", "[", "[t]he", "("]  # none, around the word, within the word, round ones


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
    def same_as(self) -> tuple[str, frozenset[Marker], bool]:
        """What another printing's word must equal: 能 is not the 能 of 可能, and "us" is not "[us]"."""
        return self.key, self.markers, self.bracket == "["


def words_of(text: str, language: str = "und") -> tuple[Word, ...]:
    """Every word of the text in order.

    >>> [word.key for word in words_of("“We’ll buy 1,000 jets” … for 5 per cent")]
    ["we'll", 'buy', '1000', 'jets', '…', 'for', '5', '%']
    """
    seen, places = _visible(text)
    words = _read_words(seen, language)
    if len(seen) == len(text):
        return words
    spans = (Span(places[word.span.start], places[word.span.end - 1] + 1) for word in words)
    return tuple(replace(word, span=span) for word, span in zip(words, spans, strict=True))


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """The text without what is invisible inside words, and where each of its characters stood."""
    if not _INVISIBLE.search(text):
        return text, range(len(text))
    places = [at for at, sign in enumerate(text) if not _INVISIBLE.match(sign)]
    return "".join(text[at] for at in places), places


def _read_words(text: str, language: str) -> tuple[Word, ...]:
    found = markers(text, language)
    words: list[Word] = []
    end = 0
    for match, bracket in _within(_TOKEN.finditer(text), _BRACKETED.finditer(text)):
        start = match.start()
        key, number = _read(match)
        words.append(
            Word(
                key=key,
                span=Span(start, match.end()),
                bracket=bracket,
                number=number,
                markers=found.modal.get(start, NOTHING),
                name=start in found.names,
                after_mark=end > 0 and _CLAUSE.search(text, end, start) is not None,
            )
        )
        end = match.end()
    return tuple(_with_numbers(words))


def _read(match: re.Match[str]) -> tuple[str, str | None]:
    """The key of a word, and its quantity where it says one by itself; figures are read with what follows them."""
    group = match.lastgroup
    if group == "share":
        return "%", "%"
    if group == "ellipsis":
        return ELLIPSIS, None
    if group == "run":
        return (value := numbers.han_value(match[0])), value
    key = key_of(match[0])
    return key, key if group in ("sign", "mixed") or key in _ORDINAL_KEYS else None


def _within(
    words: Iterator[re.Match[str]], brackets: Iterator[re.Match[str]]
) -> Iterator[tuple[re.Match[str], Bracket]]:
    """Each word with the bracket that it stands in, or that stands in it."""
    current = next(brackets, None)
    for word in words:
        while current and current.end() <= word.start():
            current = next(brackets, None)
        if current and current.start() <= word.start() and word.end() <= current.end():
            yield word, "(" if current[0][0] in "(（" else "["
        else:
            yield word, "[t]he" if word.lastgroup == "word" and ("[" in word[0] or "]" in word[0]) else ""


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """A word without what typesetting does to it.

    >>> key_of("Erdoğan"), key_of("ﬁ\u00adnance"), key_of("ＡＩ"), key_of("müsste"), key_of("Ещё")
    ('erdogan', 'finance', 'ai', 'müsste', 'еще')
    """
    if word.isascii():
        plain = word.translate(_DROPPED).lower()
        return _SPELLINGS.get(plain, plain)
    folded = unicodedata.normalize("NFKC", word.translate(_DROPPED).translate(_APOSTROPHES)).casefold()
    folded = "".join(sign if sign in _KEPT_ACCENTS else without_accents(sign) or sign for sign in folded)
    return _SPELLINGS.get(folded, folded)


def _with_numbers(words: Sequence[Word]) -> Iterator[Word]:
    """Words that say one number together become one."""
    at = 0
    while at < len(words):
        word, length = words[at], 1
        if word.number is None and numbers.begins(word.key):
            keys = _unbroken(words, at)
            length = max(1, numbers.reach(keys))
            value = numbers.value_of(keys[:length])
            span = Span(word.span.start, words[at + length - 1].span.end)
            word = replace(word, key=value or word.key, number=value, span=span)
        yield word
        at += length


def _unbroken(words: Sequence[Word], at: int) -> list[str]:
    """The next keys up to a clause mark: "in May, two" and "one, two" are no single number."""
    following = takewhile(lambda word: not word.after_mark, words[at + 1 : at + LONGEST_NUMBER])
    return [words[at].key, *(word.key for word in following)]
