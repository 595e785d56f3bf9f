"""Columns are read from the archive, or brought up to date by what has changed since."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.columns import PRECISIONS, UNDATED, Columns, Ints, Keys, Mask, QuoteColumns, coded

_NONE = np.empty(0, np.int64)
EMPTY = Columns(
    *(_NONE,) * 9, (), (), Keys(_NONE, _NONE), QuoteColumns(*(_NONE,) * 6, ()), np.empty(0, np.int32)
)  # of an archive of nothing
_CHANGED = "FROM changes c JOIN articles a ON a.row = c.article"  # the live articles among those that changed


def read_columns(connection: sqlite3.Connection, known: Columns = EMPTY) -> Columns:
    """The columns of what is live now, from those of an earlier state: only what has changed since is read."""
    (change,) = connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()
    if change == known.change:
        return known
    gone = _table(connection, "SELECT article FROM changes WHERE seq > ?", 1, known.change).ravel()
    merged = _merged(known, _stays(known.article, gone), _fresh(connection, known))
    quotes = _merged_quotes(known.quotes, gone, connection, known.change)
    return replace(_grouped(connection, merged), quotes=quotes, change=change)


def _fresh(connection: sqlite3.Connection, known: Columns) -> Columns:
    """What is live of the changed articles, in order of day and row; numbered on from what is known."""
    rows = _table(
        connection,
        f"SELECT p.row, p.article, p.words_key {_CHANGED} "
        "JOIN paragraphs p ON p.article = a.row AND p.version = a.version WHERE c.seq > ?",
        3,
        known.change,
    )
    articles = connection.execute(
        f"SELECT a.row, coalesce(v.day, {UNDATED}), v.precision, v.outlet, v.language {_CHANGED} "
        "JOIN versions v ON v.article = a.row AND v.version = a.version WHERE c.seq > ? ORDER BY a.row",
        (known.change,),
    ).fetchall()
    numbers, days, precisions, outlets, languages = zip(*articles, strict=True) if articles else ((),) * 5
    outlet, outlet_names = coded(outlets, known.outlets)
    language, language_names = coded(languages, known.languages)
    place = np.searchsorted(np.array(numbers, np.int64), rows[:, 1])
    day = np.array(days, np.int64)[place]
    precision = np.array([PRECISIONS.index(name or "day") for name in precisions], np.int64)[place]
    order = np.lexsort((rows[:, 0], day))
    place, rows = place[order], rows[order]
    keys, key = _numbered(known.keys, rows[:, 2])
    return replace(
        EMPTY, row=rows[:, 0], article=rows[:, 1], day=day[order],
        precision=precision[order], outlet=outlet[place], language=language[place],
        key=key, outlets=outlet_names, languages=tuple(name or "" for name in language_names), keys=keys,
    )  # fmt: skip


def _merged(known: Columns, stays: Mask, fresh: Columns) -> Columns:
    """What stays with what is fresh: behind those of its day, because later paragraphs have higher rows."""
    at = np.searchsorted(known.day[stays], fresh.day, side="right")

    def column(old: Ints, new: Ints) -> Ints:
        return np.insert(old[stays], at, new)

    row = column(known.row, fresh.row)
    return replace(
        fresh,
        row=row,
        article=column(known.article, fresh.article),
        day=column(known.day, fresh.day),
        precision=column(known.precision, fresh.precision),
        outlet=column(known.outlet, fresh.outlet),
        language=column(known.language, fresh.language),
        key=column(known.key, fresh.key),
        place=places_by_row(row),
    )


def places_by_row(rows: Ints) -> NDArray[np.int32]:
    """Where each row lies, -1 for those that are none of them; shape (highest row + 1,).

    >>> places_by_row(np.array([3, 1])).tolist()
    [-1, 1, -1, 0]
    """
    place = np.full(int(rows.max(initial=-1)) + 1, -1, np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    return place


def _grouped(connection: sqlite3.Connection, columns: Columns) -> Columns:
    """With the groups of copies: the same words, and what a pair joins."""
    pairs = _table(connection, "SELECT a, b FROM paragraph_copies", 2)
    (one, one_lives), (other, other_lives) = (columns.look_up(rows) for rows in pairs.T)
    live = one_lives & other_lives
    joined = np.stack([columns.key[one[live]], columns.key[other[live]]], axis=1)
    words = joined_groups(len(columns.keys.key), joined)[columns.key]
    articles = int(columns.article.max(initial=-1)) + 1
    article_pairs = _table(connection, "SELECT a, b FROM article_copies", 2)
    copies = joined_groups(articles, article_pairs[(article_pairs < articles).all(axis=1)])[columns.article]
    return replace(columns, words=words, copies=copies)


def joined_groups(count: int, pairs: Ints) -> Ints:
    """For each of `count` numbers the smallest of its group; `pairs`, shape (pairs, 2), join them.

    >>> joined_groups(6, np.array([[3, 2], [2, 1], [5, 4]])).tolist()
    [0, 1, 1, 1, 4, 4]
    """
    smallest = np.arange(count)
    one, other = pairs.T
    while True:
        low = np.minimum(smallest[one], smallest[other])
        before = smallest.copy()
        np.minimum.at(smallest, one, low)
        np.minimum.at(smallest, other, low)
        smallest = smallest[smallest]
        if (smallest == before).all():
            return smallest


def _merged_quotes(known: QuoteColumns, gone: Ints, connection: sqlite3.Connection, since: int) -> QuoteColumns:
    found = connection.execute(
        f"SELECT q.paragraph, q.article, q.number, q.start, q.words_key, q.person {_CHANGED} "
        "JOIN quotes q ON q.article = a.row AND q.version = a.version "
        "WHERE c.seq > ? AND q.paragraph IS NOT NULL ORDER BY q.article, q.number",
        (since,),
    ).fetchall()
    numbers = np.array([quote[:5] for quote in found], np.int64).reshape(-1, 5)
    person, persons = coded([quote[5] for quote in found], known.persons)
    paragraph, article, number, start, words = numbers.T
    stays = _stays(known.article, gone)
    at = np.searchsorted(known.article[stays], article)

    def column(old: Ints, new: Ints) -> Ints:
        return np.insert(old[stays], at, new)

    return QuoteColumns(
        column(known.paragraph, paragraph),
        column(known.article, article),
        column(known.number, number),
        column(known.start, start),
        column(known.person, person),
        column(known.words, words),
        persons,
    )


def _stays(articles: Ints, gone: Ints) -> Mask:
    """Of each entry, whether its article is not among the changed ones."""
    changed = np.zeros(int(max(articles.max(initial=-1), gone.max(initial=-1))) + 1, np.bool_)
    changed[gone] = True
    stays: Mask = ~changed[articles]
    return stays


def _numbered(keys: Keys, wanted: Ints) -> tuple[Keys, Ints]:
    """The small number of each key, and the keys with those that were new."""
    distinct, which = np.unique(wanted, return_inverse=True)
    at = np.searchsorted(keys.key, distinct)
    known = np.zeros(len(distinct), np.bool_)
    inside = at < len(keys.key)
    known[inside] = keys.key[at[inside]] == distinct[inside]
    number = len(keys.key) + np.cumsum(~known) - 1
    number[known] = keys.number[at[known]]
    new = ~known
    grown = Keys(np.insert(keys.key, at[new], distinct[new]), np.insert(keys.number, at[new], number[new]))
    return grown, number[which]


def _table(connection: sqlite3.Connection, statement: str, width: int, *values: int) -> Ints:
    numbers: Iterable[int] = chain.from_iterable(connection.execute(statement, values))
    return np.fromiter(numbers, np.int64).reshape(-1, width)
