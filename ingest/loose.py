"""Loose text in, answers out: JSON lines without a library. Offsets count in the `text` given; order is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.article import DateMention, IngestError, Paragraph, Quote, Span
from ingest.dates import find_dates
from ingest.grouping import Loose, group_copies
from ingest.language import language_of
from ingest.paragraphs import find_paragraphs
from ingest.published import read_day
from ingest.quotes import find_quotes
from ingest.readers.jsons import parse_object
from ingest.readers.lines import check
from ingest.received import keepable
from ingest.understand import FAULTS, fault

Report = Callable[[int, str], None]  # line number from 1, what is wrong with the line
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Given:
    """One line: {"id", "published", "title", "text", "language"}; all but the text may be missing."""

    id: Any  # given back as it came
    title: str
    text: str
    published: date | None
    language: str | None


def annotate(lines: Iterable[str], report: Report) -> Iterator[Json]:
    """What can be said of each text. A bad line is reported and has no answer."""
    for number, given in _parsed(lines, report):
        try:
            yield _annotated(given)
        except FAULTS as error:
            report(number, fault(error))


def group(lines: Iterable[str], report: Report) -> Iterator[Json]:
    """Which texts are copies. `of` names the text that one is a copy of; all lines are read before the first answer."""
    ids: list[Any] = []

    def articles() -> Iterator[Loose]:
        for _, given in _parsed(lines, report):
            ids.append(given.id)
            yield Loose(given.title, given.text, given.published)

    for id, place in zip(ids, group_copies(articles()), strict=True):
        of = None if place.of is None else ids[place.of]
        share = None if place.containment is None else round(place.containment, 4)
        yield {"id": id, "group": ids[place.group], "of": of, "containment": share}


def _parsed(lines: Iterable[str], report: Report) -> Iterator[tuple[int, _Given]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            check(line, "UTF-8")
            yield number, _given(parse_object(line))
        except IngestError as error:
            report(number, str(error))


def _given(row: Json) -> _Given:
    if not isinstance(row.get("text"), str):
        raise IngestError('expected a string under "text"')
    published, title, language = row.get("published"), row.get("title"), row.get("language")
    day = read_day(published) if isinstance(published, str) else None
    return _Given(
        id=row.get("id"),
        title=title if isinstance(title, str) else "",
        text=keepable(row["text"]),
        published=day[0] if day and day[1] == "day" else None,
        language=language if isinstance(language, str) else None,
    )


def _annotated(given: _Given) -> Json:
    text = given.text
    language = language_of(text, given.language)
    paragraphs = find_paragraphs(text, Span(0, len(text)), language)
    quotes = find_quotes(text, paragraphs, language)
    dates = find_dates(text, paragraphs, language, given.published)
    return {
        "id": given.id,
        "language": language,
        "paragraphs": [_paragraph(p) for p in paragraphs],
        "quotes": [_quote(text, q) for q in quotes],
        "dates": [_date(d) for d in dates],
    }


def _paragraph(paragraph: Paragraph) -> Json:
    return {"start": paragraph.span.start, "end": paragraph.span.end, "repeats": paragraph.repeats}


def _quote(text: str, quote: Quote) -> Json:
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "kind": quote.kind,
        "fragments": [{"start": f.start, "end": f.end} for f in quote.fragments],
        **_named(text, "speaker", quote.speaker),
        "person": quote.person,
        **_named(text, "cue", quote.cue),
        "confidence": quote.confidence,
    }


def _named(text: str, name: str, span: Span | None) -> Json:
    """A span as words and two offsets; all three null where there is none."""
    words = span.of(text) if span else None
    return {name: words, f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _date(mention: DateMention) -> Json:
    span = mention.span
    return {
        "start": span.start,
        "end": span.end,
        "value": mention.value,
        "type": mention.type,
        "anchor": mention.anchor,
    }
