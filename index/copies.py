"""Which articles and paragraphs are copies: pairs in the archive, kept as articles come and go.

Groups are the connected components of the pairs, so they are the same in whatever order articles were added. A pair is
kept where nothing else joins its two: of a text that a hundred outlets print, every pair would be ten thousand.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from ingest.article import Span
from ingest.copies import Groups, containment, sample, shingles

COPY = 0.5  # of the shorter article's shingles: DESIGN section 4, pair F1 .96-.99
FEWEST = 8  # shingles: less is a headline or a caption, and sits in texts that are no copies
ONE_IN = 4  # of the shingles can be looked up
LIKELY = COPY / 2  # of the looked-up ones: chance leaves a copy below it in 1 of 100 at 30 words, in none at 100

# The first articles that hold a shingle: one in more of them is boilerplate or a form, whose later holders are copies
# of the first too. Without it the work grows with the square of the archive.
COMMON = 100
_LIKELY = """
SELECT article FROM (
    SELECT s.article, count(*) AS shared FROM json_each(?1) gram CROSS JOIN shingles s
        ON s.shingle = gram.value AND s.article <= coalesce(
            (SELECT article FROM shingles WHERE shingle = gram.value ORDER BY article LIMIT 1 OFFSET ?2), ~(1 << 63))
    WHERE s.article <> ?3 GROUP BY s.article)
JOIN articles a ON a.row = article WHERE shared >= ?4 * min(a.grams, ?5) ORDER BY shared DESC, article
"""
_JOINED = "SELECT a, b FROM article_copies WHERE a = ?1 OR b = ?1"
_PARAGRAPHS_JOINED = """
WITH ours AS (SELECT row FROM live WHERE article = ?1),
    pairs AS (SELECT a, b FROM paragraph_copies WHERE a IN ours UNION SELECT a, b FROM paragraph_copies WHERE b IN ours)
SELECT one.words_key, other.words_key FROM pairs
JOIN paragraphs one ON one.row = a JOIN paragraphs other ON other.row = b
"""

Shingles = AbstractSet[int]


class _Place(NamedTuple):
    """A paragraph where it stands. Those with one key are the same words, and so one group, in whatever articles."""

    row: int
    key: int
    span: Span


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
    """The part of an article's shingles by which its copies are found."""
    return sample(grams, one_in=ONE_IN)


def are_copies(some: Shingles, others: Shingles) -> bool:
    """Whether two articles are copies: half of the shorter one is in the other, and shows in what is looked up."""
    if min(len(some), len(others)) < FEWEST or containment(some, others) < COPY:
        return False
    shared, fewer = len(looked_up(some & others)), min(len(looked_up(some)), len(looked_up(others)))
    return shared > 0 and shared >= LIKELY * fewer


def are_same_paragraph(some: Shingles, others: Shingles) -> bool:
    """Whether two paragraphs of articles that are copies say the same: each holds half of the other.

    Containment alone would chain the halves of a paragraph that one outlet splits, and hide one behind the other.
    """
    longer = max(len(some), len(others))
    return longer > 0 and len(some & others) / longer >= COPY


def link(connection: sqlite3.Connection, article: int) -> None:
    """Find the copies of an article's current version and keep the pairs."""
    grams = looked_up(_shingles(_text(connection, article)))
    connection.execute("UPDATE articles SET grams = ? WHERE row = ?", (len(grams), article))
    _join(connection, article, grams, _Joined(connection))
    connection.executemany("INSERT INTO shingles VALUES (?, ?)", ((gram, article) for gram in sorted(grams)))


def unlink(connection: sqlite3.Connection, article: int) -> None:
    """Forget the pairs of an article's current version, before it changes or goes; those whom it joined stay joined
    where they are copies of one another.
    """
    text, places, left = _text(connection, article), _places(connection, article), _left_by(connection, article)
    gone = ((gram, article) for gram in looked_up(_shingles(text)))
    connection.executemany("DELETE FROM shingles WHERE shingle = ? AND article = ?", gone)
    connection.execute("DELETE FROM article_copies WHERE a = ?1 OR b = ?1", (article,))
    connection.executemany("DELETE FROM paragraph_copies WHERE a = ?1 OR b = ?1", ((place.row,) for place in places))
    joined = _Joined(connection)
    joined.learn(*left)
    for other in left:
        _join(connection, other, looked_up(_shingles(_text(connection, other))), joined)


def link_all(connection: sqlite3.Connection, told: Callable[[int, int], None]) -> None:
    """Find all pairs anew: what makes a copy may have changed since they were found."""
    for table in ("shingles", "article_copies", "paragraph_copies"):
        connection.execute(f"DELETE FROM {table}")
    articles = connection.execute("SELECT row FROM articles ORDER BY row").fetchall()
    for done, (article,) in enumerate(articles, 1):
        link(connection, article)
        told(done, len(articles))


