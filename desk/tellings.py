"""Dated articles as a timeline reads them: which days each sentence speaks of, and whether it is on the theme."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from desk.candidates import Candidate, Material, candidates, content_terms
from ingest.article import DateMention

_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # how a TIMEX3 value of a day, or of a time in it, begins
_STEM = 4  # characters from which a word of the query stands for longer ones too: "Iraq" for "Iraqi"

Mentions = Sequence[DateMention]


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of an article."""

    sentence: Candidate
    days: frozenset[date]  # that it speaks of
    on_theme: bool  # it holds a word of the query


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of the theme."""

    material: Material
    published: date
    told: tuple[Told, ...]
    share: float  # of its sentences that are on the theme, 0..1


def read_tellings(articles: Iterable[tuple[Material, Mentions]], query: str) -> tuple[Telling, ...]:
    """The dated articles with a sentence on the theme; all dated ones where the query has no word that any holds."""
    read = [(m, m.published, candidates([m]), mentions) for m, mentions in articles if m.published]
    vocabulary = {m.language: set[str]() for m, *_ in read}
    for material, _, sentences, _ in read:
        vocabulary[material.language].update(*(one.terms for one in sentences))
    themes = {language: _theme(query, language, words) for language, words in vocabulary.items()}
    if not any(themes.values()):
        themes = vocabulary  # nothing sets one sentence before another
    tellings = (_telling(m, day, s, mentions, themes[m.language]) for m, day, s, mentions in read)
    return tuple(telling for telling in tellings if telling.share)


def _theme(query: str, language: str, vocabulary: Set[str]) -> set[str]:
    """The words of the articles that stand for one of the query."""
    asked = content_terms(query, language)
    stems = tuple(word for word in asked if len(word) >= _STEM)
    return {word for word in vocabulary if word in asked or word.startswith(stems)}


def _telling(
    material: Material, published: date, sentences: Sequence[Candidate], mentions: Mentions, theme: Set[str]
) -> Telling:
    days = _days_spoken_of(sentences, mentions)
    told = tuple(
        Told(one, frozenset(spoken), not one.terms.isdisjoint(theme))
        for one, spoken in zip(sentences, days, strict=True)
    )
    return Telling(material, published, told, sum(one.on_theme for one in told) / max(1, len(told)))


def _days_spoken_of(sentences: Sequence[Candidate], mentions: Mentions) -> list[set[date]]:
    """For each sentence the whole days that it names; a week, a month or a year names none."""
    days: list[set[date]] = [set() for _ in sentences]
    starts = [one.span.start for one in sentences]
    for mention in mentions:
        at = bisect_right(starts, mention.span.start) - 1
        if at >= 0 and mention.span.start < sentences[at].span.end and (day := _whole_day(mention)):
            days[at].add(day)
    return days


def _whole_day(mention: DateMention) -> date | None:
    written = _WHOLE_DAY.match(mention.value)
    if written is None or mention.type not in ("DATE", "TIME"):
        return None
    try:
        return date.fromisoformat(written.group())
    except ValueError:  # a text can name the 31st of June
        return None
