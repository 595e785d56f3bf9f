"""What a brief is to be of, and how long: put together from what a page, a command line or a URL gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from desk.periods import parse_period
from desk.summary import SentenceOrder
from index.engine import Query
from ingest.article import NewsdeskError

About = Literal["query", "speaker", "day", "article", "picked"]

WORDS = 80  # of a brief whose length nobody gives


class BriefError(NewsdeskError):
    """A brief of nothing, or of two things at once."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One brief."""

    about: About = "query"
    query: Query = field(default_factory=Query)  # the question, or what narrows a speaker's words or a day's news
    speaker: str = ""  # of a brief about a speaker
    day: date | None = None  # of a brief about a day
    picks: tuple[str, ...] = ()  # of a brief about an article or about picked passages, as desk/picks.py writes them
    words: int | None = WORDS  # at most; None: no limit
    sentences: int | None = None  # at most; None: no limit
    order: SentenceOrder = "time"


def assignment(
    query: Query,
    *,
    said_by: str = "",
    day: str = "",
    article: str = "",
    picks: Sequence[str] = (),
    words: int | None = None,
    sentences: int | None = None,
    arrange: SentenceOrder = "time",
) -> Assignment:
    """An assignment about the one thing that is named, else about the query.

    Without a length it has WORDS; with a number of sentences alone, no limit of words.

    >>> assignment(Query("ferry"), day="2025-03-04").about
    'day'
    """
    given: dict[About, object] = {"speaker": said_by, "day": day, "article": article, "picked": picks}
    named = [about for about, value in given.items() if value]
    if len(named) > 1:
        raise BriefError(f"A brief is about one thing: {' and '.join(named)} were named.")
    return Assignment(
        about=named[0] if named else "query",
        query=query,
        speaker=said_by,
        day=_day(day) if day else None,
        picks=(article,) if article else tuple(picks),
        words=WORDS if words is None and sentences is None else words,
        sentences=sentences,
        order=arrange,
    )


def _day(written: str) -> date:
    period = parse_period(written)
    if period.since != period.until:
        raise BriefError(f"{written!r} is more than a day: give one as YYYY-MM-DD.")
    return period.since
