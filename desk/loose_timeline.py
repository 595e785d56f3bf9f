"""Timelines of articles that are in no library: JSONL in, JSONL out (DESIGN section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from desk.candidates import Material
from desk.days_that_matter import Source, ToldDay, days_that_matter
from desk.loose_summary import LineRefused, Refused
from desk.tellings import Mentions, read_tellings
from ingest.article import NewsdeskError, Span
from ingest.dates import find_dates
from ingest.language import language_of
from ingest.paragraphs import find_paragraphs
from ingest.published import read_day
from ingest.readers.jsons import parse_object
from ingest.received import keepable
from ingest.understand import FAULTS, fault
from ingest.verbatim import verbatim

SENTENCES = 2  # for each day, where the line does not say how many


def timeline_lines(lines: Iterable[str]) -> Iterator[str | Refused]:
    """A JSON line for each line of JSON, in order; what cannot be read is named and does not stop the rest.

    An article without a day of publication takes no part. Without `days`, a knee decides how many there are.

    >>> text = "The ferry to Old Bay sank on Monday."
    >>> line = {"id": 1, "query": "ferry", "articles": [{"id": "a", "published": "2025-03-05", "text": text}]}
    >>> json.loads(next(timeline_lines([json.dumps(line)])))["days"][0]["day"]
    '2025-03-03'
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield from _answered(line, number)
            except NewsdeskError as error:
                yield Refused(f"line {number}: {error}")
            except FAULTS as error:
                yield Refused(f"line {number}: {fault(error)}")


def _answered(line: str, number: int) -> Iterator[str | Refused]:
    """The articles that a fault of ours costs, then the answer without them."""
    asked = parse_object(line)
    given, query = asked.get("articles"), asked.get("query") or ""
    if not isinstance(given, list) or not isinstance(query, str):
        raise LineRefused('expected {"id", "query", "articles": [...]}, with the query a string')
    days, sentences = _number(asked, "days"), _number(asked, "sentences")
    articles = []
    for article in given:
        try:
            articles.append(_article(_object(article, "an article")))
        except FAULTS as error:
            yield Refused(f"line {number}, article {article.get('id')!r}: {fault(error)}")
    told = days_that_matter(
        read_tellings(articles, query), days=days, sentences=SENTENCES if sentences is None else sentences
    )
    yield json.dumps({"id": asked.get("id"), "days": [_day_row(day) for day in told]}, ensure_ascii=False)


def _object(found: object, what: str) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise LineRefused(f"expected {what} to be an object, found {found!r:.80}")
    return found


def _number(asked: Mapping[str, object], name: str) -> int | None:
    """How many are asked for; None: the line does not say."""
    number = asked.get(name)
    if number is None:
        return None
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise LineRefused(f"expected {name!r} to be a whole number from 1 on, or null, found {number!r:.80}")
    return number


def _article(article: Mapping[str, object]) -> tuple[Material, Mentions]:
    text, title = article.get("text"), article.get("title") or ""
    if not isinstance(text, str) or not isinstance(title, str):
        raise LineRefused(f"article {article.get('id')!r}: expected text and title to be strings")
    text = keepable(text)
    day = read_day(str(article.get("published") or ""))
    published = day[0] if day and day[1] == "day" else None
    language = language_of(text)
    body = Span(len(title) if text.startswith(f"{title}\n") else 0, len(text))
    paragraphs = find_paragraphs(text, body, language)
    material = Material(str(article.get("id")), published, None, language, text, title, paragraphs)
    return material, find_dates(text, paragraphs, language, published)


def _day_row(told: ToldDay) -> dict[str, object]:
    return {"day": told.day.isoformat(), "sentences": [_sentence_row(source) for source in told.sentences]}


def _sentence_row(source: Source) -> dict[str, object]:
    material, sentence = source.telling.material, source.sentence
    return {
        "article": material.id,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": verbatim(material.text, sentence.span, sentence.text),
    }
