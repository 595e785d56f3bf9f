"""Languages that are read by patterns over characters, and the numeric dates that every language shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.article import Span
from ingest.dates.counting import day_of_month
from ingest.dates.reading import Clock, Reading


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern and what reads its matches."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Clock], Reading | None]  # None: no date after all


def phrase(pattern: str, read: Callable[[re.Match[str], Clock], Reading | None], *, cased: bool = False) -> Phrase:
    """A pattern in any case, or as it is printed."""
    return Phrase(re.compile(pattern, 0 if cased else re.IGNORECASE), read)


def read_phrases(
    phrases: Sequence[Phrase], text: str, start: int, end: int, clock: Clock
) -> Iterator[tuple[Span, Reading]]:
    """Every date in `text[start:end]`, in order; of two that overlap the one that begins first, then the longer."""
    matches = [(match, phrase) for phrase in phrases for match in phrase.pattern.finditer(text, start, end)]
    position = start
    for match, phrase in sorted(matches, key=lambda found: (found[0].start(), -found[0].end())):
        if match.start() >= position and (reading := phrase.read(match, clock)) is not None:
            position = match.end()
            yield Span(*match.span()), reading


def _numeric(match: re.Match[str], clock: Clock) -> Reading | None:
    return day_of_month(clock, int(match["month"]), int(match["day"]), int(match["year"]))


NUMERIC = (
    Phrase(re.compile(r"(?<![\d.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"), _numeric),
    Phrase(re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)"), _numeric),
)
