"""Answers as JSON: the one place where field names are given. docs/json.md describes them; a test compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from index.engine import Copy, Day, Hit, Hits, QuoteHit, Quotes
from index.ledger import Entry
from ingest.article import Span

if TYPE_CHECKING:
    from desk.brief import Brief, BriefSentence
    from desk.people import Person, Suggestion
    from desk.phrasing import PhrasedSentence
    from desk.timeline import Bar, Timeline

Row = dict[str, Any]


class Provenance(Protocol):
    """Words of an article with everything that proves them: a hit, a quote, a sentence, a source."""

    @property
    def article(self) -> str: ...
    @property
    def given_id(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def published(self) -> date | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def sha256(self) -> str: ...


def search_answer(hits: Hits) -> Row:
    """`desk search --json`."""
    return {
        "hits": [hit_row(hit) for hit in hits.hits],
        "total": hits.total,
        "articles": hits.articles,
        "groups": hits.groups,
        "meaning": hits.meaning,
        "note": hits.note,
    }


def quotes_answer(quotes: Quotes) -> Row:
    """`desk quotes --json`."""
    return {"quotes": [quote_row(quote) for quote in quotes.quotes], "total": quotes.total}


def timeline_answer(timeline: Timeline) -> Row:
    """`desk timeline --json`."""
    return {
        "clock": timeline.clock,
        "grain": timeline.grain,
        "bars": [bar_row(bar) for bar in timeline.bars],
        "guessed": [bar_row(bar) for bar in timeline.guessed],
        "undated": timeline.undated,
        "articles": timeline.articles,
        "days": [day_row(day) for day in timeline.days],
    }


def summary_answer(brief: Brief) -> Row:
    """`desk summary --json`."""
    return {
        "sentences": [sentence_row(sentence) for sentence in brief.sentences],
        "paragraphs": brief.paragraphs,
        "articles": brief.articles,
        "note": brief.note,
    }


def sentence_row(sentence: BriefSentence) -> Row:
    """A sentence of a brief."""
    return provenance_row(sentence.passage) | {
        "stands_for": sentence.stands_for,
        "stands_at": sentence.stands_at,
        "copies": sentence.copies,
        "outlets": sentence.outlets,
        "altered": [provenance_row(one.passage) | {"reasons": list(one.reasons)} for one in sentence.altered],
    }


def phrased_row(sentence: PhrasedSentence) -> Row:
    """A sentence of a language model."""
    return {"text": sentence.text, "from": list(sentence.rests_on), "struck": sentence.struck}


def hit_row(hit: Hit) -> Row:
    """A paragraph that matches."""
    return provenance_row(hit) | {
        "paragraph": hit.paragraph,
        "cosine": hit.cosine,
        "bm25": hit.bm25,
        "fused": hit.fused,
        "why": asdict(hit.why) if hit.why else None,
        "matched": [span_row(span) for span in hit.matched],
        "copies": [copy_row(copy) for copy in hit.copies],
    }


def quote_row(found: QuoteHit) -> Row:
    """A quote in a paragraph that matches."""
    quote = found.quote
    return provenance_row(found) | {
        "paragraph": found.paragraph,
        "kind": quote.kind,
        "fragments": [span_row(span) for span in quote.fragments],
        "speaker": found.speaker,
        "speaker_start": quote.speaker.start if quote.speaker else None,
        "speaker_end": quote.speaker.end if quote.speaker else None,
        "person": quote.person,
        "cue_start": quote.cue.start if quote.cue else None,
        "cue_end": quote.cue.end if quote.cue else None,
        "confidence": quote.confidence,
        "decided_by": quote.decided_by,
        "extracted_person": found.extracted,
        "corrections": list(found.corrected),
        "rank": found.rank,
        "group": found.group,
    }


def correction_row(entry: Entry, there: bool) -> Row:
    """Something that a person put right; `there`: its words are still in the archive."""
    anchor = entry.anchor
    return {
        "number": entry.number,
        "kind": entry.kind,
        "written": entry.written.isoformat(),
        "author": entry.author,
        "article": anchor.article if anchor else None,
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "text": anchor.words if anchor else None,
        "sha256": anchor.sha256 if anchor else None,
        "was": entry.content.get("was", entry.content.get("also")),
        "person": entry.content.get("person", entry.content.get("name")),
        "date": entry.content.get("day", entry.content.get("value")),
        "in_place": there,
    }


def person_row(person: Person) -> Row:
    """Somebody who is quoted."""
    return {"person": person.name, "also": list(person.also), "quotes": person.quotes, "articles": person.articles}


def suggestion_row(suggestion: Suggestion) -> Row:
    """Two names that may be one person's."""
    return {"person": suggestion.name, "also": suggestion.also, "why": suggestion.why}


def copy_row(copy: Copy) -> Row:
    """Another printing of the same paragraph."""
    return {
        "article": copy.article,
        "outlet": copy.outlet,
        "published": day_of(copy.published),
        "start": copy.start,
        "end": copy.end,
    }


def bar_row(bar: Bar) -> Row:
    """What one outlet has in one period."""
    since, until = day_of(bar.period.since), day_of(bar.period.until)
    return {"since": since, "until": until, "outlet": bar.outlet, "articles": bar.articles}


def day_row(day: Day) -> Row:
    """What one outlet has on one day."""
    return {
        "day": day_of(day.day),
        "precision": day.precision,
        "outlet": day.outlet,
        "articles": day.articles,
        "groups": day.groups,
    }


def span_row(span: Span) -> Row:
    """Offsets into the article's text."""
    return {"start": span.start, "end": span.end}


def flat(rows: Iterable[Row]) -> list[Row]:
    """Rows for a table: lists become the number of their members; how a hit came to its rank stays with the JSON."""
    return [
        {key: len(cell) if isinstance(cell, list) else cell for key, cell in row.items() if key != "why"}
        for row in rows
    ]


def provenance_row(found: Provenance) -> Row:
    """Where words stand, so that they prove themselves."""
    return {
        "article": found.article,
        "given_id": found.given_id,
        "url": found.url,
        "outlet": found.outlet,
        "language": found.language,
        "title": found.title,
        "published": day_of(found.published),
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "sha256": found.sha256,
    }


def day_of(day: date | None) -> str | None:
    """A day as JSON has it; null: undated."""
    return day.isoformat() if day else None
