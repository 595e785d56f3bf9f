"""The day of a dateline: "WASHINGTON, Jan. 30 (AP) --" is the reporter's today; publication may follow it by a day."""

from __future__ import annotations

import re
from datetime import date

from ingest.dates.counting import day_of_month
from ingest.dates.lexicon import MONTH_NUMBER
from ingest.dates.reading import Clock

_LOOK = 400  # characters: a title, a byline and the place stand before it at most
_LATE = 3  # days after which a story is no longer published with its dateline's words
_MONTHS = "|".join(sorted((month.capitalize() for month in MONTH_NUMBER), key=len, reverse=True))
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .,'/-]{{2,60}}, (?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}}) ?(?:\([A-Z][\w /]{{1,30}}\)|--|[-—–])",
    re.M,
)


def day_written(text: str, published: date | None) -> date | None:
    """The day of the dateline where it is at most three days before publication, else the day of publication.

    >>> day_written("GENEVA, Jan. 30 (AP) -- Talks began today.", date(2024, 1, 31))
    datetime.date(2024, 1, 30)
    """
    match = _DATELINE.search(text, 0, _LOOK)
    if published is None or match is None:
        return published
    reading = day_of_month(Clock(published), MONTH_NUMBER[match["month"].lower()], int(match["day"]), None)
    day = reading and reading.moment and reading.moment.day
    return day if day and 0 <= (published - day).days <= _LATE else published
