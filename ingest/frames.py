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

TOKEN = re.compile(
    r"['’](?:s|re|ll|ve|d|m)\b|(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Adm|Prof|Rev|Jr|Sr|St)\."
    r"|[^\W_]+(?:[-&][^\W_]+|['’](?!(?:s|re|ll|ve|d|m)\b)[^\W\d_]+)*|[^\w\s]"
)
STOPPED = re.compile(r"(?:^|[^.])\.$")  # one full stop, no ellipsis
SIGNS = {".": ".", "!": ".", "?": ".", "…": ".", ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")"}
SIGNS |= {"—": "-", "–": "-", "-": "-", "―": "-"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One paragraph in letters; all sequences are of the same length, one entry a token."""

    letters: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]  # in lower case; "" for a stretch
    stretches: dict[int, Stretch]  # by token
    sentences: tuple[tuple[int, int], ...]  # token ranges, end exclusive; a stretch never breaks one


def frame(text: str, paragraph: Paragraph, stretches: Sequence[Stretch], lexicon: Lexicon) -> Frame:
    """The letters of a paragraph whose quoted stretches are given in order."""
    tokens = list(_tokens(text, paragraph.span, stretches))
    spans = tuple(span for span, _ in tokens)
    words = tuple(span.of(text).lower().replace("’", "'") if stretch is None else "" for span, stretch in tokens)
    letters = _letters(text, tokens, words, lexicon)
    by_token = {place: stretch for place, (_, stretch) in enumerate(tokens) if stretch}
    return Frame(letters, spans, words, by_token, tuple(_sentences(paragraph, spans, letters)))


def _tokens(text: str, span: Span, stretches: Sequence[Stretch]) -> Iterator[tuple[Span, Stretch | None]]:
    at = span.start
    for stretch in stretches:
        yield from ((Span(*m.span()), None) for m in TOKEN.finditer(text, at, stretch.span.start))
        yield stretch.span, stretch
        at = stretch.span.end
    yield from ((Span(*m.span()), None) for m in TOKEN.finditer(text, at, span.end))


def _letters(text: str, tokens: list[tuple[Span, Stretch | None]], words: tuple[str, ...], lexicon: Lexicon) -> str:
    letters: list[str] = []
    for (span, stretch), word in zip(tokens, words, strict=True):
        capital = stretch is None and text[span.start].isupper()
        letters.append("Q" if stretch else _letter(word, capital, letters[-1] if letters else ".", lexicon))
    return "".join(letters)


def _letter(word: str, capital: bool, before: str, lexicon: Lexicon) -> str:
    if not word[0].isalnum():
        return SIGNS.get(word, "u") if len(word) == 1 else "s" if word == "'s" else "a"
    if letter := lexicon.closed.get(word.rstrip(".")):
        return letter
    if word[0].isdigit():
        return "#"
    return _open_letter(word.rstrip("."), capital, before, lexicon)


def _open_letter(word: str, capital: bool, before: str, lexicon: Lexicon) -> str:
    verb = lexicon.verbs.get(word)
    if verb and _stands_as_verb(word, verb[1], capital, before, lexicon):
        return "V"
    if capital:
        return "M" if word in lexicon.titles or word in lexicon.roles or word in lexicon.bodies else "N"
    for letter, words in (("R", lexicon.roles), ("B", lexicon.bodies), ("C", lexicon.nouns)):
        if word in words:
            return letter
    return "e" if word.endswith("ed") else "g" if word.endswith("ing") else "x"


def _stands_as_verb(word: str, form: str, capital: bool, before: str, lexicon: Lexicon) -> bool:
    """Told from the noun of the same letters ("the report says", "reports say") by the word before."""
    noun = word in lexicon.nouns or word in lexicon.roles or word in lexicon.bodies
    if capital:
        return before in "NMRB" if form == "s" else form != "base" and before in (".Q" if noun else ".QNMRB")
    if noun:
        return before in "NMRBPTaQy,"
    return before not in ("Dho" if form in ("past", "ing") else "Dhos")


def _sentences(paragraph: Paragraph, spans: tuple[Span, ...], letters: str) -> Iterator[tuple[int, int]]:
    """Token ranges cut where the paragraph's sentences end, unless that is within a stretch."""
    ends = iter(sorted(sentence.end for sentence in paragraph.sentences))
    end = next(ends, None)
    begin = 0
    for place, span in enumerate(spans):
        cut = letters[place] == "Q" and STOPPED.search(letters, max(0, place - 2), place) is not None
        while end is not None and end <= span.start:
            cut, end = True, next(ends, None)
        if cut and place > begin:
            yield begin, place
            begin = place
        while end is not None and end < span.end:
            end = next(ends, None)
    if begin < len(spans):
        yield begin, len(spans)
