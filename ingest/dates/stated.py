"""When an article's words were said: the day that is printed beside a verb of saying."""

from __future__ import annotations

import re
from bisect import bisect_right
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
    days = [(number, mention) for number, mention in enumerate(dates) if _happened(mention, published)]
    for quote in sorted((one for one in quotes if one.cue), key=lambda one: one.span.start):
        beside = [(_gap(quote, mention), number) for number, mention in days if _dates(quote, mention, quotes, starts)]
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


def _dates(quote: Quote, mention: DateMention, quotes: Sequence[Quote], starts: Sequence[int]) -> bool:
    """Whether the mention may date the quote: in the sentence of its cue, and in nobody's words."""
    assert quote.cue is not None
    return _sentence(starts, mention.span) == _sentence(starts, quote.cue) and not any(
        one.span.start <= mention.span.start < one.span.end for one in quotes
    )


def _sentence(starts: Sequence[int], span: Span) -> int:
    return bisect_right(starts, span.start)


def _gap(quote: Quote, mention: DateMention) -> int:
    """Characters between cue and mention."""
    assert quote.cue is not None
    return max(mention.span.start - quote.cue.end, quote.cue.start - mention.span.end, 0)
