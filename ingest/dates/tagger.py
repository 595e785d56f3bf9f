"""Dates in text: where they are printed, what they say, and what they count from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from ingest.article import DateMention, Paragraph, Span
from ingest.dates.chinese import CHINESE
from ingest.dates.dateline import day_written
from ingest.dates.english import read_english
from ingest.dates.french import FRENCH
from ingest.dates.german import GERMAN
from ingest.dates.phrases import NUMERIC, read_phrases
from ingest.dates.reading import Clock, Reading
from ingest.dates.russian import RUSSIAN
from ingest.dates.zones import in_zone, zone_written

_LANGUAGES: dict[str, Callable[[str, int, int, Clock], Iterable[tuple[Span, Reading]]]] = {
    "en": read_english,
    "de": partial(read_phrases, GERMAN),
    "fr": partial(read_phrases, FRENCH),
    "ru": partial(read_phrases, RUSSIAN),
    "zh": partial(read_phrases, CHINESE),
}
_FROM, _TO = 1000, 9000  # years in which counting a lifetime back or ahead stays within the calendar


def find_dates(
    text: str, paragraphs: Sequence[Paragraph], language: str, published: date | None
) -> tuple[DateMention, ...]:
    """Every time that the text speaks of, in order, never overlapping; `published` is all it counts from.

    English is read whole; German, French, Russian and Chinese for dates, days around publication, weekdays, months,
    quarters, seasons, years, decades and what is counted from publication; any other language for numeric dates.
    Without `published` what counts from it is underspecified as TIMEX3 writes it ("XXXX-08-07", "XXXX-WXX-5"), never
    given a default. No value is finer than what is printed.

    >>> [found.value for found in find_dates("It began on Friday, in early 2022.", (), "en", date(2024, 1, 31))]
    ['2024-01-26', '2022']
    """
    zone = zone_written(text)
    clock = Clock(day_written(text, published if published and _FROM <= published.year <= _TO else None))
    read = _LANGUAGES.get(language, partial(read_phrases, NUMERIC))
    return tuple(
        DateMention(span, in_zone(reading.value, zone), reading.type, reading.anchor)
        for start, end in _stretches(text, paragraphs)
        for span, reading in read(text, start, end, clock)
    )


def _stretches(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """The text cut where paragraphs begin and end: no expression crosses such an edge."""
    edges = {0, len(text)} | {edge for p in paragraphs for edge in (p.span.start, p.span.end) if edge < len(text)}
    return [(start, end) for start, end in pairwise(sorted(edges)) if not text[start:end].isspace()]
