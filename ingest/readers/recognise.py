"""What a file is, by what it holds rather than by its name."""

from __future__ import annotations

import json
import re
from typing import Literal
from zipfile import ZipFile

from ingest.article import IngestError
from ingest.readers.columns import Columns, delimiter_of
from ingest.readers.foreign import reading
from ingest.readers.markup import markup_text
from ingest.readers.opened import Opened

Form = Literal[
    "collection", "dated", "delimited", "docx", "feed", "html", "json", "labelled", "lines", "mail", "mailbox",
    "markdown", "odt", "pdf", "plain", "reuters", "rtf", "tar", "web archive", "zip",
]  # fmt: skip

DATED_HEADER = re.compile(r"^[ \t]*date[ \t]+(\d[\d./-]{3,9})[ \t]+(https?://\S+)[ \t]*\r?$", re.MULTILINE)
COLLECTION_HEADER = re.compile(r"^\*TEXT (\d+) (\d\d)/(\d\d)/(\d\d) PAGE \d+[ \t]*\r?$", re.MULTILINE)
LABELLED = re.compile(r"[\[\s]{0,9}([^\n]{0,40}?)[\]\s]*[，,]?\s*正文[：:]\s*")

_READ: tuple[tuple[bytes, Form], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"WARC/", "web archive"),
    (b"filedesc://", "web archive"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAR, _TAR_AT = b"ustar", 257
_NOT_READ = (
    (b"SQLite format 3", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"(\xb5/\xfd", "packed with zstd"),
    (b"Rar!", "an archive (RAR)"),
    (b"7z\xbc\xaf", "an archive (7z)"),
)
_OFFICE: tuple[tuple[str, str], ...] = (("xl/workbook.xml", "a spreadsheet"), ("ppt/presentation.xml", "slides"))
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_ADVICE = "which is not read: save its text as HTML, DOCX, plain text, CSV or JSONL"
_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_XML = re.compile(r"(?>(?:<!--.*?-->\s*)*)<(?:\?xml|rss|feed|rdf|!doctype)\b", re.IGNORECASE | re.DOTALL)
_LOOKED_AT = 2000  # characters within which a page says that it is HTML
_REUTERS = re.compile(r"<!DOCTYPE lewis\b|<REUTERS\b")
_HEADER = r"[A-Za-z][\w-]*:[ \t].*\r?\n(?:[ \t].*\r?\n)*"
_MAIL = re.compile(
    rf"(?=(?:{_HEADER}){{0,40}}?(?:From|Received|Return-Path|Message-ID|Delivered-To):[ \t])(?:{_HEADER}){{3}}",
    re.IGNORECASE,
)
_MAILBOX = re.compile(rf"From [^\r\n]*\d{{4}}[^\r\n]*\r?\n{_HEADER}")
_FRONT_MATTER = re.compile(r"(?:---|\+\+\+)[ \t]*\r?\n[\w-]+[ \t]*[:=]")


def recognise(file: Opened) -> Form:
    """The form of a file. Raises IngestError with what it is where it is nothing that can be read as articles."""
    for signature, form in _READ:
        if file.head.startswith(signature):
            return form
    if file.head.startswith(_ZIP):
        return _by_members(file)
    if file.head.startswith(_TAR, _TAR_AT):
        return "tar"
    for signature, what in _NOT_READ:
        if file.head.startswith(signature):
            raise IngestError(f"it is {what}, {_ADVICE}")
    opening = markup_text(file.head).lstrip(" \t\r\n")
    if not opening:
        raise IngestError("it is empty")
    return _by_opening(opening, file.name, file.columns)


def _by_members(file: Opened) -> Form:
    with file.seekable() as stream, reading("a zip archive"), ZipFile(stream) as packed:
        names = frozenset(packed.namelist())
        is_open_document = {"mimetype", "content.xml"} <= names
        media_type = packed.open("mimetype").read(len(_OPEN_TEXT) + 1) if is_open_document else b""
    if "word/document.xml" in names:
        return "docx"
    if media_type.strip() == _OPEN_TEXT:
        return "odt"
    for name, what in (*_OFFICE, ("content.xml", "a spreadsheet, slides or a template")):
        if name in names:
            raise IngestError(f"it is {what}, {_ADVICE}")
    return "zip"


def _by_opening(opening: str, name: str, columns: Columns) -> Form:
    first, *_ = opening.splitlines()
    if DATED_HEADER.match(first):
        return "dated"
    if COLLECTION_HEADER.match(first):
        return "collection"
    if LABELLED.match(first):
        return "labelled"
    if name.endswith((".jsonl", ".ndjson")):
        return "lines"
    if opening.startswith("{"):
        return _of_objects(opening, first)
    if re.match(r"\[\s*[{\]]", opening):
        return "json"
    if opening.startswith("<") or name.endswith((".html", ".htm", ".xhtml")):
        return _markup(opening)
    if _MAILBOX.match(opening) or _MAIL.match(opening) or name.endswith((".eml", ".mbox", ".mht", ".mhtml")):
        return "mailbox" if opening.startswith("From ") else "mail"
    if _FRONT_MATTER.match(opening) or name.endswith((".md", ".markdown")):
        return "markdown"
    return "delimited" if name.endswith((".csv", ".tsv")) or delimiter_of(first, columns) else "plain"


def _of_objects(opening: str, first: str) -> Form:
    """Lines where the first is one whole object, but not one of objects under their ids, or longer than the opening."""
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return "lines" if len(opening) == len(first) else "json"
    return "json" if found and all(isinstance(value, dict) for value in found.values()) else "lines"


def _markup(opening: str) -> Form:
    if _REUTERS.search(opening, 0, _LOOKED_AT):
        return "reuters"
    return "feed" if _XML.match(opening) and not _HTML.search(opening, 0, _LOOKED_AT) else "html"
