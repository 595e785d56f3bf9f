"""The one seam: where articles are kept and found.

Vectors, SQL and numpy never cross it. Every engine passes tests/contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, Protocol

from ingest.article import Article, NewsdeskError, Precision, Quote, Span

POOL = 1000  # nearest paragraphs by meaning, and best by words, that are ranked together


class LibraryError(NewsdeskError):
    """Something about the library: missing, busy, damaged, made by another model."""


class UnknownArticle(LibraryError):
    """No article has this id."""


class QueryError(NewsdeskError):
    """The query cannot be understood; the sentence points at the place."""


Order = Literal["relevance", "recent", "newest", "oldest"]  # recent: by relevance, newer ones a little before
Clock = Literal["published", "said", "spoken"]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. Filters act before ranking; an empty text asks for everything that passes them."""

    text: str = ""  # free words and operators (docs/search.md)
    plain: bool = False  # the text is words and nothing else: no mark, sign or capital in it asks for anything
    like: str = ""  # a passage, plain words: what is near it in meaning or holds its telling words ranks
    since: date | None = None  # first day, inclusive
    until: date | None = None  # last day, inclusive
    undated: bool = False  # only articles without a date
    outlets: tuple[str, ...] = ()  # any of these
    languages: tuple[str, ...] = ()  # any of these, ISO 639-1
    speakers: tuple[str, ...] = ()  # paragraphs with a quote by any of these persons
    received_after: int = 0  # only articles that came after as many as `Status.received` said then
    # What days count by: publication; the day the words were said, else publication; the days a paragraph speaks of.
    clock: Clock = "published"
    order: Order = "relevance"  # "relevance" without text is "newest"; by publication whatever the clock
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """Another place that printed the same paragraph."""

    article: str
    outlet: str | None
    published: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Why:
    """How a hit came to its rank: fused = share * meaning + (1 - share) * words + recency."""

    share: float  # of meaning; 0: it took no part
    words: float  # bm25 / best_bm25, 0..1
    meaning: float  # cosine / best_cosine, 0..1; 0 where it has no embedding
    recency: float  # 0 unless the order is "recent"
    best_bm25: float  # of all that was ranked
    best_cosine: float | None  # None: meaning took no part
    words_rank: int | None  # by bm25 alone, from 1; None: neither it nor its title holds a query word
    meaning_rank: int | None  # by cosine alone; None: no embedding


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph that matches; its copies are collapsed into it."""

    article: str
    given_id: str | None
    url: str | None
    outlet: str | None
    language: str
    title: str
    published: date | None
    sha256: str  # of the article's text: with start and end it proves the words
    start: int  # of the paragraph in the article's text
    end: int
    text: str  # article.text[start:end]
    paragraph: int  # its ordinal
    cosine: float | None  # to the query; None: the paragraph has no embedding (yet)
    bm25: float  # of its title and text; 0: they hold no query word
    fused: float  # what it is ranked by, 0..1 and at most .1 more for recency; 0 where nothing was ranked
    matched: tuple[Span, ...]  # the query's words within the article's text
    copies: tuple[Copy, ...] = ()
    why: Why | None = None  # None: in order of day, or beyond what both sides rank


@dataclass(frozen=True, slots=True)
class Sharing:
    """One paragraph that shares runs of words with a text; its copies stand beside it as paragraphs of their own."""

    article: str
    given_id: str | None
    url: str | None
    outlet: str | None
    language: str
    title: str
    published: date | None
    sha256: str
    start: int
    end: int
    text: str
    paragraph: int
    shared: float  # how much: the sum, over the runs, of how rare each is in the archive (index/sharing.py)


@dataclass(frozen=True, slots=True)
class Hits:
    """The answer to a search."""

    hits: tuple[Hit, ...]
    total: int  # matching paragraphs, copies included
    articles: int  # matching articles
    groups: int  # matching paragraphs with copies counted once: what paging counts
    meaning: float  # share of the paragraphs that pass the filters which meaning covers, 0..1; 0 where it took no part
    note: str | None = None  # why meaning took no part, or how far behind it is; None: nothing to say


class Day(NamedTuple):  # a timeline holds 60,000 of them, and a dataclass takes four times as long to make
    """What one outlet has on one day of the query's clock, of all that matches.

    On the clock of days spoken of, an article counts on each whole day that a matching paragraph of it names.
    """

    day: date | None  # None: undated; on the clock of days spoken of, its matching paragraphs name no whole day
    outlet: str | None
    articles: int
    groups: int  # articles with copies counted once
    precision: Precision = "day"  # coarser: known to its month or year only, and `day` is the first of it


@dataclass(frozen=True, slots=True)
class QuoteHit:
    """A quote within a paragraph that matches."""

    article: str
    given_id: str | None
    url: str | None
    outlet: str | None
    language: str
    title: str
    published: date | None
    sha256: str
    start: int
    end: int
    text: str  # as printed, marks included
    paragraph: int
    quote: Quote
    speaker: str | None  # as printed
    rank: int  # of its paragraph among the matches, from 1
    group: int  # quotes with the same number in one answer are the same words, copies or repeats
    extracted: str | None = None  # the person before anybody put it right; the same as `quote.person` where nobody did
    corrected: tuple[int, ...] = ()  # the ledger's entries that did


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotes in matching paragraphs, best paragraph first."""

    quotes: tuple[QuoteHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Two of the quotes asked about that are near in meaning."""

    one: int  # their positions
    other: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person and how often the matching paragraphs quote them."""

    person: str
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the articles given to `add`."""

    new: int = 0
    same: int = 0  # the same words again: nothing was written
    changed: int = 0  # a new version; the old one is kept
    refused: int = 0
    embedded: int = 0  # texts that were new to the model


@dataclass(frozen=True, slots=True)
class MeaningIndex:
    """How the vectors are searched; chosen by their number."""

    kind: Literal["exact", "lists"]
    vectors: int  # in it; what came since is compared one by one beside it
    generation: int  # of the archive, when it was written
    lists: int | None = None  # that the vectors lie in; None: exact
    read: int | None = None  # lists that a search reads where no filter is set
    recall: float | None = None  # share of the truly nearest that a sample found so


@dataclass(frozen=True, slots=True)
class Status:
    """What is in the library and how far its derived indexes are."""

    articles: int
    versions: int
    paragraphs: int
    quotes: int
    undated: int
    outlets: tuple[tuple[str | None, int], ...]  # with articles in each, most first
    languages: tuple[tuple[str, int], ...]
    since: date | None
    until: date | None
    generation: int  # of the archive: grows with every write
    words_behind: int  # articles that words do not find yet
    meaning_behind: int  # paragraphs that still wait for their embedding
    meaning_left_out: int  # paragraphs in languages that the model does not read
    model: str
    bytes: int  # on disk
    refused: int = 0
    received: int = 0  # the number of the article that came last; each new one has a higher number
    meaning_index: MeaningIndex | None = None  # None: nothing has been embedded


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `check` found wrong, and what mends it."""

    where: str
    what: str
    mend: str = field(default="run `python -m index rebuild`")


class Engine(Protocol):
    """Where articles are kept and found. Every engine passes tests/contract."""

    @property
    def version(self) -> str: ...  # changes whenever an answer could change

    def add(self, articles: Iterable[Article]) -> Added: ...
    def remove(self, ids: Iterable[str]) -> int: ...
    def search(self, query: Query) -> Hits: ...
    def sharing(self, query: Query) -> tuple[Sharing, ...]: ...  # the text as plain words; the most shared first
    def cosines(self, text: str, others: Sequence[str]) -> tuple[float, ...]: ...  # empty: the model cannot say
    def days(self, query: Query) -> tuple[Day, ...]: ...
    def quotes(self, query: Query) -> Quotes: ...
    def speakers(self, query: Query) -> tuple[Speaker, ...]: ...
    def alike(self, quotes: Sequence[QuoteHit]) -> tuple[Alike, ...]: ...  # nearest first
    def article(self, id: str, version: int | None = None) -> Article: ...
    def versions(self, id: str) -> tuple[tuple[int, str], ...]: ...
    def status(self) -> Status: ...
    def close(self) -> None: ...
