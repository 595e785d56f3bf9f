"""A paragraph as a reader of shapes sees it: one letter a token, with every quoted stretch as a single token.

`Q,MNV.` is `"...," Minister Smith said.` Rules and features look at these letters, never at the words.

| letter | token | letter | token |
|---|---|---|---|
| Q | a quoted stretch | V | said-verb |
| N | capitalised word | C | noun of speech |
| M | capitalised title or role | R | role: "official" |
| D, d, h | determiner, quantifier, possessive | B | body: "ministry" |
| P | pronoun | e, g | other word in -ed, -ing |
| o, T, t | of, to, that | x | other word in lower case |
| p, c, w, a, n, y | preposition, conjunction, subordinator, auxiliary, negation, adverb | W, # | day or month, number |
| s | possessive 's | . , ; : - ( ) | punctuation |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.article import Paragraph, Span
from ingest.lexicon import Lexicon
from ingest.marks import Stretch

HEADLINE = 0.25  # share of lower-case words below which a paragraph is a headline, whose capitals name nobody
STOPPED = re.compile(r"(?:^|[^.])\.$")  # one full stop, no ellipsis
SIGNS = {".": ".", "!": ".", "?": ".", "…": ".", ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")"}
SIGNS |= {"—": "-", "–": "-", "-": "-", "―": "-"}
Bounds = tuple[int, int]  # start and end in the text: a Span of each token would cost more than all else here
Token = tuple[str, Bounds, Stretch | None]  # as printed; "" for a stretch, which is one token


@dataclass(frozen=True, slots=True)
class Frame:
    """One paragraph in letters; all sequences are of the same length, one entry a token."""

    letters: str
    spans: tuple[Bounds, ...]
    words: tuple[str, ...]  # in lower case; "" for a stretch
    stretches: dict[int, Stretch]  # by token
    signs: dict[int, str]  # by token of a stretch: the sign that ends it within its marks, such as ","; else ""
    sentences: tuple[tuple[int, int], ...]  # token ranges, end exclusive; a stretch never breaks one


def frame(text: str, paragraph: Paragraph, stretches: Sequence[Stretch], lexicon: Lexicon) -> Frame:
    """The letters of a paragraph whose quoted stretches are given in order."""
    tokens = list(_tokens(text, paragraph.span, stretches, lexicon))
    spans = tuple([span for _, span, _ in tokens])
    words, letters = _read(tokens, lexicon)
    by_token = {place: stretch for place, (_, _, stretch) in enumerate(tokens) if stretch}
    signs = {place: SIGNS.get(_last(text, stretch), "") for place, stretch in by_token.items()}
    cuts = {*_ends(paragraph, spans), *_ends_beside(text, by_token, spans, letters)}
    sentences = tuple(pairwise(sorted({0, len(tokens), *cuts})))
    return Frame(letters, spans, words, by_token, signs, sentences)


def _last(text: str, stretch: Stretch) -> str:
    """The last character within the marks that is no space."""
    return stretch.inner.of(text).rstrip()[-1:]


def is_headline(letters: str) -> bool:
    """Whether nearly every word has a capital."""
    lower = sum(letters.count(letter) for letter in "xegRBC")
    return lower < HEADLINE * sum(letters.count(letter) for letter in "xegRBCNMV")


def _tokens(text: str, span: Span, stretches: Sequence[Stretch], lexicon: Lexicon) -> Iterator[Token]:
    """Words, signs and stretches; a dash right after a comma says nothing more than the comma."""
    at = span.start
    for stretch in (*stretches, None):
        end = stretch.span.start if stretch else span.end
        comma = False
        for match in lexicon.token.finditer(text, at, end):
            printed = match.group()
            if not (comma and SIGNS.get(printed) == "-") and printed not in lexicon.skipped:
                yield printed, match.span(), None
            comma = printed == ","
        if stretch:
            at = stretch.span.end
            yield "", (stretch.span.start, at), stretch


def _read(tokens: list[Token], lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """The words in lower case, and the letters."""
    words: list[str] = []
    letters: list[str] = []
    letter = "."
    for printed, _, stretch in tokens:
        word, letter = ("", "Q") if stretch else _read_word(printed, letter, lexicon)
        words.append(word)
        letters.append(letter)
    return tuple(words), "".join(letters)


@lru_cache(maxsize=1 << 15)  # the same words come again and again: 10 MB for most of the time of finding letters
def _read_word(printed: str, before: str, lexicon: Lexicon) -> tuple[str, str]:
    word = printed.lower().replace("’", "'")
    return word, _letter(word, printed[0].isupper(), before, lexicon)


def _letter(word: str, capital: bool, before: str, lexicon: Lexicon) -> str:
    if word[0] == "@" and len(word) > 1:
        return "N"
    if not word[0].isalnum():
        return SIGNS.get(word, "u") if len(word) == 1 else "s" if word == "'s" else "a"
    if word in lexicon.particles and before in "NM":
        return "N"
    if letter := lexicon.closed.get(word.rstrip(".'")):
        return letter
    if word[0].isdigit():
        return "#"
    return _open_letter(word.rstrip("."), capital, before, lexicon)


def _open_letter(word: str, capital: bool, before: str, lexicon: Lexicon) -> str:
    verb = lexicon.verbs.get(word)
    if verb and _stands_as_verb(word, verb[1], capital, before, lexicon):
        return "V"
    if capital and lexicon.is_title(word):
        return "M"
    if capital and not (lexicon.common and _is_common(word, before, lexicon)):
        return "N"
    for letter, words in (("R", lexicon.roles), ("B", lexicon.bodies), ("C", lexicon.nouns)):
        if word in words:
            return letter
    return "e" if word.endswith("ed") else "g" if word.endswith("ing") else "y" if word.endswith("ly") else "x"


def _is_common(word: str, before: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised German word is no name: "die Brücke", "Meinung". Few acronyms have over four letters."""
    return word.endswith(lexicon.common) or (before in "Dh" and len(word) > 4)


def _stands_as_verb(word: str, form: str, capital: bool, before: str, lexicon: Lexicon) -> bool:
    """Told from the noun of the same letters ("the report says", "reports say") by the word before."""
    noun = word in lexicon.nouns or word in lexicon.roles or word in lexicon.bodies
    if capital:
        return before in "NMRB" if form == "s" else form != "base" and before in (".Q" if noun else ".QNMRB")
    if noun:
        return before in "NMRBPTaQy," or (before == "d" and form == "base")
    return before not in ("Dho" if form in ("past", "ing") else "Dhos")


def _ends(paragraph: Paragraph, spans: Sequence[Bounds]) -> Iterator[int]:
    """The tokens at which the paragraph's sentences end, unless that is within a token."""
    starts = [start for start, _ in spans]
    for sentence in paragraph.sentences:
        place = bisect_left(starts, sentence.end)
        if place < len(spans) and (place == 0 or spans[place - 1][1] <= sentence.end):
            yield place


def _ends_beside(text: str, by_token: dict[int, Stretch], spans: Sequence[Bounds], letters: str) -> Iterator[int]:
    """The tokens at which a sentence ends before a stretch, or with a full stop inside it: `"We go." He left.`"""
    for place, stretch in by_token.items():
        if STOPPED.search(letters, max(0, place - 2), place):
            yield place
        if place + 1 < len(spans) and text[stretch.inner.end - 1] == "." and text[spans[place + 1][0]].isupper():
            yield place + 1
