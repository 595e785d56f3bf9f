"""Text files of several articles, each under the mark of its collection: TIME of 1963, Chinese lines under 正文."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import IngestError, Refusal, Span
from ingest.readers.decode import decode
from ingest.readers.lines import check, open_lines
from ingest.readers.opened import HELD, Opened
from ingest.readers.recognise import COLLECTION_HEADER, LABELLED
from ingest.received import DateGiven, Received, keepable, source_of

_MEDIA_TYPE = "text/plain"
_END = re.compile(r"\*STOP\s*\Z")


def read_collection(file: Opened) -> Iterator[Received | Refusal]:
    """Every article from its `*TEXT 017 01/04/63 PAGE 020` line (month, day, year of the 1900s) to the next."""
    text = decode(file.content(HELD))
    headers = list(COLLECTION_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    for number, (header, end) in enumerate(zip(headers, ends, strict=True), start=1):
        words = _END.sub("", keepable(text[header.end() : end])).strip()
        origin = f"{file.origin}#{number}"
        source = source_of(text[header.start() : end].encode(), origin=origin, media_type=_MEDIA_TYPE)
        dates = (DateGiven(f"19{header[4]}-{header[2]}-{header[3]}", "*TEXT header"),)
        yield Received(words, Span(0, 0), None, source, given_id=header[1], dates=dates)


def read_labelled(file: Opened) -> Iterator[Received | Refusal]:
    """An article a line, under the label 正文 (text); what stands before the label is its date."""
    with open_lines(file) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _labelled(line, lines.content(line), lines.encoding, file.origin, number)


def _labelled(line: str, content: bytes, encoding: str, origin: str, number: int) -> Received | Refusal:
    try:
        check(line, encoding)
    except IngestError as error:
        return Refusal(f"{origin}, line {number}", str(error))
    label = LABELLED.match(line)
    words = keepable(line[label.end() if label else 0 :].strip())
    day = label[1].strip() if label else ""
    source = source_of(content, origin=f"{origin}#{number}", media_type=_MEDIA_TYPE)
    return Received(words, Span(0, 0), None, source, dates=(DateGiven(day, "date before 正文"),) if day else ())
