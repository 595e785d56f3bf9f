"""Which words a link to an article means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.engine import Engine, Hit, Query
from ingest.article import Article, Span

NEWEST = 20  # articles offered to who came without a link
LONGEST = 16  # digits of an offset, more than any text needs; Python refuses to read thousands
READ = 400  # paragraphs read to find them


def version_meant(versions: Sequence[tuple[int, str]], sha256: str) -> int:
    """The version whose text has this checksum, or a checksum that begins so; the latest where none has.

    >>> version_meant([(1, "ab12"), (2, "cd34")], "ab"), version_meant([(1, "ab12"), (2, "cd34")], "")
    (1, 2)
    """
    matching = [version for version, checksum in versions if sha256 and checksum.startswith(sha256)]
    return matching[-1] if matching else versions[-1][0]


def passage(article: Article, start: str, end: str) -> Span | None:
    """The stretch between two offsets as written in a link; None where they are none within the article."""
    if not all(written.isascii() and written.isdigit() and len(written) < LONGEST for written in (start, end)):
        return None
    span = Span(int(start), int(end))
    return span if span.start < span.end <= len(article.text) else None


def newest_articles(engine: Engine) -> tuple[Hit, ...]:
    """A hit in each of the articles published last."""
    return _one_each(engine.search(Query(order="newest", limit=READ)).hits)


def _one_each(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    first = {hit.article: hit for hit in reversed(tuple(hits))}
    return tuple(reversed(first.values()))[:NEWEST]
