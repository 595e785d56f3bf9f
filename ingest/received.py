"""What a reader found, before anything is understood of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from ingest.article import Source, Span

# U+0000 cannot be kept by SQLite's text functions, a lone surrogate cannot be written as UTF-8: each becomes U+FFFD,
# one for one, so that no offset moves.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_LINE = re.compile(r"\S[^\r\n]*")


@dataclass(frozen=True, slots=True)
class DateGiven:
    """A date of publication as received."""

    value: str  # as printed: "2026-08-21 16:00:54-04:00"
    evidence: str  # where it stood: "column published", "meta article:published_time"
    span: Span | None = None  # of the value within the text; None: it stood elsewhere
    doubt: str | None = None  # why its place makes it untrustworthy, whatever it says; None: it does not


@dataclass(frozen=True, slots=True)
class Received:
    """One article as it came in. `text` is final: title, lede and body with the line ends that they came with."""

    text: str
    title: Span  # empty where there is none
    lede: Span | None
    source: Source
    url: str | None = None
    given_id: str | None = None
    id_repeats: bool = False  # the given id stands elsewhere in its file with another text, so it names nothing
    outlet: str | None = None
    language: str | None = None  # as declared, in whatever code
    dates: tuple[DateGiven, ...] = ()  # the most trustworthy first
    input: str = ""  # the file or address that was read; empty: the text came without one


@dataclass(frozen=True, slots=True)
class Words:
    """A text with the place of its title and lede."""

    text: str
    title: Span
    lede: Span | None


def assemble(title: str, lede: str, body: str) -> Words:
    """Title, lede and body in one text, a line each; a part that the next one already begins with is not doubled.

    >>> assemble("Talks end", "", "Talks end\\nBoth sides left.").text
    'Talks end\\nBoth sides left.'
    """
    with_lede, lede_span = _put_before(keepable(body), keepable(lede).strip())
    text, title_span = _put_before(with_lede, keepable(title).strip())
    shift = len(text) - len(with_lede)
    return Words(text, title_span, Span(lede_span.start + shift, lede_span.end + shift) if lede.strip() else None)


def _put_before(text: str, line: str) -> tuple[str, Span]:
    """The text with the line on top, and where the line stands; (0, 0) for an empty line."""
    first = first_line(text)
    if not line or first.of(text) == line:
        return text, first if line else Span(0, 0)
    return f"{line}\n{text}" if text else line, Span(0, len(line))


def first_line(text: str, start: int = 0) -> Span:
    """The first line from `start` on that is not blank, without the spaces around it.

    >>> first_line("\\n  Talks end \\nBoth sides left.")
    Span(start=3, end=12)
    """
    line = _LINE.search(text, start)
    return Span(line.start(), line.start() + len(line.group().rstrip())) if line else Span(len(text), len(text))


def keepable(text: str) -> str:
    """The text with what no UTF-8 file can hold replaced by U+FFFD, character for character."""
    return _UNKEEPABLE.sub("\ufffd", text)


def source_of(content: bytes, *, origin: str, media_type: str) -> Source:
    """The bytes and where they came from."""
    return Source(hashlib.sha256(content).hexdigest(), origin, media_type, content)
