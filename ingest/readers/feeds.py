"""RSS, Atom and RDF feeds, by feedparser: an entry an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser  # type: ignore[import-untyped]

from ingest.article import IngestError, Refusal
from ingest.readers.foreign import reading
from ingest.readers.markup import markup_text, words_of
from ingest.readers.opened import Opened
from ingest.received import DateGiven, Received, assemble, keepable, source_of

_MEDIA_TYPE = "application/feed+xml"
_LARGEST = 1 << 24  # bytes: feeds hold what is new, and feedparser holds a feed several times over
_HEADERS = {"content-type": "application/xml; charset=utf-8"}  # so that feedparser guesses no encoding
# "updated" is also what feedparser calls dc:date. It comes last: an old article may have been touched today.
_DATES = ("published", "created", "updated")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<[A-Za-z_]")

Entry = Mapping[str, Any]


def read_feed(file: Opened) -> Iterator[Received | Refusal]:
    """The entries of a feed. Raises IngestError on XML that is none, that holds none or that could be a bomb."""
    text = markup_text(file.content(_LARGEST), file.charset)
    _check_entities(text)
    with reading("a feed"):
        parsed = feedparser.parse(io.BytesIO(keepable(text).encode()), response_headers=_HEADERS)
    if not parsed.version and not parsed.entries:
        raise IngestError("it is XML but no RSS, Atom or RDF feed: expected a feed, HTML, text, CSV or JSONL")
    if not parsed.entries:
        raise IngestError("it is a feed without entries")
    for number, entry in enumerate(parsed.entries, start=1):
        yield _received(entry, parsed.feed, f"{file.origin}#{number}")


def _check_entities(text: str) -> None:
    """Entities that a file declares for itself can unpack to any size (billion laughs), and no feed needs them."""
    root = _ELEMENT.search(text)
    if _ENTITY.search(text, 0, root.start() if root else len(text)):
        raise IngestError("its XML declares entities of its own, as a bomb does: remove its DOCTYPE")


def _received(entry: Entry, feed: Entry, origin: str) -> Received | Refusal:
    with reading("a feed"):
        title, lede, body = _words(entry)
        words = assemble(title, lede, body)
    if not words.text.strip():
        return Refusal(origin, "empty: the entry holds neither title nor text")
    return Received(
        text=words.text,
        title=words.title,
        lede=words.lede,
        source=source_of(words.text.encode(), origin=origin, media_type=_MEDIA_TYPE),
        url=entry.get("link"),
        given_id=entry.get("id"),
        outlet=None if entry.get("link") else feed.get("title"),
        language=feed.get("language"),
        dates=tuple(_dates(entry)),
    )


def _dates(entry: Entry) -> Iterator[DateGiven]:
    said = dict(entry.items())  # feedparser's own type gives what is published for an "updated" that is missing
    yield from (DateGiven(said[name], f"feed {name}") for name in _DATES if said.get(name))


def _words(entry: Entry) -> tuple[str, str, str]:
    """Title, lede and body; a summary is the lede of what has a body, and the body of what has none."""
    contents = "\n".join(content.get("value", "") for content in entry.get("content", ()))
    title, summary, body = (words_of(part or "") for part in (entry.get("title"), entry.get("summary"), contents))
    title = " ".join(title.split())
    if not body.strip() or body.strip() == summary.strip():
        return title, "", summary
    return title, "" if "\n" in summary.strip() else summary, body
