"""What a file is, by what it holds rather than by its name."""

from __future__ import annotations

import json
import re
from typing import Literal

from ingest.article import IngestError
from ingest.readers.columns import delimiter_of
from ingest.readers.decode import decode
from ingest.readers.opened import Opened

Form = Literal["dated", "delimited", "html", "json", "lines", "plain"]

DATED_HEADER = re.compile(r"^[ \t]*date[ \t]+(\d[\d./-]{3,9})[ \t]+(https?://\S+)[ \t]*\r?$", re.MULTILINE)

_BINARY = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"WARC/", "a web archive (WARC)"),
    (b"filedesc://", "a web archive (ARC)"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"(\xb5/\xfd", "packed with zstd"),
    (b"Rar!", "an archive (RAR)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
)
_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_XML = re.compile(r"(?>(?:<!--.*?-->\s*)*)<(?:\?xml|rss|feed|rdf|!doctype)\b", re.IGNORECASE | re.DOTALL)
_LOOKED_AT = 2000  # characters within which a page says that it is HTML
_MAIL = re.compile(r"(?:[A-Z][\w-]+: .*\r?\n(?:[ \t].*\r?\n)*){3}")
_FRONT_MATTER = re.compile(r"---\r?\n(?:[\w-]+:.*\r?\n)")


def recognise(file: Opened) -> Form:
    """The form of a file. Raises IngestError with what it is where it is nothing that can be read as articles."""
    for signature, what in _BINARY:
        if file.head.startswith(signature):
            raise IngestError(f"it is {what}, which is not read: save its text as HTML, plain text, CSV or JSONL")
    opening = decode(file.head).lstrip("\ufeff \t\r\n")
    if not opening:
        raise IngestError("it is empty")
    return _by_opening(opening, file.name)


def _by_opening(opening: str, name: str) -> Form:
    first, *_ = opening.splitlines()
    if DATED_HEADER.match(first):
        return "dated"
    if name.endswith((".jsonl", ".ndjson")):
        return "lines"
    if opening.startswith("{"):
        return "lines" if _is_object(first) or len(opening) == len(first) else "json"
    if re.match(r"\[\s*[{\]]", opening):
        return "json"
    if opening.startswith("<") or name.endswith((".html", ".htm", ".xhtml")):
        return _markup(opening)
    if name.endswith((".csv", ".tsv")) or delimiter_of(first):
        return "delimited"
    return _loose(opening, name)


def _is_object(line: str) -> bool:
    """The line is one whole JSON object, so the file holds one a line."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _markup(opening: str) -> Form:
    if _XML.match(opening) and not _HTML.search(opening, 0, _LOOKED_AT):
        raise IngestError("it is XML or a feed, which is not read: expected HTML, text, CSV or JSONL")
    return "html"


def _loose(opening: str, name: str) -> Form:
    if _FRONT_MATTER.match(opening) or name.endswith((".md", ".markdown")):
        raise IngestError("it is Markdown, which is not read: expected HTML, plain text, CSV or JSONL")
    if _MAIL.match(opening) or name.endswith(".eml"):
        raise IngestError("it is an e-mail, which is not read: expected HTML, plain text, CSV or JSONL")
    return "plain"
