"""An article becomes rows of the archive, and rows become the article again."""

from __future__ import annotations

import sqlite3
import zlib
from array import array
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from index.engine import UnknownArticle
from ingest.article import Article, DateEvidence, DateMention, Paragraph, Published, Quote, Source, Span
from ingest.copies import normal_words

_EPOCH = date(1970, 1, 1).toordinal()

_VERSION_COLUMNS = (
    "given_id, url, outlet, language, day, precision, evidence, text, sha256, "
    "title_start, title_end, lede_start, lede_end, source, origin, media_type, said"
)
_PARAGRAPH_COLUMNS = 'ordinal, start, "end", repeats, sentences'
_QUOTE_COLUMNS = (
    'start, "end", kind, fragments, speaker_start, speaker_end, cue_start, cue_end, person, confidence, decided_by'
)


_Place = tuple[int, int, int]  # start, end, row of a paragraph


def day_number(day: date) -> int:
    """Days since 1970-01-01.

    >>> day_number(date(1970, 1, 3)), day_of(2)
    (2, datetime.date(1970, 1, 3))
    """
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day that a number stands for."""
    return date.fromordinal(number + _EPOCH)


def text_hash(text: str) -> bytes:
    """The key of a text's embedding. The model splits at any white space, so line breaks make no other text."""
    return blake2b(" ".join(text.split()).encode(), digest_size=16).digest()


def words_key(text: str) -> int:
    """Equal for the same words, however marks, case and spaces differ; for a text without words, for the same text."""
    return signed_hash(normal_words(text) or text)


def signed_hash(text: str) -> int:
    """64 bits of a text, signed as SQLite and numpy keep them."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def write_version(connection: sqlite3.Connection, article: Article, row: int, version: int) -> None:
    """Write one version of an article with everything said of its text."""
    _write_source(connection, article.source)
    key = (row, version)
    _insert(connection, "versions", [(*key, *_version_values(article), article.said)])
    _insert(connection, "paragraphs", [(None, *key, *_paragraph_values(article.text, p)) for p in article.paragraphs])
    places = _paragraph_rows(connection, key)
    quotes = enumerate(article.quotes)
    _insert(connection, "quotes", [(*key, n, *_quote_values(article.text, quote, places)) for n, quote in quotes])
    _insert(connection, "dates", [(*key, n, *_date_values(mention)) for n, mention in enumerate(article.dates)])
    _insert(connection, "evidence", [(*key, n, *_evidence_values(one)) for n, one in enumerate(article.evidence)])


def read_article(connection: sqlite3.Connection, id: str, version: int | None) -> Article:
    """An article as it was added; the current version where none is named. Raises UnknownArticle."""
    found = connection.execute("SELECT row, version FROM articles WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise UnknownArticle(f"No article has the id {id!r}: it was removed, or the library is another one.")
    row, current = found
    return _read_version(connection, id, row, current if version is None else version)


def ids_named(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Ids of the articles with this id or URL, or received under this id."""
    found = connection.execute(
        "SELECT DISTINCT a.id FROM articles a JOIN versions v ON v.article = a.row "
        "WHERE ?1 IN (a.id, v.url, v.given_id) ORDER BY a.row",
        (name,),
    )
    return tuple(id for (id,) in found)


def read_source(connection: sqlite3.Connection, sha256: str) -> Source | None:
    """The bytes that an article was read from, with the first place they came from; None: never received."""
    found = connection.execute(
        "SELECT v.origin, v.media_type, s.content FROM sources s JOIN versions v ON v.source = s.sha256 "
        "WHERE s.sha256 = ? ORDER BY v.article, v.version LIMIT 1",
        (sha256,),
    ).fetchone()
    if found is None:
        return None
    origin, media_type, content = found
    return Source(sha256, origin, media_type, None if content is None else zlib.decompress(content))


def paragraph_text(connection: sqlite3.Connection, paragraph: int) -> str:
    """What is embedded of a paragraph, by its row."""
    text, start, end = connection.execute(
        'SELECT v.text, p.start, p."end" FROM paragraphs p '
        "JOIN versions v ON v.article = p.article AND v.version = p.version WHERE p.row = ?",
        (paragraph,),
    ).fetchone()
    return " ".join(text[start:end].split())  # what `text_hash` takes the hash of


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    if rows:
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _write_source(connection: sqlite3.Connection, source: Source) -> None:
    known = connection.execute("SELECT content IS NOT NULL FROM sources WHERE sha256 = ?", (source.sha256,)).fetchone()
    if known is None or (source.content is not None and not known[0]):
        content = None if source.content is None else zlib.compress(source.content)
        connection.execute(
            "INSERT INTO sources VALUES (?, ?) ON CONFLICT(sha256) DO UPDATE SET content = excluded.content",
            (source.sha256, content),
        )


def _version_values(article: Article) -> tuple[Any, ...]:
    published = article.published
    dated = (day_number(published.day), published.precision, published.evidence) if published else (None, None, None)
    return (
        article.given_id, article.url, article.outlet, article.language, *dated, article.text, article.sha256,
        article.title.start, article.title.end, *_ends(article.lede),
        article.source.sha256, article.source.origin, article.source.media_type,
    )  # fmt: skip


