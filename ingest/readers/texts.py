"""Text files: the dated form, several articles to a file, and plain text, one article to a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Refusal, Source, Span
from ingest.readers.decode import decode
from ingest.readers.opened import ONE_ARTICLE, Opened
from ingest.readers.recognise import DATED_HEADER
from ingest.received import DateGiven, Received, first_line, keepable, source_of

_MEDIA_TYPE = "text/plain"
_TITLE = 300  # characters; a longer first line is a paragraph


def read_dated(file: Opened) -> Iterator[Received | Refusal]:
    """Every article from its ` date YYYY-MM-DD URL` line to the next: title, lede, then the paragraphs, a line each."""
    content = file.content()
    text = decode(content).lstrip("\ufeff")
    headers = list(DATED_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    for number, (header, end) in enumerate(zip(headers, ends, strict=True), start=1):
        own = content if len(headers) == 1 else text[header.start() : end].encode()
        source = source_of(own, origin=f"{file.origin}#{number}", media_type=_MEDIA_TYPE)
        yield _dated(header, keepable(text[header.end() : end].lstrip("\r\n")), source)


def _dated(header: re.Match[str], words: str, source: Source) -> Received | Refusal:
    title = first_line(words)
    if title.start == title.end:
        return Refusal(source.origin, f"empty: no line follows {header.group().strip()!r}")
    lede = first_line(words, title.end)
    return Received(
        text=words,
        title=title,
        lede=lede if lede.start < lede.end else None,
        source=source,
        url=header[2],
        dates=(DateGiven(header[1], "dated-text header"),),
    )


def read_plain(file: Opened) -> Iterator[Received | Refusal]:
    """The first line is the title; a line near the top that is nothing but a date is the day of publication."""
    content = file.content(ONE_ARTICLE)
    text = decode(content).lstrip("\ufeff")
    if not text.strip():
        yield Refusal(file.origin, "empty: it holds no words")
        return
    yield titled(text, source_of(content, origin=file.origin, media_type=_MEDIA_TYPE))


def titled(text: str, source: Source) -> Received:
    """An article from text alone: its title is a first line that is not too long."""
    text = keepable(text)
    line = first_line(text)
    title = line if line.end - line.start <= _TITLE and text[line.end :].strip() else Span(0, 0)
    return Received(text, title, None, source)
