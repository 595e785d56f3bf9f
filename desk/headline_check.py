"""Whether an article says what its headline and lede say, and what these add, drop or turn around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from desk.changes import COORDINATING, REASONS, Reason
from desk.printing import Word, words_of
from desk.substance import NEGATION
from index.analyse import is_stop_word, terms, tokens
from ingest.article import Article, Span

Part = Literal["headline", "lede"]
Support = Literal["supported", "in part", "not found"]
How = Literal["adds", "drops"]

SHOWN = 3  # sentences on which a claim rests
SUPPORTED = 0.5  # of a claim's telling words stand in one sentence, or in two that follow one another
# Below both, nothing supports the claim: headlines of other articles hold less, 19 in 20 of an article's own hold more.
LEAST_TOGETHER = 0.25  # of them in one place
LEAST_ANYWHERE = 0.4  # of them anywhere in the article
NEARLY = 0.8  # of them in one sentence: it is the claim's own
WHOLE = 0.7  # of that sentence's length: the claim is the sentence and no part of it
SAME = 0.34  # of the telling words: a clause that holds so many says what the claim says

_REASONS: dict[str, Reason] = {reason: reason for reason in REASONS}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something of substance that only one of the two says."""

    how: How  # what the claim does against the article
    reason: Reason
    words: tuple[str, ...]  # as they stand in the claim, or for "drops" in the sentence


@dataclass(frozen=True, slots=True)
class Claim:
    """A headline or a lede, held against the rest of the article."""

    part: Part
    span: Span
    text: str  # article.text[start:end]
    support: Support
    share: float  # of its telling words that stand in its best place
    anywhere: float  # that stand anywhere in the article
    rests_on: tuple[Span, ...]  # sentences, the nearest first; empty where nothing supports it
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    terms: frozenset[str]
    words: tuple[Word, ...]


def check_headline(article: Article) -> tuple[Claim, ...]:
    """Headline and lede, each with what it rests on. Empty where the article has neither, or nothing besides."""
    sentences = tuple(_sentences(article))
    claims: list[tuple[Part, Span]] = [("headline", article.title)]
    if article.lede and article.lede != article.title:
        claims.append(("lede", article.lede))
    found = (_claim(article, part, span, sentences) for part, span in claims if span.end > span.start)
    return tuple(claim for claim in found if claim)


def _claim(article: Article, part: Part, span: Span, sentences: Sequence[_Sentence]) -> Claim | None:
    others = [one for one in sentences if one.span.end <= span.start or one.span.start >= span.end]
    wanted = _telling(span.of(article.text), article.language)
    if not others or not wanted:
        return None
    ranked = sorted(others, key=lambda one: (-len(one.terms & wanted), one.span))
    share = max(_share(wanted, one.terms) for one in _together(others))
    anywhere = _share(wanted, frozenset().union(*(one.terms for one in others)))
    support: Support = "supported" if share >= SUPPORTED else "in part"
    if share < LEAST_TOGETHER and anywhere < LEAST_ANYWHERE:
        support = "not found"
    best = [one for one in ranked[:SHOWN] if one.terms & wanted] if support != "not found" else []
    said = words_of(span.of(article.text), article.language)
    differences = tuple(_differences(article, span, said, wanted, best, others)) if best else ()
    return Claim(
        part, span, span.of(article.text), support, share, anywhere, tuple(one.span for one in best), differences
    )


def _sentences(article: Article) -> Iterator[_Sentence]:
    for paragraph in article.paragraphs:
        for span in paragraph.sentences:
            text = span.of(article.text)
            yield _Sentence(span, _telling(text, article.language), words_of(text, article.language))


def _telling(text: str, language: str) -> frozenset[str]:
    """Stems of the words that say something."""
    cut = [token for token in tokens(text) if not is_stop_word(token.word)]
    return frozenset(term.word.removesuffix("'s") for term in terms(cut, language))


def _together(sentences: Sequence[_Sentence]) -> Iterator[_Sentence]:
    """Each sentence, and each two that follow one another: a headline often joins them."""
    yield from sentences
    for one, after in pairwise(sentences):
        yield _Sentence(Span(one.span.start, after.span.end), one.terms | after.terms, ())


def _share(wanted: frozenset[str], terms: frozenset[str]) -> float:
    return len(wanted & terms) / len(wanted)


def _differences(
    article: Article,
    span: Span,
    said: Sequence[Word],
    wanted: frozenset[str],
    best: Sequence[_Sentence],
    others: Sequence[_Sentence],
) -> Iterator[Difference]:
    """Numbers and names against the article, "not" and "may" against the clauses that say the same.

    Where one sentence says nearly all of the claim, it alone is what the claim is held against.
    """
    text = span.of(article.text)
    shares = [_share(wanted, one.terms) for one in best]
    own = best[:1] if shares[0] >= SUPPORTED else best
    numbers = {word.number for one in (own if shares[0] >= NEARLY else others) for word in one.words if word.number}
    keys = {_name(word) for one in others for word in one.words}
    yield from _told("adds", "number", text, [w for w in said if w.number and w.number not in {*numbers, "1"}])
    yield from _told("adds", "name", text, [w for w in said if w.name and _name(w) not in keys])
    nearly = shares[0] >= NEARLY and len(said) >= WHOLE * len(best[0].words)
    for reason in ("negation", "modality"):
        mine = [word for word in said if _speaks(word, reason)]
        spoken = [found for one in own for found in _spoken(article, one, wanted, reason, whole=nearly)]
        if mine and (not spoken or (nearly and len(mine) > len(spoken))):
            yield from _told("adds", reason, text, mine)
        elif spoken and (not mine or (nearly and len(mine) < len(spoken))):
            yield Difference("drops", _REASONS[reason], tuple(dict.fromkeys(spoken)))


def _spoken(article: Article, one: _Sentence, wanted: frozenset[str], reason: str, *, whole: bool) -> Iterator[str]:
    """What denies or qualifies in a sentence: in all of it, or in the clauses that say what the claim says."""
    text = one.span.of(article.text)
    for words in [one.words] if whole else _clauses(article, one, wanted):
        yield from (word.span.of(text) for word in words if _speaks(word, reason))


def _name(word: Word) -> str:
    return word.key.removesuffix("'s")


def _clauses(article: Article, sentence: _Sentence, wanted: frozenset[str]) -> Iterator[list[Word]]:
    """The words of each clause that says what the claim says."""
    text, clause = sentence.span.of(article.text), list[Word]()
    for word in (*sentence.words, None):
        if clause and (word is None or word.after_mark or word.key in COORDINATING):
            stretch = text[clause[0].span.start : clause[-1].span.end]
            if _share(wanted, _telling(stretch, article.language)) >= SAME:
                yield clause
            clause = []
        if word:
            clause.append(word)


def _speaks(word: Word, reason: str) -> bool:
    """A headline says "to" for "will", so that neither adds nor drops anything."""
    return NEGATION in word.markers if reason == "negation" else bool(word.markers - {NEGATION, "will"})


def _told(how: How, reason: str, text: str, words: Sequence[Word]) -> Iterator[Difference]:
    if words:
        yield Difference(how, _REASONS[reason], tuple(dict.fromkeys(word.span.of(text) for word in words)))
