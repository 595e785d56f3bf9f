"""When an article's words were said: the day that is printed beside a verb of saying."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from ingest.article import DateMention, Paragraph, Quote, Span

_NEAR = 40  # characters between the verb and its day: "told reporters in Port Amity on Tuesday"
_LATE = timedelta(days=365)  # after which words are history and no news
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def when_said(
    paragraphs: Sequence[Paragraph], quotes: Sequence[Quote], dates: Sequence[DateMention], published: date | None
) -> int | None:
    """The place in `dates` of the day that the first dated quote was said on; None: the text does not tell.

    The day stands in the sentence of the quote's cue, near it and outside the words quoted, and is not after
    publication: "he said on Tuesday that they would sail on Friday" was said on Tuesday.
    """
    starts = [sentence.start for paragraph in paragraphs for sentence in paragraph.sentences]
    days = defaultdict[int, list[tuple[int, DateMention]]](list)  # by sentence
    for number, mention in enumerate(dates):
        if _happened(mention, published):
            days[_sentence(starts, mention.span)].append((number, mention))
    for cue in (one.cue for one in sorted(quotes, key=lambda one: one.span.start) if one.cue):
        near = days.get(_sentence(starts, cue), ())
        beside = [(_gap(cue, mention), number) for number, mention in near if not _is_quoted(mention, quotes)]
        if beside and min(beside)[0] <= _NEAR:
            return min(beside)[1]
    return None


def _happened(mention: DateMention, published: date | None) -> bool:
    written = _WHOLE_DAY.match(mention.value) if mention.type in ("DATE", "TIME") else None
    try:
        day = date.fromisoformat(written[0]) if written else None
    except ValueError:
        return False
    return day is not None and published is not None and published - _LATE <= day <= published


def _is_quoted(mention: DateMention, quotes: Sequence[Quote]) -> bool:
    """Whether a mention is somebody's words."""
    return any(one.span.start <= mention.span.start < one.span.end for one in quotes)


def _sentence(starts: Sequence[int], span: Span) -> int:
    return bisect_right(starts, span.start)


def _gap(cue: Span, mention: DateMention) -> int:
    """Characters between cue and mention."""
    return max(mention.span.start - cue.end, cue.start - mention.span.end, 0)
