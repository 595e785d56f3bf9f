"""The article's own time zone, where its dateline or stamp gives one: what a time in another zone is moved to.

So the day of a time is that of the place the article was written in: 23:30 GMT on Tuesday is Wednesday in Moscow.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_LOOK = 400  # characters: a stamp stands before the first sentence, or in it
_HOURS = {"GMT": 0, "UTC": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}
_HOURS |= {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_STAMP = re.compile(  # a date, and right after it a time with its zone: "Tue 3 May 2005 11.57 BST"
    r"(?:\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),?(?: at)? "
    rf"\d{{1,2}}[.:]?\d{{2}} ?(?:[ap]\.?m\.? )?(?P<zone>{'|'.join(_HOURS)})\b"
)
_ZONED = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})")


def zone_written(text: str) -> timezone | None:
    """The zone of the stamp at the head of an article; None: it has none.

    >>> zone_written("Tue 3 May 2005 11.57 BST A guardsman said").utcoffset(None)
    datetime.timedelta(seconds=3600)
    """
    stamp = _STAMP.search(text, 0, _LOOK)
    return timezone(timedelta(hours=_HOURS[stamp["zone"]])) if stamp else None


def in_zone(value: str, zone: timezone | None) -> str:
    """A TIMEX3 value in the article's zone, where both zones are known; else as it is.

    >>> in_zone("2024-01-30T23:30Z", timezone(timedelta(hours=3)))
    '2024-01-31T02:30+03:00'
    """
    zoned = _ZONED.fullmatch(value)
    if zone is None or zoned is None:
        return value
    try:
        moment = datetime.fromisoformat(zoned[1] + zoned[2].replace("Z", "+00:00"))
        return moment.astimezone(zone).isoformat(timespec="minutes")
    except (ValueError, OverflowError):  # 25:00, or beyond the calendar
        return value
