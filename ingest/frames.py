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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.article import Paragraph, Span
from ingest.lexicon import Lexicon
from ingest.marks import Stretch

HEADLINE = 0.25  # share of lower-case words below which a paragraph is a headline, whose capitals name nobody
STOPPED = re.compile(r"(?:^|[^.])\.$")  # one full stop, no ellipsis
SIGNS = {".": ".", "!": ".", "?": ".", "…": ".", ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")"}
SIGNS |= {"—": "-", "–": "-", "-": "-", "―": "-"}
Token = tuple[Span, Stretch | None]  # a stretch is one token


@dataclass(frozen=True, slots=True)
class Frame:
    """One paragraph in letters; all sequences are of the same length, one entry a token."""

    letters: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]  # in lower case; "" for a stretch
    stretches: dict[int, Stretch]  # by token
    signs: dict[int, str]  # by token of a stretch: the sign that ends it within its marks, such as ","; else ""
    sentences: tuple[tuple[int, int], ...]  # token ranges, end exclusive; a stretch never breaks one


def frame(text: str, paragraph: Paragraph, stretches: Sequence[Stretch], lexicon: Lexicon) -> Frame:
    """The letters of a paragraph whose quoted stretches are given in order."""
    tokens = list(_tokens(text, paragraph.span, stretches, lexicon))
    spans = tuple(span for span, _ in tokens)
    words = tuple(span.of(text).lower().replace("’", "'") if stretch is None else "" for span, stretch in tokens)
    letters = _letters(text, tokens, words, lexicon)
    by_token = {place: stretch for place, (_, stretch) in enumerate(tokens) if stretch}
    signs = {place: SIGNS.get(_last(text, stretch), "") for place, stretch in by_token.items()}
    return Frame(letters, spans, words, by_token, signs, tuple(_sentences(text, paragraph, tokens, letters)))


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
            if not (comma and SIGNS.get(match.group()) == "-") and match.group() not in lexicon.skipped:
                yield Span(*match.span()), None
            comma = match.group() == ","
        if stretch:
            yield stretch.span, stretch
            at = stretch.span.end


def _letters(text: str, tokens: list[Token], words: tuple[str, ...], lexicon: Lexicon) -> str:
    letters: list[str] = []
    for (span, stretch), word in zip(tokens, words, strict=True):
        capital = stretch is None and text[span.start].isupper()
        letters.append("Q" if stretch else _letter(word, capital, letters[-1] if letters else ".", lexicon))
    return "".join(letters)


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


def _sentences(text: str, paragraph: Paragraph, tokens: Sequence[Token], letters: str) -> Iterator[tuple[int, int]]:
    """Token ranges cut where the paragraph's sentences end, unless that is within a stretch."""
    ends = iter(sorted(sentence.end for sentence in paragraph.sentences))
    end = next(ends, None)
    begin = 0
    for place, (span, _) in enumerate(tokens):
        cut = letters[place] == "Q" and STOPPED.search(letters, max(0, place - 2), place) is not None
        cut = cut or (place > 0 and _ended_within(text, tokens[place - 1][1], span))
        while end is not None and end <= span.start:
            cut, end = True, next(ends, None)
        if cut and place > begin:
            yield begin, place
            begin = place
        while end is not None and end < span.end:
            end = next(ends, None)
    if begin < len(tokens):
        yield begin, len(tokens)


def _ended_within(text: str, stretch: Stretch | None, following: Span) -> bool:
    """Whether a sentence ends with a full stop inside a stretch: `"We go." He left.`"""
    return stretch is not None and text[stretch.inner.end - 1] == "." and text[following.start].isupper()
