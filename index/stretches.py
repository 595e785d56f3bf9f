"""A year, a month or a day, as a person writes it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def stretch_of(written: str) -> tuple[date, date]:
    """Its first and last day. Raises ValueError with a sentence.

    >>> stretch_of("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not (match := _WRITTEN.fullmatch(written)):
        raise ValueError(f"{written!r} is no period: expected 2024, 2024-01 or 2024-01-31")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        since = date(year or 1, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"{written!r} is not in the calendar") from error
    last_month = month or 12
    return since, date(since.year, last_month, day or monthrange(since.year, last_month)[1])
