"""Dated articles as a timeline reads them: which days their sentences speak of, and how much is on the theme."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.candidates import Candidate, Material, candidates, content_terms
from desk.periods import Grain, period_of
from index.analyse import tokens
from ingest.article import DateMention, Paragraph, Span

_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")  # how a TIMEX3 value of a day, or of a time in it, begins
_STEM = 4  # characters from which a word of the query stands for longer ones too: "Iraq" for "Iraqi"
_HEAD = 8  # sentences of an article that are read whether they name a day or not
_ANY = re.compile("")  # a theme that every sentence is on

Mentions = Sequence[DateMention]
Named = tuple[int, date]  # where a text names a whole day, and which


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
    told: tuple[Told, ...]  # the sentences at its head, and those in paragraphs that name a day
    share: float  # of all its sentences, those that are on the theme: 0..1


def read_tellings(articles: Iterable[tuple[Material, Mentions]], query: str) -> tuple[Telling, ...]:
    """The dated articles with a sentence on the theme; all dated ones where none holds a word of the query."""
    dated = [(material, mentions) for material, mentions in articles if material.published]
    themes = {language: theme_of(query, language) for language in {material.language for material, _ in dated}}
    shares = [_share(material, themes[material.language]) for material, _ in dated]
    if not any(shares):
        themes = dict.fromkeys(themes, _ANY)  # nothing sets one sentence before another
        shares = [_share(material, _ANY) for material, _ in dated]
    return tuple(
        Telling(material, material.published, tuple(_told(material, mentions, themes[material.language])), share)
        for (material, mentions), share in zip(dated, shares, strict=True)
        if share and material.published
    )


def by_period(tellings: Iterable[Telling], grain: Grain) -> tuple[Telling, ...]:
    """The same on a calendar of weeks, months or years: each day becomes the first of its period."""

    def first(day: date) -> date:
        return period_of(day, grain).since

    return tuple(
        replace(
            telling,
            published=first(telling.published),
            told=tuple(replace(one, days=frozenset(map(first, one.days))) for one in telling.told),
        )
        for telling in tellings
    )


def theme_of(query: str, language: str) -> re.Pattern[str]:
    """What finds a word of the query in a text, in any form that begins like it or like its stem.

    >>> [bool(theme_of("Iraq studies", "en").search(text)) for text in ("An Iraqi said", "It studied", "The liraq")]
    [True, True, False]
    """
    forms = sorted(content_terms(query, "und") | content_terms(query, language))
    return re.compile("|".join(map(_beginning, forms)) or "(?!)", re.IGNORECASE)


def _beginning(form: str) -> str:
    """A short word must end where the form does; Han and kana stand between others without a space."""
    if tokens(form)[0].unspaced:
        return re.escape(form)
    return rf"\b{re.escape(form)}" + (r"\b" if len(form) < _STEM else "")


def _share(material: Material, theme: re.Pattern[str]) -> float:
    sentences = [one for paragraph in _own(material) for one in paragraph.sentences]
    return sum(_holds(theme, material, one) for one in sentences) / max(1, len(sentences))


def _holds(theme: re.Pattern[str], material: Material, span: Span) -> bool:
    return theme.search(material.text, span.start, span.end) is not None


def _own(material: Material) -> list[Paragraph]:
    return [paragraph for paragraph in material.paragraphs if paragraph.repeats is None]


def _told(material: Material, mentions: Mentions, theme: re.Pattern[str]) -> Iterator[Told]:
    named = sorted(whole_days(mentions))
    paragraphs = _own(material)
    starts = [sentence.start for paragraph in paragraphs for sentence in paragraph.sentences]
    head = starts[:_HEAD][-1] if starts else 0
    read = tuple(p for p in paragraphs if p.span.start <= head or _days_within(p.span, named))
    for found in candidates([replace(material, paragraphs=read)]):
        sentence = replace(found, place=bisect_right(starts, found.span.start) - 1)
        yield Told(sentence, _days_within(found.span, named), _holds(theme, material, found.span))


def whole_days(mentions: Mentions) -> Iterator[Named]:
    """A week, a month or a year is no day, and a text can name the 31st of June."""
    for mention in mentions:
        written = _WHOLE_DAY.match(mention.value)
        if written and mention.type in ("DATE", "TIME"):
            try:
                yield mention.span.start, date.fromisoformat(written.group())
            except ValueError:
                continue


def _days_within(span: Span, named: Sequence[Named]) -> frozenset[date]:
    first, last = (bisect_left(named, edge, key=lambda one: one[0]) for edge in (span.start, span.end))
    return frozenset(day for _, day in named[first:last])
