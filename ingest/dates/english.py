"""The English tagger: rules over word classes, tried from the longest expression to the shortest at each word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Span
from ingest.dates import (
    english_days,
    english_holidays,
    english_lengths,
    english_months,
    english_relative,
    english_times,
    english_units,
    english_vague,
    english_years,
)
from ingest.dates.joining import join_neighbours
from ingest.dates.reading import Clock, Found, Located, Reading, Rule
from ingest.dates.tokens import Words, compile_pattern, read_words

_RULES: tuple[Rule, ...] = (
    *english_holidays.rules(),
    *english_times.rules(),
    *english_days.rules(),
    *english_months.rules(),
    *english_years.rules(),
    *english_relative.rules(),
    *english_units.rules(),
    *english_lengths.rules(),
    *english_vague.rules(),
)
_NAMED_GROUP = re.compile(r"[(][?]P<[a-z]+>")
_NEVER_FIRST = compile_pattern("[OTHER DOT COMMA OF AND TO FOR IN ON AT HYPHEN APOSTROPHE POSSESSIVE OPEN CLOSE]")
_ANY = re.compile(f"(?!{_NEVER_FIRST})(?:" + "|".join(_NAMED_GROUP.sub("(?:", r.pattern.pattern) for r in _RULES) + ")")


def read_english(text: str, start: int, end: int, clock: Clock) -> Iterator[tuple[Span, Reading]]:
    """Every expression of time in `text[start:end]`, in order; what is read moves the clock."""
    words = read_words(text, start, end)
    for one in join_neighbours(words, _located(words, clock), clock):
        yield Span(words.matches[one.start].start(), words.matches[one.end - 1].end()), one.reading


def _located(words: Words, clock: Clock) -> list[Located]:
    located = []
    position = 0
    while match := _ANY.search(words.letters, position):
        found, reading = _first_reading(words, match.start(), clock)
        if found is None or reading is None:
            position = match.start() + 1
            continue
        position = found.end()
        if reading.moment:
            clock.hear(reading.moment)
        located.append(Located(found.start(), found.end(), reading))
    return located


def _first_reading(words: Words, position: int, clock: Clock) -> tuple[re.Match[str] | None, Reading | None]:
    """What the first rule that understands the words at `position` makes of them."""
    for rule in _RULES:
        match = rule.pattern.match(words.letters, position)
        if match is None:
            continue
        found = Found(words, match, clock)
        if (reading := rule.read(found)) is not None:
            return match, reading
    return None, None