def _paragraph_values(text: str, paragraph: Paragraph) -> tuple[Any, ...]:
    span, words = paragraph.span, paragraph.span.of(text)
    return (
        paragraph.ordinal, span.start, span.end, paragraph.repeats,
        text_hash(words), words_key(words), pack(paragraph.sentences),
    )  # fmt: skip


def _paragraph_rows(connection: sqlite3.Connection, key: tuple[int, int]) -> list[_Place]:
    """The paragraphs just written, in order."""
    where = 'SELECT start, "end", row FROM paragraphs WHERE article = ? AND version = ? ORDER BY start'
    return connection.execute(where, key).fetchall()


def _row_at(start: int, places: Sequence[_Place]) -> int | None:
    """The row of the paragraph that this place is in; None: it is in the title."""
    if before := bisect(places, start, key=itemgetter(0)):
        _, end, row = places[before - 1]
        return row if start < end else None
    return None


def _quote_values(text: str, quote: Quote, places: Sequence[_Place]) -> tuple[Any, ...]:
    start = quote.span.start  # a quote that runs on belongs to the paragraph where it begins
    return (
        _row_at(start, places), start, quote.span.end, quote.kind, pack(quote.fragments), *_ends(quote.speaker),
        *_ends(quote.cue), quote.person, quote.confidence, quote.decided_by, words_key(quote.span.of(text)),
    )  # fmt: skip


def _date_values(mention: DateMention) -> tuple[Any, ...]:
    return (mention.span.start, mention.span.end, mention.value, mention.type, mention.anchor)


def _read_version(connection: sqlite3.Connection, id: str, row: int, version: int) -> Article:
    key = (row, version)
    found = connection.execute(f"SELECT {_VERSION_COLUMNS} FROM versions WHERE (article, version) = (?, ?)", key)
    if (values := found.fetchone()) is None:
        raise UnknownArticle(f"The article {id!r} has no version {version}.")
    given_id, url, outlet, language, day, precision, evidence, text, sha256, *rest = values
    title_start, title_end, lede_start, lede_end, source, origin, media_type, said = rest
    return Article(
        id=id,
        given_id=given_id,
        url=url,
        outlet=outlet,
        language=language,
        published=None if day is None else Published(day_of(day), precision, evidence),
        text=text,
        title=Span(title_start, title_end),
        lede=_span(lede_start, lede_end),
        paragraphs=tuple(_paragraphs(connection, key)),
        quotes=tuple(_quotes(connection, key)),
        dates=tuple(_dates(connection, key)),
        source=Source(source, origin, media_type),
        sha256=sha256,
        version=version,
        evidence=tuple(_evidence(connection, key)),
        said=said,
    )


def _paragraphs(connection: sqlite3.Connection, key: tuple[int, int]) -> Iterator[Paragraph]:
    order = "WHERE article = ? AND version = ? ORDER BY ordinal"
    for ordinal, start, end, repeats, packed in connection.execute(
        f"SELECT {_PARAGRAPH_COLUMNS} FROM paragraphs {order}", key
    ):
        yield Paragraph(Span(start, end), ordinal, unpack(packed), repeats)


def _quotes(connection: sqlite3.Connection, key: tuple[int, int]) -> Iterator[Quote]:
    order = "WHERE article = ? AND version = ? ORDER BY number"
    for values in connection.execute(f"SELECT {_QUOTE_COLUMNS} FROM quotes {order}", key):
        yield quote_of(values)


def quote_of(values: Sequence[Any]) -> Quote:
    """A quote from the columns start, end, kind, fragments, speaker, cue, person, confidence, decided_by."""
    start, end, kind, fragments, speaker_start, speaker_end, cue_start, cue_end, person, confidence, decided_by = values
    speaker, cue = _span(speaker_start, speaker_end), _span(cue_start, cue_end)
    return Quote(Span(start, end), kind, unpack(fragments), speaker, cue, person, confidence, decided_by)


def _dates(connection: sqlite3.Connection, key: tuple[int, int]) -> Iterator[DateMention]:
    order = "WHERE article = ? AND version = ? ORDER BY number"
    for start, end, value, type, anchor in connection.execute(
        f'SELECT start, "end", value, type, anchor FROM dates {order}', key
    ):
        yield DateMention(Span(start, end), value, type, anchor)


def _evidence_values(one: DateEvidence) -> tuple[Any, ...]:
    day = None if one.day is None else day_number(one.day)
    return (one.value, one.place, *_ends(one.span), day, one.precision, one.doubt)


def _evidence(connection: sqlite3.Connection, key: tuple[int, int]) -> Iterator[DateEvidence]:
    order = "WHERE article = ? AND version = ? ORDER BY number"
    for value, place, start, end, day, precision, doubt in connection.execute(
        f'SELECT value, place, start, "end", day, precision, doubt FROM evidence {order}', key
    ):
        yield DateEvidence(value, place, _span(start, end), None if day is None else day_of(day), precision, doubt)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def pack(spans: Iterable[Span]) -> bytes:
    """Spans as little-endian 32-bit numbers: a tenth of what rows of their own would take."""
    return array("I", [place for span in spans for place in (span.start, span.end)]).tobytes()


def unpack(packed: bytes) -> tuple[Span, ...]:
    """The spans again."""
    places = array("I", packed)
    return tuple(Span(*pair) for pair in zip(places[::2], places[1::2], strict=True))
