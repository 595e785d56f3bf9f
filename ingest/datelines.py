"""Days of publication that stand in the text itself or in the name of its file: what counts where nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.article import Span
from ingest.published import is_only_a_day
from ingest.received import DateGiven, first_line

_LABEL = re.compile(
    r"(?:published|date|posted|дата|опубликовано|日期)\s*[:：]?\s*|[^\W\d_][\w.’' -]{1,30},\s", re.IGNORECASE
)
_WITHIN = 4  # first lines that are not blank
_PLACE = re.compile(  # "GENEVA, Jan. 30, 2024 (AP) --"; without a year it says no day of its own
    r"[A-Z][A-Z .,'/-]{2,60}, (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\b ?[(/—–-]"
)
_NAME = re.compile(r"((?:19|20)\d\d([-_.])\d\d\2\d\d)(?!\d)")


def dates_in_text(text: str, title: Span) -> Iterator[DateGiven]:
    """A line near the top that is nothing but a date, and the date of a place line."""
    at = title.end
    for _ in range(_WITHIN):
        line = first_line(text, at)
        at = line.end
        label = _LABEL.match(text, line.start, line.end)
        day = Span(label.end() if label else line.start, line.end)
        if is_only_a_day(day.of(text)):
            yield DateGiven(day.of(text), "dateline", day)
        elif place := _PLACE.match(text, line.start, line.end):
            yield DateGiven(place["day"], "dateline", Span(*place.span("day")))


def dates_in_name(origin: str) -> Iterator[DateGiven]:
    """The day that the name of a file of one article begins with; an address is no file.

    >>> [given.value for given in dates_in_name("clips/2024-01-31 talks.html")]
    ['2024-01-31']
    >>> list(dates_in_name("clips/2024-01-31.csv#4"))
    []
    """
    found = _NAME.match(PurePosixPath(origin.replace("\\", "/")).name)
    if found and "#" not in origin and "://" not in origin:
        yield DateGiven(found[1].replace("_", "-"), "date in the file name")
