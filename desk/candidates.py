"""Sentences that a summary may choose from: spans of dated articles, with what ranking needs of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.analyse import is_stop_word, stem, terms, tokens
from ingest.article import Article, Paragraph, Span
from ingest.sentences import trimmed

# Clock and zone, as some archives glue them before the first sentence: "Tue 3 May 2005 11.57 BST A guardsman ..."
_STAMP = re.compile(
    r"\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?\s*)?(?:GMT|UTC|BST|CES?T|EES?T|MSK|IST|[ECMP][SD]T)\b[\s|–—-]*", re.IGNORECASE
)
_DATELINE = re.compile(  # "AMMAN (Reuters) - ", "Tripoli, Libya (CNN) -- ", "本报北京8月3日电 （记者周倩）"
    r"(?!(?:The|An?|In)\b)(?:(?:[A-Z][\w.'’-]*|\d{1,4})[\s,/|]+){0,8}"
    r"\(\s*[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,3}\s*\)\s*(?:--?|[–—])\s*"
    r"|[^。]{0,30}日电\s*(?:[（(][^）)]{0,30}[）)])?\s*"
)
_HEAD = 8  # sentences that may carry a dateline: below them a clock is part of what is told
_LEAST = 30  # characters that must stay when a dateline goes
_FREE_MARK = re.compile(r'[.!?] "(?= [A-Z"(`])')  # texts cut into words by spaces: which way the mark looks is unsaid
# Words that every story holds, beyond those that the index passes over.
_IN_EVERY_STORY = """
    about above added after again against all also am among any because before being below between both did does
    doing down during each few further having here hers herself him himself however itself just like may might more
    most mr mrs ms must myself now off once one only other ours out over own per said same say says since some still
    such than themselves through told too two under until up upon us very via well while within without yet yours
    был была были было быть вот где говорит еще ещё заявил здесь можно наш наши очень после потом сказал сегодня
    сейчас сообщил также там теперь тоже только том тот эти этих этого этом"""
_EVERYWHERE = frozenset(_IN_EVERY_STORY.split())
_WORD = re.compile(r"[\u3400-\u9fff\u3041-\u30ff]|[^\s\u3400-\u9fff\u3041-\u30ff]+")  # Han and kana: each character


@dataclass(frozen=True, slots=True)
class Material:
    """One article as a summary reads it."""

    id: str
    published: date | None  # None: undated
    outlet: str | None
    language: str  # ISO 639-1
    text: str
    title: str  # empty where there is none
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Span, ...] = ()  # that are to stay whole


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen."""

    material: int  # which of the articles given, from 0
    span: Span
    text: str
    place: int  # its ordinal in the article, 0 is the first sentence
    words: int  # its length as a reader counts
    terms: frozenset[str]  # what it is about


def material_of(article: Article) -> Material:
    """What a summary reads of an article; only the day of a full date counts."""
    published = article.published if article.published and article.published.precision == "day" else None
    return Material(
        article.id,
        published.day if published else None,
        article.outlet,
        article.language,
        article.text,
        article.title.of(article.text),
        article.paragraphs,
        tuple(quote.span for quote in article.quotes if quote.kind != "indirect"),
    )


Wanted = Callable[[int, int, Span], bool]  # which article, the sentence's ordinal in it, its span


def candidates(materials: Sequence[Material], wanted: Wanted = lambda *_: True) -> tuple[Candidate, ...]:
    """The wanted sentences of all articles in order; a paragraph that repeats another of its article is passed over."""
    return tuple(found for number, material in enumerate(materials) for found in _candidates(number, material, wanted))


@lru_cache(maxsize=8192)  # of a pool, so that the same one at another length is there at once
def content_terms(text: str, language: str) -> frozenset[str]:
    """The words that say what a text is about, as stems.

    >>> sorted(content_terms("The ministers said they had agreed on tariffs.", "en"))
    ['agre', 'minist', 'tariff']
    """
    paired = terms((token for token in tokens(text) if _tells(token.word)), "und")
    return frozenset(stem([token.word for token in paired if len(token.word) > 1 and _tells(token.word)], language))


def word_count(text: str) -> int:
    """How many words a reader counts: what stands between spaces, and each character of Han or kana.

    >>> word_count("Prices rose 3.5%."), word_count("油价上涨")
    (3, 4)
    """
    return len(_WORD.findall(text))


def _tells(word: str) -> bool:
    return not is_stop_word(word) and word not in _EVERYWHERE


def _candidates(number: int, material: Material, wanted: Wanted) -> Iterator[Candidate]:
    for place, span in enumerate(_sentences(material)):
        if not wanted(number, place, span):
            continue
        own = _without_dateline(material.text, span) if place < _HEAD else span
        words = own.of(material.text)
        yield Candidate(number, own, words, place, word_count(words), content_terms(words, material.language))


def _sentences(material: Material) -> Iterator[Span]:
    for paragraph in material.paragraphs:
        if paragraph.repeats is None:
            yield from _cut_at_free_marks(material.text, _joined(paragraph.sentences, material.quotes))


def _joined(sentences: Iterable[Span], quotes: Sequence[Span]) -> Iterator[Span]:
    """Sentences, joined where a quote goes on from one to the next."""
    last: Span | None = None
    for sentence in sentences:
        if last and any(quote.start < last.end < quote.end for quote in quotes):
            sentence = Span(last.start, sentence.end)
        elif last:
            yield last
        last = sentence
    if last:
        yield last


def _cut_at_free_marks(text: str, sentences: Iterable[Span]) -> Iterator[Span]:
    """Sentences, cut after quotation marks that stand free; such a mark at the end without a partner is left out."""
    for sentence in sentences:
        edges = [mark.end() for mark in _FREE_MARK.finditer(text, sentence.start, sentence.end)]
        for start, end in zip((sentence.start, *edges), (*edges, sentence.end), strict=True):
            piece = trimmed(text, Span(start, end))
            unpaired = piece.of(text).endswith(' "') and piece.of(text).count('"') % 2
            yield trimmed(text, Span(piece.start, piece.end - 1)) if unpaired else piece


def _without_dateline(text: str, sentence: Span) -> Span:
    """The sentence from its own first word on."""
    start = max((stamp.end() for stamp in _STAMP.finditer(text, sentence.start, sentence.end)), default=sentence.start)
    dateline = _DATELINE.match(text, start, sentence.end)
    start = dateline.end() if dateline else start
    return Span(start, sentence.end) if sentence.end - start > _LEAST else sentence
