"""JSON: an object a line, or a list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.article import IngestError, Refusal
from ingest.readers.columns import Columns, holds, received_from
from ingest.readers.decode import decode
from ingest.readers.lines import Lines, check, open_lines
from ingest.readers.opened import ONE_ARTICLE, Opened
from ingest.received import Received, source_of

_BETWEEN = re.compile(r"[\s,\ufeff]*")
_LISTS = ("articles", "items", "results", "docs", "documents", "data", "entries", "news", "hits")
_NAMED = re.compile(rf'\{{\s*(?:"\w+"\s*:\s*(?:"[^"]*"|[\w.-]+)\s*,\s*)*"(?P<list>{"|".join(_LISTS)})"\s*:\s*\[')
_DEEPEST = 3  # objects around the list of articles
_MEDIA_TYPE = "application/json"


def read_json_lines(file: Opened) -> Iterator[Received | Refusal]:
    """One object a line; a bad line is refused by its number and the rest goes on."""
    with open_lines(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip("\ufeff \t\r\n"):
                yield from _from_line(line, lines, file, number)


def _from_line(line: str, lines: Lines, file: Opened, number: int) -> Iterator[Received | Refusal]:
    place = f"{file.origin}, line {number}"
    try:
        check(line, lines.encoding)
        row = parse_object(line)
    except IngestError as error:
        yield Refusal(place, str(error))
        return
    if wrapped := _wrapped(row, file.columns):
        yield from _from_wrapped(wrapped, file, f"{file.origin}#{number}", place)
        return
    source = source_of(lines.content(line), origin=f"{file.origin}#{number}", media_type=_MEDIA_TYPE)
    yield received_from(_kept(row), source, place=place, columns=file.columns)


def parse_object(line: str) -> dict[str, Any]:
    """The JSON object in a line. Raises IngestError."""
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise IngestError(f"no JSON: {error}") from error
    if not isinstance(found, dict):
        raise IngestError(f"expected a JSON object with a title or a text, found {type(found).__name__}")
    return found


def read_json(file: Opened) -> Iterator[Received | Refusal]:
    """A list of objects, alone or under a name such as "articles"; one object; or an object of objects under their ids.

    It is held in memory whole.
    """
    text = decode(file.content())
    at = _list_start(text, file.columns)
    for number, (row, start, end) in enumerate(_objects(text, at), start=1):
        place = f"{file.origin}, article {number}"
        if not isinstance(row, dict):
            yield Refusal(place, f"expected a JSON object with a title or a text, found {type(row).__name__}")
            continue
        if wrapped := _wrapped(row, file.columns):
            yield from _from_wrapped(wrapped, file, f"{file.origin}#{number}", place)
            continue
        if row and all(isinstance(value, dict) for value in row.values()) and not holds("text", row, file.columns):
            yield from _from_mapping(row, file)
            continue
        source = source_of(_content(text[start:end]), origin=f"{file.origin}#{number}", media_type=_MEDIA_TYPE)
        yield received_from(_kept(row), source, place=place, columns=file.columns)


def _from_mapping(rows: dict[str, dict[str, Any]], file: Opened) -> Iterator[Received | Refusal]:
    """Articles under their ids."""
    for given_id, row in rows.items():
        content = _content(json.dumps(row, ensure_ascii=False))
        source = source_of(content, origin=f"{file.origin}#{given_id}", media_type=_MEDIA_TYPE)
        place = f"{file.origin}, article {given_id!r}"
        yield received_from({"id": given_id, **row}, source, place=place, columns=file.columns)


def _wrapped(row: dict[str, Any], columns: Columns) -> list[dict[str, Any]]:
    """The articles within an object that is none itself: a feed in JSON, or the answer of an interface."""
    if holds("text", _kept(row), columns):
        return []
    # What stands under a title without words may be the tags of that article, or what it is related to.
    words = ("text", "lede") if holds("title", row, columns) else ("text", "lede", "title")
    return _listed(row, columns, words, _DEEPEST)


def _listed(row: dict[str, Any], columns: Columns, words: Iterable[str], depth: int) -> list[dict[str, Any]]:
    for name in _LISTS:
        if (
            isinstance(found := row.get(name), list)
            and all(isinstance(one, dict) for one in found)
            and any(holds(meaning, _kept(one), columns) for one in found for meaning in words)
        ):
            return found
    objects = (value for value in row.values() if isinstance(value, dict) and depth > 0)
    inner = (_listed(one, columns, words, depth - 1) for one in objects if not holds("text", _kept(one), columns))
    return next(filter(None, inner), [])


def _from_wrapped(rows: list[dict[str, Any]], file: Opened, origin: str, place: str) -> Iterator[Received | Refusal]:
    for number, row in enumerate(rows, start=1):
        content = _content(json.dumps(row, ensure_ascii=False))
        source = source_of(content, origin=f"{origin}.{number}", media_type=_MEDIA_TYPE)
        yield received_from(_kept(row), source, place=f"{place}, article {number}", columns=file.columns)


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    """What a search engine keeps, without what it says of it: `{"_id": 7, "_source": {"title": ...}}`."""
    return {"_id": row.get("_id"), **row["_source"]} if isinstance(row.get("_source"), dict) else row


def _content(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _list_start(text: str, columns: Columns) -> int:
    """Where the first object stands, within the list if there is one."""
    start = _skip(text, 0)
    if text.startswith("[", start):
        return start + 1
    named = _NAMED.match(text, start)
    return named.end() if named and _is_around(text, start, named["list"], columns) else start


def _is_around(text: str, start: int, name: str, columns: Columns) -> bool:
    """Whether an object is no article, but stands around a list of them."""
    if len(text) > ONE_ARTICLE:
        return True
    try:
        row, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):  # it breaks off: what stands before is read
        return True
    return _wrapped(row, columns) is row[name]


def _skip(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _objects(text: str, at: int) -> Iterator[tuple[Any, int, int]]:
    """Values one after the other with where they stand. Raises IngestError where the JSON breaks off."""
    decoder = json.JSONDecoder()
    at = _skip(text, at)
    while at < len(text) and text[at] not in "]}":
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise IngestError(f"the JSON breaks off: {error}; what stands before was read") from error
        yield value, at, end
        at = _skip(text, end)
