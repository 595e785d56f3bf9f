"""Nothing matches: what was looked through, and what is nearest to what was asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.engine import Engine, Hit, Query, Status
from index.query import understood

FEW = 3  # of the nearest that are shown


@dataclass(frozen=True, slots=True)
class Absence:
    """A question without an answer."""

    query: Query
    status: Status  # of the archive that has none
    nearest: tuple[Hit, ...]  # to its words, the guarantees left out
    wider: bool  # nothing passes the filters that is near: the nearest stand outside them
    by_meaning: bool = False  # it was looked for by meaning too


def absence(engine: Engine, query: Query) -> Absence:
    """What to say where a query has no match: the nearest under the same filters, else without them."""
    asked = Query(like=query.like, text=understood(query).plain, plain=True, limit=FEW)
    if not asked.like and not asked.text:
        return Absence(query, engine.status(), (), wider=False)
    within = engine.search(replace(query, text=asked.text, plain=True, limit=FEW, offset=0))
    found = within if within.hits else engine.search(asked)
    wider, by_meaning = bool(found.hits) and not within.hits, found.meaning > 0
    return Absence(query, engine.status(), found.hits, wider, by_meaning)
