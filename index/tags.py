"""Where the tags lie that readers put on words: at the paragraphs as they are now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import numpy as np

from index.clauses import is_called
from index.columns import Ints
from index.ledger import Entry, Ledger
from index.records import signed_hash
from index.texts import Text, read_texts
from ingest.article import Span

TAG = "tag"  # {"tag": the word, "whole": true where it is on the whole article}
Tagged = Callable[[tuple[str, ...]], Ints]  # the words of a tag's name -> the rows of the paragraphs under it

_NONE = np.zeros(0, np.int64)


def nothing_tagged(words: tuple[str, ...]) -> Ints:
    """Nobody tags."""
    return _NONE


def tagged_rows(connection: sqlite3.Connection, ledger: Ledger, words: tuple[str, ...]) -> Ints:
    """Rows of the paragraphs under a tag whose name holds the words; of what the ledger shows to who asks."""
    entries = [entry for entry in ledger.entries(TAG) if is_called(entry.content["tag"], words)]
    articles = [entry.anchor.article for entry in entries if entry.anchor]
    texts = {text.id: text for text in read_texts(connection, articles, {})}
    rows = (_rows(connection, entry, texts) for entry in entries)
    return np.unique(np.concatenate([_NONE, *rows]))


def tags_version(ledger: Ledger) -> str:
    """Changes with every tag that who asks may see."""
    return f"{signed_hash(' '.join(str(entry.number) for entry in ledger.entries(TAG))):x}"


def _rows(connection: sqlite3.Connection, entry: Entry, texts: dict[str, Text]) -> Ints:
    """The paragraphs that a tag touches; none where its words have gone."""
    if not entry.anchor or not (text := texts.get(entry.anchor.article)):
        return _NONE
    span = Span(0, len(text.text)) if entry.content.get("whole") else entry.anchor.within(text)
    if span is None:
        return _NONE
    found = connection.execute(
        'SELECT p.row FROM live p JOIN articles a ON a.row = p.article WHERE a.id = ? AND p.start < ? AND p."end" > ?',
        (text.id, span.end, span.start),
    )
    return np.fromiter((row for (row,) in found), np.int64)
