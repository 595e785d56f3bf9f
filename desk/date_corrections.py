"""Days put right by a person: when an article appeared, and which time words in it speak of. Each can be undone."""

from __future__ import annotations

import re
from datetime import date, timedelta

from desk.corrections import CorrectionError, clean_name
from index.anchor import Anchor
from index.date_corrections import ARTICLE_DAY, MENTION
from index.ledger import Entry
from index.local import Local
from ingest.article import Article, DateMention, Precision, Span

UNDATED = "undated"
# What a day, week, month, quarter, season, half, year, decade, time or length looks like in TIMEX3 (ISO 24617-1).
_TIMEX = re.compile(
    r"\d{2,4}|\d{4}-(?:\d{2}|W\d{2}(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI)"
    r"|\d{4}-\d{2}-\d{2}(?:T(?:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?|MO|MI|AF|EV|NI))?"
    r"|P(?:T?\d+(?:\.\d+)?[YMWDHS])+|(?:PAST|PRESENT|FUTURE)_REF"
)


def correct_day(engine: Local, article: Article, day: str, *, why: str = "", author: str = "") -> Entry:
    """Say when an article appeared: 2024, 2024-01 or 2024-01-31, or "undated". Raises CorrectionError."""
    written = day.strip()
    found = None if written == UNDATED else _day(written)
    was = str(article.published.day) if article.published else UNDATED
    content = {
        "day": found[0].isoformat() if found else None,
        "precision": found[1] if found else "day",
        "was": was,
        "why": clean_name(why),
    }
    return engine.ledger.append(ARTICLE_DAY, content, anchor=Anchor.of(article, Span(0, 0)), author=author)


def correct_mention(engine: Local, article: Article, span: Span, value: str, *, author: str = "") -> Entry:
    """Say which time some words speak of, in TIMEX3; of none, where `value` is empty. Raises CorrectionError."""
    if not 0 <= span.start < span.end <= len(article.text):
        raise CorrectionError(f"Characters {span.start} to {span.end}: the text has {len(article.text)} characters.")
    wanted = value.strip()
    if wanted and not _is_timex(wanted):
        raise CorrectionError(
            f"{wanted!r:.40} is no value of TIMEX3: write 2024-01-31, 2024-W05, 2024-01, 2024-Q1, 2024 or P2D."
        )
    was = next((one.value for one in article.dates if one.span == span), None)
    if wanted == (was or ""):
        raise CorrectionError(f"These words speak of {was or 'no time'} already: write another value.")
    content = {"value": wanted or None, "was": was}
    return engine.ledger.append(MENTION, content, anchor=Anchor.of(article, span), author=author)


def mention_at(article: Article, start: int) -> DateMention:
    """The mention that begins at a character. Raises CorrectionError."""
    for mention in article.dates:
        if mention.span.start == start:
            return mention
    begins = ", ".join(str(one.span.start) for one in article.dates) or "nowhere"
    raise CorrectionError(f"No date of {article.id} begins at character {start}: they begin at {begins}.")


def days_spoken_of(article: Article) -> int:
    """How many different whole days the text names."""
    named = (one.value[:10] for one in article.dates if one.type in ("DATE", "TIME"))
    return len({value for value in named if len(value) == 10 and _is_timex(value)})


def _day(written: str) -> tuple[date, Precision]:
    parts = written.split("-")
    precisions: tuple[Precision, ...] = ("year", "month", "day")
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        found = date(year, month, day)
    except ValueError as error:
        raise CorrectionError(f"{written!r:.40} is no day: write 2024, 2024-01, 2024-01-31 or {UNDATED}.") from error
    if found > date.today() + timedelta(days=1):
        raise CorrectionError(f"{written} is in the future: no article has appeared then.")
    return found, precisions[min(len(parts), 3) - 1]


def _is_timex(value: str) -> bool:
    if not _TIMEX.fullmatch(value):
        return False
    try:
        return not re.match(r"\d{4}-\d{2}-\d{2}", value) or bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False
