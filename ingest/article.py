"""The words of the house: what an article is, and what can be said of its text.

Spans count Unicode code points into `Article.text`, end exclusive: `article.text[span.start:span.end]` is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
QuoteKind = Literal["direct", "mixed", "indirect"]
MentionType = Literal["DATE", "TIME", "DURATION", "SET"]  # TIMEX3, ISO-TimeML (ISO 24617-1)


class NewsdeskError(Exception):
    """Anything this project raises on purpose. Its text is a sentence for a person: what, where, what to do."""


class IngestError(NewsdeskError):
    """Something could not be read as articles."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers, as printed."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as received."""

    sha256: str  # of `content`
    origin: str  # path or URL it came from; with "#n" for the n-th article of a file, from 1
    media_type: str  # as recognised, such as "text/html"
    content: bytes | None = field(default=None, repr=False, compare=False)  # None: not loaded from the library


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication and what it rests on. An article without a trustworthy date has none."""

    day: date  # the first day of the month or year where the precision is coarser
    precision: Precision
    evidence: str  # "dated-text header", "column published", "meta article:published_time" ...


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A day of publication that came with the article, believed or not."""

    value: str  # as received: "2026-08-21 16:00:54-04:00"
    place: str  # where it stood: "column published", "meta article:published_time", "dateline"
    span: Span | None  # of the value within `Article.text`; None: it stood elsewhere
    day: date | None  # None: not believed
    precision: Precision | None
    doubt: str | None  # why it is not believed; None: it is


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article; the title is one only where the article has nothing else."""

    span: Span
    ordinal: int  # 0 is the first of the article
    sentences: tuple[Span, ...]
    repeats: int | None = None  # ordinal of the paragraph whose words it repeats


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that an article gives to somebody."""

    span: Span  # a direct quote holds its marks
    kind: QuoteKind
    fragments: tuple[Span, ...]  # the quoted pieces inside a mixed quote
    speaker: Span | None  # as printed; None: the article does not say
    cue: Span | None  # "said", "according to"; None: none is printed
    person: str | None  # the speaker resolved within the article: "Dong Jun" for "he"; None: unsure
    confidence: float  # 0..1 that span and speaker are right
    decided_by: str  # rule or model, with its version


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time that the text speaks of."""

    span: Span
    value: str  # TIMEX3: 2024-01-31, 2024-W05, 2024-Q1, 2012, P2D, PRESENT_REF
    type: MentionType
    anchor: Literal["publication", "mention"] | None  # what a relative expression counts from; None: it is absolute


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article. `text` is title, lede and body as received and never changes after ingest."""

    id: str  # 16 hex digits; the same for every version of the article
    given_id: str | None  # as the archive received it
    url: str | None  # canonical
    outlet: str | None  # domain or name as received, in lower case where it is a domain
    language: str  # ISO 639-1, "und" where unsure
    published: Published | None  # None: undated
    text: str
    title: Span  # empty (0, 0) where there is none
    lede: Span | None
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Quote, ...]
    dates: tuple[DateMention, ...]
    source: Source
    sha256: str  # of `text` in UTF-8
    version: int = 1  # 1 is the first that the archive received
    evidence: tuple[DateEvidence, ...] = ()  # of the day of publication; the first that is believed decides
    said: int | None = None  # the place in `dates` of the day its words were said; None: untold, so publication's


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that did not become an article."""

    origin: str  # file, and place in it where that is known: "news.jsonl, line 7"
    reason: str  # a sentence: what was found, what was expected, what to do
    input: str = ""  # the file or address to read again; empty: it came from a browser, and is kept nowhere
