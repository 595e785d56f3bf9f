"""Web archives, WARC and ARC, by warcio: each page, document or feed in one is read as a file of its own.

The day of capture is kept in the archive and is not taken for the day of publication.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from ingest.article import IngestError, Refusal
from ingest.readers.foreign import reading
from ingest.readers.opened import ONE_ARTICLE, Opened

logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what it mends is no concern of a reader's

Record = Any  # a warcio.recordloader.ArcWarcRecord: warcio ships no types

_READ = (
    "text/html", "application/xhtml", "text/plain", "application/pdf", "application/rss", "application/atom",
    "application/rdf", "text/xml", "application/xml", "application/rtf", "text/rtf", "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml", "application/vnd.oasis.opendocument.text",
)  # fmt: skip
_HOLDS_CONTENT = frozenset(("response", "resource", "conversion"))


class _Records(ArchiveIterator):  # type: ignore[misc]  # warcio ships no types
    INC_RECORD = ""  # instead of a warning of many lines on standard error


def read_web_archive(file: Opened) -> Iterator[Opened | Refusal]:
    """The pages of a crawl; images, scripts and what failed to load are passed over. Refused where nothing is left."""
    passed_over: Counter[str] = Counter()
    found = False
    with file.stream() as stream, reading("a web archive"):
        records = _Records(stream, arc2warc=True)
        for record in records:
            if kind := _kind_passed_over(record):
                passed_over[kind] += 1
            else:
                found = True
                yield _page(record, file)
    if records.err_count:
        yield Refusal(file.origin, f"damaged or cut-off records in it: {records.err_count}; the others were read")
    elif not found:
        raise IngestError(f"no page in this web archive: it holds {_listed(passed_over) or 'no record'}")


def _kind_passed_over(record: Record) -> str | None:
    """What a record is; None for one that is read."""
    if record.rec_type not in _HOLDS_CONTENT:
        return f"a {record.rec_type} record"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"an answer with status {status or 'unknown'}"
    media_type = _media_type(record)
    return None if media_type.startswith(_READ) else media_type or "a record without a type"


def _page(record: Record, file: Opened) -> Opened | Refusal:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    content = record.content_stream().read(ONE_ARTICLE + 1)
    if not content.strip():
        return Refusal(f"{file.origin}/{url}", "empty: the record holds no content, or not what it announces")
    return file.inside(url, partial(io.BytesIO, content), url=url, charset=_charset(record))


def _declared(record: Record) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").lower()


def _media_type(record: Record) -> str:
    return _declared(record).partition(";")[0].strip()


def _charset(record: Record) -> str | None:
    return _declared(record).partition("charset=")[2].partition(";")[0].strip("\"' ") or None


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} × {kind}" for kind, count in kinds.most_common(5))
