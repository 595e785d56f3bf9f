"""Summaries of articles that are in no library: JSONL in, JSONL out (DESIGN section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desk.candidates import Material
from desk.summary import Length, summarise
from ingest.article import NewsdeskError, Span
from ingest.language import language_of
from ingest.paragraphs import find_paragraphs
from ingest.published import read_day
from ingest.verbatim import verbatim


class LineRefused(NewsdeskError):
    """A line that cannot be summarised: its number and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was passed over, with the reason as a sentence."""

    reason: str


def summarise_lines(lines: Iterable[str], length: Length) -> Iterator[str | Refused]:
    """A JSON line for each line of JSON, in order; what cannot be read is named and does not stop the rest.

    >>> line = '{"id": "1", "articles": [{"id": "a", "text": "The ferry to Old Bay sank."}]}'
    >>> next(summarise_lines([line], Length(words=50)))
    '{"id": "1", "sentences": [{"article": "a", "start": 0, "end": 26, "text": "The ferry to Old Bay sank."}]}'
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _summary_line(line, length)
            except (LineRefused, ValueError) as error:
                yield Refused(f"line {number}: {error}")


def _summary_line(line: str, length: Length) -> str:
    group = _object(json.loads(line), "the line")
    articles = group.get("articles")
    if not isinstance(articles, list):
        raise LineRefused('expected {"id", "articles": [...]}, found no list of articles')
    materials = [_material(_object(article, "an article")) for article in articles]
    rows = [
        {
            "article": materials[one.material].id,
            "start": one.span.start,
            "end": one.span.end,
            "text": verbatim(materials[one.material].text, one.span, one.text),
        }
        for one in summarise(materials, length)
    ]
    return json.dumps({"id": group.get("id"), "sentences": rows}, ensure_ascii=False)


def _object(found: object, what: str) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise LineRefused(f"expected {what} to be an object, found {found!r:.80}")
    return found


def _material(article: Mapping[str, object]) -> Material:
    text, title = article.get("text"), article.get("title") or ""
    if not isinstance(text, str) or not isinstance(title, str):
        raise LineRefused(f"article {article.get('id')!r}: expected text and title to be strings")
    day = read_day(str(article.get("published") or ""))
    language = language_of(text)
    body = Span(len(title) if text.startswith(f"{title}\n") else 0, len(text))
    paragraphs = find_paragraphs(text, body, language)
    return Material(str(article.get("id")), day[0] if day else None, None, language, text, title, paragraphs)
