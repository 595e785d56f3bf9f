"""Articles enter, change and leave the archive. Whoever calls holds the writer's lock."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from index.archive import FORGOTTEN, meta, set_meta
from index.copies import link, unlink
from index.engine import Added
from index.ledger import now
from index.records import day_number, read_article, write_version
from ingest.article import Article

BATCH_ARTICLES = 500  # in one transaction, or what came within BATCH_SECONDS: then words find them
BATCH_SECONDS = 2.0

# What makes another version: the words, or what is known of them. Where an article came from may differ.
_SAME = """
SELECT 1 FROM versions WHERE article = ? AND sha256 = ? AND title_start = ? AND title_end = ?
AND lede_start IS ? AND lede_end IS ? AND outlet IS ? AND language = ? AND day IS ? AND precision IS ? LIMIT 1
"""


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles as they come, in lots that are written together."""
    batch, since = list[Article](), time.monotonic()
    for article in articles:
        batch.append(article)
        if len(batch) >= BATCH_ARTICLES or time.monotonic() - since >= BATCH_SECONDS:
            yield batch
            batch, since = [], time.monotonic()
    if batch:
        yield batch


def write_batch(connection: sqlite3.Connection, articles: Iterable[Article]) -> Added:
    """Write what is new or changed; the same article again writes nothing."""
    outcomes = [_write(connection, article) for article in articles]
    return Added(new=outcomes.count("new"), same=outcomes.count("same"), changed=outcomes.count("changed"))


def remove_article(connection: sqlite3.Connection, id: str) -> bool:
    """Take an article with all its versions out, and whatever nobody else refers to; False: there was none."""
    found = connection.execute("SELECT row FROM articles WHERE id = ?", (id,)).fetchone()
    if found is None:
        return False
    (row,) = found
    unlink(connection, row)
    hashes = connection.execute("SELECT DISTINCT text_hash FROM paragraphs WHERE article = ?", (row,)).fetchall()
    sources = connection.execute("SELECT DISTINCT source FROM versions WHERE article = ?", (row,)).fetchall()
    connection.execute("DELETE FROM articles WHERE row = ?", (row,))
    deleted = connection.executemany(
        "DELETE FROM embeddings WHERE text_hash = ?1 AND NOT EXISTS (SELECT 1 FROM paragraphs WHERE text_hash = ?1)",
        hashes,
    )
    if deleted.rowcount:
        set_meta(connection, FORGOTTEN, int(meta(connection, FORGOTTEN) or 0) + 1)
    connection.executemany(
        "DELETE FROM sources WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM versions WHERE source = ?1)", sources
    )
    _note_change(connection, row)
    return True


def revise_article(connection: sqlite3.Connection, article: Article) -> str:
    """Put what is known today in the place of the current version, where its words are the same; else a new version.

    "marked", "changed" or "same". Anchors count in the words, so what people wrote keeps its place.
    """
    (row, current) = connection.execute("SELECT row, version FROM articles WHERE id = ?", (article.id,)).fetchone()
    now = read_article(connection, article.id, None)
    revised = replace(article, version=current)
    if revised == now:
        return "same"
    if (revised.sha256, revised.title, revised.lede) != (now.sha256, now.title, now.lede):
        return _write(connection, article)
    unlink(connection, row)
    connection.execute("DELETE FROM versions WHERE article = ? AND version = ?", (row, current))
    _write_current(connection, revised, row, current)
    return "marked"


def _write(connection: sqlite3.Connection, article: Article) -> str:
    found = connection.execute("SELECT row FROM articles WHERE id = ?", (article.id,)).fetchone()
    if found is None:
        return _write_new(connection, article)
    (row,) = found
    if connection.execute(_SAME, (row, *_identity(article))).fetchone():
        return "same"  # as any of its versions: reading the same files again must not turn versions about
    unlink(connection, row)
    (last,) = connection.execute("SELECT max(version) FROM versions WHERE article = ?", (row,)).fetchone()
    _write_current(connection, article, row, last + 1)
    return "changed"


def _write_new(connection: sqlite3.Connection, article: Article) -> str:
    cursor = connection.execute("INSERT INTO articles(id, version, received) VALUES (?, 1, ?)", (article.id, now()))
    _write_current(connection, article, int(cursor.lastrowid or 0), 1)
    return "new"


def _write_current(connection: sqlite3.Connection, article: Article, row: int, version: int) -> None:
    connection.execute("UPDATE articles SET version = ? WHERE row = ?", (version, row))
    write_version(connection, article, row, version)
    link(connection, row)
    _note_change(connection, row)


def _note_change(connection: sqlite3.Connection, row: int) -> None:
    """The article's place among the changes that the words have to learn: its last one is enough."""
    connection.execute("INSERT OR REPLACE INTO changes(article) VALUES (?)", (row,))


def _identity(article: Article) -> tuple[Any, ...]:
    published = article.published
    lede = (article.lede.start, article.lede.end) if article.lede else (None, None)
    dated = (day_number(published.day), published.precision) if published else (None, None)
    title = (article.title.start, article.title.end)
    return (article.sha256, *title, *lede, article.outlet, article.language, *dated)
