"""Many queries at once: for an inquiry with a list of names, or to score the ranking (TREC run)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TextIO

from desk.output import replacing
from desk.rows import Row, flat, hit_row
from desk.tables import csv_text, jsonl_text
from index.clauses import Parsed, Phrase
from index.engine import Engine, Hit, Hits, Query, QueryError
from index.query import understood
from ingest.article import NewsdeskError

Unit = Literal["article", "paragraph"]
ReadAs = Literal["query", "words"]
Form = Callable[[list[Row], bool], str]  # rows, and whether none went before


class BatchError(NewsdeskError):
    """Queries that cannot be read, or a form of output that does not exist."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of a batch."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a batch wrote."""

    rows: int
    as_words: tuple[str, ...]  # a sentence for each query that its words alone were asked for
    refused: tuple[str, ...]  # a sentence for each query that was not answered
    cut: int  # queries that have more rows than the limit


def read_queries(path: Path) -> Iterator[Asked]:
    """Queries of a CSV file (columns id, text) or of JSONL ({"id" or "_id", "text"}), in order.

    Raises BatchError with the line of the first row that has no id or no text.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(
            f"{path}: the queries cannot be read ({error}): expected a CSV or JSONL file in UTF-8"
        ) from error
    lines = io.StringIO(content, newline="")
    rows = csv.DictReader(lines) if path.suffix.lower() == ".csv" else _json_rows(path, lines)
    for number, row in enumerate(rows, start=1):
        name, text = row.get("id") or row.get("_id"), row.get("text")
        if not name or not isinstance(text, str):
            raise BatchError(f"{path}, query {number}: expected an id and a text, found {dict(row)!r:.200}")
        yield Asked(str(name), text)


def _json_rows(path: Path, lines: Iterable[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BatchError(f"{path}, line {number}: no JSON ({error})") from error
            if not isinstance(row, dict):
                raise BatchError(f"{path}, line {number}: expected an object with id and text")
            yield row


def run_batch(
    engine: Engine, queries: Iterable[Asked], like: Query, unit: Unit, out: Path, *, strictly: bool = False
) -> Done:
    """Answer each query under the filters and limit of `like`, and write `out` (.csv, .jsonl or .trec).

    Where a query cannot be understood, or is a sentence whose marks leave nothing, its words are asked for: each of its
    rows says so, and Done why. `strictly`: such a query has no rows, and what cannot be understood is refused by name.
    """
    form = _FORMS.get(out.suffix.lower())
    if form is None:
        raise BatchError(f"{out}: the name has to end in {', '.join(_FORMS)}")
    with replacing(out) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        return _write(file, form, engine, queries, like, unit, strictly)


def _write(
    file: TextIO, form: Form, engine: Engine, queries: Iterable[Asked], like: Query, unit: Unit, strictly: bool
) -> Done:
    as_words: list[str] = []
    refused: list[str] = []
    written = cut = 0
    for asked in queries:
        try:
            hits, why = _answer(engine, replace(like, text=asked.text), strictly)
        except QueryError as error:
            refused.append(f"query {asked.id}: {error}")
            continue
        if why:
            as_words.append(f"query {asked.id}: {why}")
        rows = list(_rows(engine, asked, "words" if why or like.plain else "query", hits, unit))
        file.write(form(rows, not written))
        written += len(rows)
        cut += hits.groups > like.offset + len(hits.hits)
    return Done(written, tuple(as_words), tuple(refused), cut)


def _answer(engine: Engine, query: Query, strictly: bool) -> tuple[Hits, str | None]:
    """What matches, and why its words alone were asked for; None: they were not."""
    try:
        parsed = understood(query)
    except QueryError as error:
        if strictly:
            raise
        return engine.search(replace(query, plain=True)), str(error)
    hits = engine.search(query)
    if hits.groups or strictly or not _is_marked_sentence(parsed):
        return hits, parsed.remark
    return engine.search(replace(query, plain=True)), "nothing has the words in its marks in this order."


def _is_marked_sentence(parsed: Parsed) -> bool:
    """Whether phrases, and no other operator, stand among free words: then a question with marks may be all it is."""
    return len(parsed.required) < len(parsed.clauses) and all(isinstance(one, Phrase) for one in parsed.required)


def _rows(engine: Engine, asked: Asked, read_as: ReadAs, hits: Hits, unit: Unit) -> Iterator[Row]:
    named = _paragraphs(hits.hits) if unit == "paragraph" else _articles(engine, hits.hits)
    for rank, (name, hit) in enumerate(named, start=1):
        yield {"query": asked.id, "rank": rank, "id": name, "read_as": read_as} | hit_row(hit)


def _paragraphs(hits: Iterable[Hit]) -> Iterator[tuple[str, Hit]]:
    for hit in hits:
        yield f"{hit.given_id or hit.article}#{hit.paragraph}", hit


def _articles(engine: Engine, hits: Iterable[Hit]) -> Iterator[tuple[str, Hit]]:
    """Each article once, at its best paragraph; articles that hold a copy of it follow."""
    seen: set[str] = set()
    for hit in hits:
        for article in (hit.article, *(copy.article for copy in hit.copies)):
            if article not in seen:
                seen.add(article)
                given = hit.given_id if article == hit.article else engine.article(article).given_id
                yield given or article, hit


def _csv(rows: list[Row], first: bool) -> str:
    return csv_text(flat(rows), header=first)


def _jsonl(rows: list[Row], first: bool) -> str:
    return jsonl_text(rows)


def _trec(rows: list[Row], first: bool) -> str:
    """The run format of trec_eval: query Q0 document rank score tag; the score falls with the rank."""
    return "".join(f"{r['query']} Q0 {r['id']} {r['rank']} {1 / r['rank']:.6f} newsdesk\n" for r in rows)


_FORMS: dict[str, Form] = {".csv": _csv, ".jsonl": _jsonl, ".trec": _trec}
