"""What people put right: the speaker of a quote, a quote that is none, and names that are one person's.

The ledger keeps it, and an engine lays it over what was read: the archive itself is not touched, so a correction is
there at once, comes back after a rebuild, and leaves no trace once it is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.anchor import Anchor
from index.engine import UnknownArticle
from index.ledger import Entry, Ledger
from index.records import read_article
from ingest.article import Quote, Span

SPEAKER = "speaker"  # {"person": whom the words belong to, or null, "was": whom the extractor named}
REJECTED = "rejected"  # {"was": ...}: the words are nobody's quote
SAME_PERSON = "same person"  # {"name": what they go under, "also": another name of theirs}
KINDS = (SPEAKER, REJECTED, SAME_PERSON)
SAME_QUOTE = 0.5  # of two spans together, shared: a better extractor may cut the same quote a little differently


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are one person's."""

    under: Mapping[str, str] = field(default_factory=dict)  # a name -> the one that it goes under
    entries: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # a name -> what put it there

    def of(self, name: str) -> str:
        """The name that a person goes under."""
        return self.under.get(name, name)

    def all_of(self, name: str) -> tuple[str, ...]:
        """Every other name of the person who goes under this one."""
        return tuple(sorted(other for other, under in self.under.items() if under == name))


Place = tuple[str, int]  # an article's id, and the number of the quote within its current version


@dataclass(frozen=True, slots=True)
class Placed:
    """A correction at the quote that it is about."""

    row: int  # of the article
    number: int  # of the quote
    entry: Entry


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything that holds for one state of archive and ledger."""

    speakers: Mapping[Place, Placed] = field(default_factory=dict)  # of several for one quote, the last
    rejected: Mapping[Place, Placed] = field(default_factory=dict)
    lost: tuple[Entry, ...] = ()  # their article is gone, or has the words no longer
    names: Names = field(default_factory=Names)


NO_CORRECTIONS = Corrections()


def read_corrections(connection: sqlite3.Connection, ledger: Ledger) -> Corrections:
    """The corrections that hold, each at its place in the archive as it is now."""
    placed: dict[str, dict[Place, Placed]] = {SPEAKER: {}, REJECTED: {}}
    lost = []
    for entry in ledger.entries(SPEAKER, REJECTED):
        if entry.anchor and (found := _place(connection, entry.anchor)):
            row, number = found
            placed[entry.kind][entry.anchor.article, number] = Placed(row, number, entry)
        else:
            lost.append(entry)
    names = merged(ledger.entries(SAME_PERSON))
    return Corrections(placed[SPEAKER], placed[REJECTED], tuple(lost), names)


def merged(entries: Iterable[Entry]) -> Names:
    """The names that the entries make one; one that would go round in a circle says nothing new."""
    parent: dict[str, str] = {}
    why: dict[str, int] = {}
    for entry in entries:
        one, other = _root(parent, entry.content["name"]), _root(parent, entry.content["also"])
        if one != other:
            parent[other], why[other] = one, entry.number
    return Names(
        {name: _root(parent, name) for name in parent},
        {name: tuple(why[step] for step in _way(parent, name) if step in why) for name in parent},
    )


def nearest_quote(span: Span, quotes: Sequence[Span]) -> int | None:
    """Which of the quotes is the one that once stood at `span`; None: there is none any more."""
    shares = [_shared(span, quote) for quote in quotes]
    best = max(range(len(quotes)), key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= SAME_QUOTE else None


def put_right(
    quote: Quote, person: str | None, corrections: Corrections, article: str, number: int
) -> tuple[Quote, tuple[int, ...]]:
    """The quote with the person it has now, and the entries that made it so; a person's word is certain."""
    named, entries = quote.person, []
    if placed := corrections.speakers.get((article, number)):
        named, entries = placed.entry.content["person"], [placed.entry.number]
        quote = replace(quote, confidence=1.0, decided_by=f"ledger entry {placed.entry.number}")
    return replace(quote, person=person), (*entries, *corrections.names.entries.get(named or "", ()))


def _place(connection: sqlite3.Connection, anchor: Anchor) -> tuple[int, int] | None:
    """The row of the article, and the number of the quote in it that the anchor is about."""
    found = connection.execute(
        "SELECT a.row, a.version, v.sha256 FROM articles a "
        "JOIN versions v ON v.article = a.row AND v.version = a.version WHERE a.id = ?",
        (anchor.article,),
    ).fetchone()
    if found is None:
        return None
    row, version, sha256 = found
    span = Span(anchor.start, anchor.end) if sha256 == anchor.sha256 else _moved(connection, anchor)
    quotes = connection.execute(
        'SELECT start, "end" FROM quotes WHERE article = ? AND version = ? ORDER BY number', (row, version)
    )
    number = nearest_quote(span, [Span(*ends) for ends in quotes]) if span else None
    return None if number is None else (row, number)


def _moved(connection: sqlite3.Connection, anchor: Anchor) -> Span | None:
    """Where the words stand in the version that the archive has now."""
    try:
        return anchor.within(read_article(connection, anchor.article, None))
    except UnknownArticle:
        return None


def _shared(one: Span, other: Span) -> float:
    """Of both spans together, how much they share, 0..1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, shared / (max(one.end, other.end) - min(one.start, other.start)))


def _root(parent: Mapping[str, str], name: str) -> str:
    return _way(parent, name)[-1]


def _way(parent: Mapping[str, str], name: str) -> list[str]:
    """The name, the one it goes under, the one that goes under ..."""
    way = [name]
    while way[-1] in parent:
        way.append(parent[way[-1]])
    return way
