"""Matches counted by day and outlet: what a timeline is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import numpy as np

from index.clocks import Ticks
from index.columns import DAY, PRECISIONS, UNDATED, Columns, Ints
from index.engine import Day, Query
from index.match import Matches

_make_day = partial(tuple.__new__, Day)  # Day._make, written in Python, takes three times as long


def days_of(matches: Matches, columns: Columns, ticks: Ticks, query: Query) -> tuple[Day, ...]:
    """How many articles and groups of copies each outlet has on each day, by day; undated last."""
    told = _each_once(_told(matches, columns, ticks, query), columns)
    if not len(told.place):
        return ()
    days, which_day = _numbered(told.day)
    rank = np.argsort(np.argsort([name or "" for name in columns.outlets], kind="stable"))
    names = [columns.outlets[place] for place in np.argsort(rank)]
    kind = (which_day * len(PRECISIONS) + told.precision) * len(names) + rank[columns.outlet[told.place]]
    kinds, articles, groups = _counted(kind, columns.copies[told.place])
    dates: list[date | None] = days.astype("datetime64[D]").tolist()
    if days[-1] == UNDATED:
        dates[-1] = None
    day, precision, outlet = np.unravel_index(kinds, (len(days), len(PRECISIONS), len(names)))
    counted = (_at(dates, day), _at(names, outlet), articles.tolist(), groups.tolist(), _at(PRECISIONS, precision))
    return tuple(map(_make_day, zip(*counted, strict=True)))


def _at(values: Sequence[object], places: Ints) -> list[object]:
    """The value at each place."""
    found: list[object] = np.array(values, object)[places].tolist()
    return found


def _told(matches: Matches, columns: Columns, ticks: Ticks, query: Query) -> Ticks:
    """The days of the matches; undated where no matching paragraph of an article has one."""
    matching = np.zeros(len(columns.row), np.bool_)
    matching[matches.places] = True
    told = ticks.of(matching, query)
    matching[told.place] = False
    rest = np.flatnonzero(matching)
    silent = rest[~np.isin(columns.article[rest], columns.article[told.place])]
    return Ticks(
        np.concatenate([told.place, silent]),
        np.concatenate([told.day, np.full(len(silent), UNDATED)]),
        np.concatenate([told.precision, np.full(len(silent), DAY)]),
        told.of_articles,
    )


def _each_once(told: Ticks, columns: Columns) -> Ticks:
    """Each article once on each of its days."""
    articles = columns.article[told.place]
    new = np.ones(len(articles), np.bool_)  # paragraphs of an article follow each other
    new[1:] = (articles[1:] != articles[:-1]) | (told.day[1:] != told.day[:-1])
    kept = np.flatnonzero(new)
    if told.of_articles:
        return Ticks(told.place[kept], told.day[kept], told.precision[kept], told.of_articles)
    low = int(told.day.min(initial=0))
    width = UNDATED - low + 1
    pairs = np.sort(articles[kept] * width + (told.day[kept] - low))  # a plain sort: many times faster than np.unique
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(pairs) else pairs
    place = np.zeros(int(articles.max(initial=0)) + 1, np.int64)
    place[articles] = told.place  # any of the article's: they share outlet and copies
    return Ticks(place[pairs // width], pairs % width + low, np.full(len(pairs), DAY))


def _numbered(day: Ints) -> tuple[Ints, Ints]:
    """The different days in order, undated last, and of each its number; by counting, which is faster than sorting."""
    dated = day != UNDATED
    low = int(day.min(initial=0, where=dated))
    held = np.bincount(day[dated] - low) > 0
    number = np.cumsum(held) - 1
    days = np.flatnonzero(held) + low
    which = np.full(len(day), len(days))
    which[dated] = number[day[dated] - low]
    return (days if dated.all() else np.append(days, UNDATED)), which


def _counted(kind: Ints, copies: Ints) -> tuple[Ints, Ints, Ints]:
    """The kinds in order, how often each comes, and with how many different groups of copies."""
    width = int(copies.max(initial=0)) + 1
    keys = np.sort(kind * width + copies)
    kinds = keys // width
    first = np.flatnonzero(np.concatenate([[True], kinds[1:] != kinds[:-1]]))
    different = np.concatenate([[True], keys[1:] != keys[:-1]]).astype(np.int64)
    return kinds[first], np.diff(np.append(first, len(keys))), np.add.reduceat(different, first)