class _Joined:
    """What the pairs of those that were learnt join: articles, and the words of paragraphs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.articles, self.keys = Groups(), Groups()
        self._connection, self._learnt = connection, set[int]()

    def learn(self, *articles: int) -> None:
        for article in {*articles} - self._learnt:
            for pair in self._connection.execute(_JOINED, (article,)):
                self.articles.join(*pair)
            for pair in self._connection.execute(_PARAGRAPHS_JOINED, (article,)):
                self.keys.join(*pair)
        self._learnt |= {*articles}


class _Text:
    """An article's words and paragraphs."""

    def __init__(self, connection: sqlite3.Connection, article: int) -> None:
        self.text, self.places = _text(connection, article), _places(connection, article)
        self._same: dict[int, list[_Place]] = {}  # by the key of somebody else's paragraph

    @property
    def grams(self) -> Shingles:
        return _shingles(self.text)

    def same(self, other: _Place, text: str) -> list[_Place]:
        """The paragraphs that say the same as one of another text."""
        if (known := self._same.get(other.key)) is None:
            grams = _shingles(other.span.of(text))
            met = Counter(n for gram in grams for n in self._holders.get(gram, ()))
            longest = {n: max(len(grams), self._lengths[n]) for n in met}
            known = [self.places[n] for n, shared in met.items() if shared / longest[n] >= COPY]
            self._same[other.key] = known
        return known

    @cached_property
    def _lengths(self) -> list[int]:
        return [len(_shingles(place.span.of(self.text))) for place in self.places]

    @cached_property
    def _holders(self) -> dict[int, list[int]]:
        """Which paragraphs hold a shingle: of two long articles, not every paragraph is compared with every other."""
        holders = defaultdict[int, list[int]](list)
        for n, place in enumerate(self.places):
            for gram in _shingles(place.span.of(self.text)):
                holders[gram].append(n)
        return holders


def _join(connection: sqlite3.Connection, article: int, grams: Shingles, joined: _Joined) -> None:
    """Keep the pairs of an article, and of its paragraphs, that join what is apart."""
    if not (likely := _likely(connection, article, grams)):
        return
    ours, articles, keys = _Text(connection, article), joined.articles, joined.keys
    joined.learn(article, *likely)
    for other in likely:
        theirs = _Text(connection, other)
        same = ((mine, place) for place in theirs.places for mine in ours.same(place, theirs.text))
        pairs = [pair for pair in same if keys.are_apart(pair[0].key, pair[1].key)]
        if not (pairs or articles.are_apart(article, other)) or not are_copies(ours.grams, theirs.grams):
            continue
        if articles.join(article, other):
            connection.execute("INSERT INTO article_copies VALUES (?, ?)", sorted((article, other)))
        new = [sorted((mine.row, place.row)) for mine, place in pairs if keys.join(mine.key, place.key)]
        connection.executemany("INSERT INTO paragraph_copies VALUES (?, ?)", new)


def _left_by(connection: sqlite3.Connection, article: int) -> list[int]:
    """Those whose pairs are looked for again when an article goes: its group, for each may have been joined through it.

    Of a form, which has no end of copies, the ones that it is paired with.
    """
    group, reached = {article: None}, [article]
    while reached and len(group) <= COMMON:
        pairs = connection.execute(_JOINED, (reached.pop(),)).fetchall()
        found = [row for pair in pairs for row in pair if row not in group]
        group |= dict.fromkeys(found)
        reached += found
    if len(group) > COMMON:
        group = dict.fromkeys(row for pair in connection.execute(_JOINED, (article,)) for row in pair)
    return sorted(group.keys() - {article})


def _text(connection: sqlite3.Connection, article: int) -> str:
    found = connection.execute(
        "SELECT v.text FROM versions v JOIN articles a ON a.row = v.article AND a.version = v.version WHERE a.row = ?",
        (article,),
    )
    return str(found.fetchone()[0])


def _places(connection: sqlite3.Connection, article: int) -> list[_Place]:
    rows = connection.execute(
        'SELECT row, words_key, start, "end" FROM live WHERE article = ? ORDER BY row', (article,)
    )
    return [_Place(row, key, Span(start, end)) for row, key, start, end in rows]


def _likely(connection: sqlite3.Connection, article: int, grams: Shingles) -> list[int]:
    """Articles that share so many of the looked-up shingles that they may be copies, those that share most first."""
    values = (json.dumps(list(grams)), COMMON - 1, article, LIKELY, len(grams))
    return [row for (row,) in connection.execute(_LIKELY, values)]
