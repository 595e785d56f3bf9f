"""Matches counted by day and outlet: what a timeline is drawn from."""

from __future__ import annotations

from datetime import date

import numpy as np

from index.clocks import Ticks
from index.columns import DAY, PRECISIONS, UNDATED, Columns, Ints
from index.engine import Day, Query
from index.match import Matches
from index.records import day_of

_BEFORE = 1_000_000  # days: before 1970-01-01 there are fewer in the calendar, so that no key is negative


def days_of(matches: Matches, columns: Columns, ticks: Ticks, query: Query) -> tuple[Day, ...]:
    """How many articles and groups of copies each outlet has on each day, by day; undated last."""
    rank = np.argsort(np.argsort([name or "" for name in columns.outlets], kind="stable"))
    places, kinds = _kinds(matches, columns, ticks, query, rank)
    found, which, articles = np.unique(kinds, return_inverse=True, return_counts=True)
    groups = np.bincount(_distinct(which, columns.copies[places]), minlength=len(found))
    names = {int(place): name for place, name in zip(rank, columns.outlets, strict=True)}
    return tuple(
        Day(_day(kind // len(names)), names[kind % len(names)], count, group, PRECISIONS[kind // len(names) % 3])
        for kind, count, group in zip(found.tolist(), articles.tolist(), groups.tolist(), strict=True)
    )


def _kinds(matches: Matches, columns: Columns, ticks: Ticks, query: Query, rank: Ints) -> tuple[Ints, Ints]:
    """For each article and day once: a place of the article, and one number for day, precision and outlet."""
    matching = np.zeros(len(columns.row), np.bool_)
    matching[matches.places] = True
    told = ticks.of(matching, query)
    matching[told.place] = False
    rest = np.flatnonzero(matching)
    silent = rest[~np.isin(columns.article[rest], columns.article[told.place])]  # of articles without a day
    places = np.concatenate([told.place, silent])
    day = np.concatenate([told.day, np.full(len(silent), UNDATED)])
    precision = np.concatenate([told.precision, np.full(len(silent), DAY)])
    kinds = ((day + _BEFORE) * len(PRECISIONS) + precision) * len(columns.outlets) + rank[columns.outlet[places]]
    once = _first_of_each(columns.article[places], kinds)
    return places[once], kinds[once]


def _first_of_each(articles: Ints, kinds: Ints) -> Ints:
    """Where each pair of an article and a kind comes first: most follow each other, and the rest are sorted."""
    new = np.ones(len(kinds), np.bool_)
    new[1:] = (articles[1:] != articles[:-1]) | (kinds[1:] != kinds[:-1])
    kept = np.flatnonzero(new)
    order = kept[np.lexsort((kinds[kept], articles[kept]))]
    first = np.ones(len(order), np.bool_)
    first[1:] = (articles[order][1:] != articles[order][:-1]) | (kinds[order][1:] != kinds[order][:-1])
    return order[first]


def _distinct(which: Ints, groups: Ints) -> Ints:
    """Each kind as often as it has different groups."""
    width = int(groups.max(initial=0)) + 1
    distinct: Ints = np.unique(which.ravel() * width + groups) // width
    return distinct


def _day(number: int) -> date | None:
    day = number // len(PRECISIONS) - _BEFORE
    return None if day == UNDATED else day_of(day)
