"""Which articles and paragraphs are copies: pairs in the archive, kept as articles come and go.

Groups are the connected components of the pairs, so they are the same in whatever order articles were added.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import product

from ingest.article import Span
from ingest.copies import containment, sample, shingles

COPY = 0.5  # of the shorter article's 4-grams: DESIGN section 4, pair F1 .96-.99
FEWEST = 8  # 4-grams: less is a headline or a caption, and sits in texts that are no copies
ONE_IN = 4  # of the 4-grams can be looked up
LIKELY = COPY / 2  # of the looked-up ones: chance leaves a copy below it in 1 of 100 at 30 words, in none at 100

# The first articles that hold a 4-gram: one in more of them is boilerplate or a form, whose later holders are copies of
# the first too. Without it the work grows with the square of the archive.
COMMON = 100
_HOLDERS = "SELECT article FROM shingles WHERE shingle = ? ORDER BY article LIMIT ?"

Shingles = AbstractSet[int]
Place = tuple[int, Span]  # a paragraph's row, and where it stands


class _Recent:
    """Shingles of the texts that were compared last: copies come close together, and what one meets the next meets too.

    Bounded by what it holds and not by how many: of a hundred pages there are as many shingles as of two hundred notes.
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._kept: OrderedDict[str, Shingles] = OrderedDict()

    def of(self, text: str) -> Shingles:
        found = self._kept.pop(text, None)
        if found is None:
            found = shingles(text)
            self._held += len(found)
        self._kept[text] = found
        while self._held > self._most and len(self._kept) > 1:
            self._held -= len(self._kept.popitem(last=False)[1])
        return found


_shingles = _Recent(500_000).of  # some 50 MB


def looked_up(grams: Shingles) -> frozenset[int]:
    """The part of an article's 4-grams by which its copies are found."""
    return sample(grams, one_in=ONE_IN)


def are_copies(some: Shingles, others: Shingles) -> bool:
    """Whether two articles are copies: half of the shorter one is in the other, and shows in what is looked up."""
    if min(len(some), len(others)) < FEWEST or containment(some, others) < COPY:
        return False
    return _is_likely(len(looked_up(some & others)), len(looked_up(some)), len(looked_up(others)))


def are_same_paragraph(some: Shingles, others: Shingles) -> bool:
    """Whether two paragraphs of articles that are copies say the same: each holds half of the other.

    Containment alone would chain the halves of a paragraph that one outlet splits, and hide one behind the other.
    """
    longer = max(len(some), len(others))
    return longer > 0 and len(some & others) / longer >= COPY


def link(connection: sqlite3.Connection, article: int) -> None:
    """Find the copies of an article's current version and keep the pairs."""
    text = _text(connection, article)
    grams = looked_up(_shingles(text))
    connection.execute("UPDATE articles SET grams = ? WHERE row = ?", (len(grams), article))
    for other in list(_candidates(connection, grams)):
        _link_pair(connection, article, other)
    connection.executemany("INSERT INTO shingles VALUES (?, ?)", ((gram, article) for gram in grams))


def unlink(connection: sqlite3.Connection, article: int) -> None:
    """Forget the pairs of an article's current version, before it changes or goes."""
    text, places = _text(connection, article), _places(connection, article)
    gone = ((gram, article) for gram in looked_up(_shingles(text)))
    connection.executemany("DELETE FROM shingles WHERE shingle = ? AND article = ?", gone)
    connection.execute("DELETE FROM article_copies WHERE a = ?1 OR b = ?1", (article,))
    rows = ((row,) for row, _ in places)
    connection.executemany("DELETE FROM paragraph_copies WHERE a = ?1 OR b = ?1", rows)


def link_all(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> None:
    """Find all pairs anew: what makes a copy may have changed since they were found."""
    for table in ("shingles", "article_copies", "paragraph_copies"):
        connection.execute(f"DELETE FROM {table}")
    articles = connection.execute("SELECT row FROM articles ORDER BY row").fetchall()
    for done, (article,) in enumerate(articles, 1):
        link(connection, article)
        told(done, len(articles))


def _text(connection: sqlite3.Connection, article: int) -> str:
    found = connection.execute(
        "SELECT v.text FROM versions v JOIN articles a ON a.row = v.article AND a.version = v.version WHERE a.row = ?",
        (article,),
    )
    return str(found.fetchone()[0])


def _places(connection: sqlite3.Connection, article: int) -> list[Place]:
    rows = connection.execute('SELECT row, start, "end" FROM live WHERE article = ? ORDER BY row', (article,))
    return [(row, Span(start, end)) for row, start, end in rows]


def _candidates(connection: sqlite3.Connection, grams: Shingles) -> Iterator[int]:
    """Articles that share so many of the looked-up 4-grams that they may be copies."""
    shared = Counter[int]()
    for gram in grams:
        shared.update(row for (row,) in connection.execute(_HOLDERS, (gram, COMMON)))
    for row, count in sorted(shared.items()):
        (others,) = connection.execute("SELECT grams FROM articles WHERE row = ?", (row,)).fetchone()
        if _is_likely(count, len(grams), others):
            yield row


def _is_likely(shared: int, some: int, others: int) -> bool:
    return shared > 0 and shared >= LIKELY * min(some, others)


def _link_pair(connection: sqlite3.Connection, article: int, other: int) -> None:
    text, other_text = _text(connection, article), _text(connection, other)
    if not are_copies(_shingles(text), _shingles(other_text)):
        return
    places, other_places = _places(connection, article), _places(connection, other)
    connection.execute("INSERT INTO article_copies VALUES (?, ?)", sorted((article, other)))
    ours = [(row, _shingles(span.of(text))) for row, span in places]
    theirs = [(row, _shingles(span.of(other_text))) for row, span in other_places]
    pairs = (
        sorted((row, other_row))
        for (row, some), (other_row, others) in product(ours, theirs)
        if are_same_paragraph(some, others)
    )
    connection.executemany("INSERT INTO paragraph_copies VALUES (?, ?)", pairs)
