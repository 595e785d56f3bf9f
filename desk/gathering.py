"""Passages into a project's queue: by hand or all that a search finds, each place once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk.kept import PASSAGE, KeptError, anchored
from desk.picks import Pick
from desk.placed import placed
from index.anchor import Anchor
from index.engine import Hit, Query
from index.ledger import Entry
from index.local import Local
from ingest.article import Span

MOST = 10_000  # passages that one search puts into a project: more than a newsroom reads, two seconds to write
Place = tuple[str, str, int, int]  # an article's id, the SHA-256 of one version, start, end


@dataclass(frozen=True, slots=True)
class Put:
    """What a search brought into a project."""

    added: tuple[Entry, ...]
    known: int  # of its passages, already there
    total: int  # of its passages, copies counted once


def keep(engine: Local, project: int, picks: Sequence[Pick]) -> tuple[Entry, ...]:
    """Put passages or articles into a project; those that are in it already are passed over."""
    return _gather(engine, project, [anchored(engine, pick) for pick in picks])


def put(engine: Local, project: int, query: Query) -> Put:
    """All that a search finds, copies counted once, into a project's queue. Raises KeptError where it is too much."""
    hits = engine.search(replace(query, limit=MOST + 1, offset=0)).hits
    check_number(len(hits))
    added = _gather(engine, project, [(anchor, {"asked": query.text}) for anchor in _anchors(engine, hits)])
    return Put(added, len(hits) - len(added), len(hits))


def check_number(passages: int) -> None:
    """Raise KeptError where so many are too much for one search to put in."""
    if passages > MOST:
        raise KeptError(f"More than {MOST:,} passages match: narrow the search, or put it in by parts, such as years.")


def _gather(engine: Local, project: int, found: Sequence[tuple[Anchor, Mapping[str, Any]]]) -> tuple[Entry, ...]:
    known, written = _places(engine, project, frozenset(anchor.article for anchor, _ in found)), []
    for anchor, beside in found:
        if _at(anchor) not in known:
            known.add(_at(anchor))
            written.append(({"project": project, **beside}, anchor))
    return engine.ledger.append_all(PASSAGE, written)


def _places(engine: Local, project: int, articles: frozenset[str]) -> set[Place]:
    """Where a project's passages of these articles stood when they were put in, and where they stand now."""
    entries = engine.ledger.entries(PASSAGE, project=project)
    there = [entry for entry in entries if entry.anchor and entry.anchor.article in articles]
    passages = [one.passage for one in placed(engine, there)]
    now = {(one.article, one.sha256, one.start, one.end) for one in passages}
    return now | {_at(entry.anchor) for entry in there if entry.anchor}


def _at(anchor: Anchor) -> Place:
    return anchor.article, anchor.sha256, anchor.start, anchor.end


def _anchors(engine: Local, hits: Sequence[Hit]) -> list[Anchor]:
    """Where the hits stand; those whose article was written anew this very moment are left out."""
    texts = engine.texts(hit.article for hit in hits)
    there = [(hit, texts[hit.article]) for hit in hits if hit.article in texts]
    return [Anchor.of(text, Span(hit.start, hit.end)) for hit, text in there if text.sha256 == hit.sha256]
