"""Verdicts as JSON; docs/json.md describes them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from desk.holdings import Holdings
from desk.rows import Row, provenance_row, span_row
from desk.verify import Source, Verified
from desk.verify_wording import notes, verdict_line

if TYPE_CHECKING:
    from desk.drafts import Checked, Draft


def verify_answer(verified: Verified, held: Holdings) -> Row:
    """`desk verify WORDS --json`."""
    return verified_row(verified, held) | {"archive": holdings_row(held)}


def draft_answer(draft: Draft, held: Holdings) -> Row:
    """`desk verify DRAFT --json`."""
    return {
        "draft": draft.name,
        "quotes": [checked_row(checked, held) for checked in draft.quotes],
        "reported": draft.reported,
        "archive": holdings_row(held),
    }


def verified_row(verified: Verified, held: Holdings) -> Row:
    """A verdict with its sources."""
    return {
        "words": verified.words,
        "speaker": verified.speaker,
        "verdict": verified.verdict,
        "sentence": verdict_line(verified, held),
        "notes": list(notes(verified)),
        "kinds": list(verified.kinds),
        "reasons": list(verified.reasons),
        "sources": [source_row(source) for source in verified.sources],
        "nearest": [source_row(source) for source in verified.nearest],
        "otherwise": [source_row(source) for source in verified.otherwise],
    }


def source_row(source: Source) -> Row:
    """Where given words stand."""
    return provenance_row(source) | {
        "speaker": source.speaker,
        "person": source.person,
        "in_marks": source.in_marks,
        "of": span_row(source.of),
        "kinds": list(source.changes.kinds),
        "reasons": list(source.changes.reasons),
        "around": list(source.around),
        "changes": [
            {"archive": span_row(p.one), "given": span_row(p.other), "kinds": list(p.kinds), "reasons": list(p.reasons)}
            for p in source.changes.places
        ],
    }


def checked_row(checked: Checked, held: Holdings) -> Row:
    """A quote of a draft."""
    return {
        "start": checked.span.start,
        "end": checked.span.end,
        "text": checked.text,
        "paragraph": checked.paragraph,
        "speaker": checked.speaker,
        "problem": checked.problem,
        "verified": verified_row(checked.verified, held) if checked.verified else None,
    }


def table_rows(draft: Draft, held: Holdings) -> list[Row]:
    """The quotes of a draft as a table: one a line, with the best source."""
    return [_table_row(checked, held) for checked in draft.quotes]


def holdings_row(held: Holdings) -> Row:
    """What was looked through."""
    days = {"since": str(held.since) if held.since else None, "until": str(held.until) if held.until else None}
    return asdict(held) | days


def _table_row(checked: Checked, held: Holdings) -> Row:
    verified = checked.verified
    source = verified.sources[0] if verified and verified.sources else None
    return {
        "paragraph": checked.paragraph,
        "start": checked.span.start,
        "end": checked.span.end,
        "quote": checked.text,
        "speaker": checked.speaker,
        "verdict": verified.verdict if verified else "not looked up",
        "sentence": verdict_line(verified, held) if verified else checked.problem,
        "outlet": source.outlet if source else None,
        "published": str(source.published) if source and source.published else None,
        "said_by": (source.person or source.speaker) if source else None,
        "archive": source.text if source else None,
        "url": source.url if source else None,
        "article": source.article if source else None,
        "article_start": source.start if source else None,
        "article_end": source.end if source else None,
    }
