"""Saved searches: a question kept in the ledger under a name, and what has come since somebody last looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from index.engine import Query
from index.ledger import Entry
from index.local import Local
from index.query import parse
from ingest.article import NewsdeskError

SEARCH = "search"  # {"name", "query": what differs from an empty one, "received": the last article then}


class SavedError(NewsdeskError):
    """A name under which nothing is saved, or none at all."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that somebody keeps."""

    name: str
    query: Query
    received: int  # what had come when it was last looked at
    entry: Entry


def save(engine: Local, name: str, query: Query) -> Saved:
    """Keep the question under a name; the one that had the name before stays in the history."""
    if not (name := name.strip()):
        raise SavedError("A saved search needs a name.")
    parse(query.text)  # what cannot be understood now cannot be later
    kept = replace(query, limit=Query().limit, offset=0, received_after=0)
    return _write(engine, name, kept)


def saved(engine: Local) -> tuple[Saved, ...]:
    """Every question that is kept, by name."""
    found = {(entry.author, entry.content["name"]): entry for entry in engine.ledger.entries(SEARCH)}
    return tuple(sorted(map(_read, found.values()), key=lambda one: one.name))


def saved_as(engine: Local, name: str) -> Saved:
    """The question under this name. Raises SavedError, which names those there are."""
    every = saved(engine)
    for one in every:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in every) or "none yet"
    raise SavedError(f"No search is saved as {name!r}. There are: {names}.")


def news_of(one: Saved) -> Query:
    """The same question of only what has come since somebody last looked."""
    return replace(one.query, received_after=one.received) if one.received else one.query


def looked(engine: Local, one: Saved) -> Saved:
    """Remember that everything up to now has been seen."""
    return _write(engine, one.name, one.query)


def forget(engine: Local, name: str) -> None:
    """Keep the question no longer; the ledger still has it, undone."""
    one = saved_as(engine, name)
    for entry in engine.ledger.entries(SEARCH):
        if (entry.author, entry.content["name"]) == (one.entry.author, name):
            engine.ledger.undo(entry.number)


def _write(engine: Local, name: str, query: Query) -> Saved:
    received = engine.status().received
    content = {"name": name, "query": plain(query), "received": received}
    return Saved(name, query, received, engine.ledger.append(SEARCH, content))


def plain(query: Query) -> dict[str, Any]:
    """What differs from an empty query, as JSON has it."""
    empty = asdict(Query())
    found = {name: value for name, value in asdict(query).items() if value != empty[name]}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _read(entry: Entry) -> Saved:
    return Saved(entry.content["name"], query_of(entry.content["query"]), entry.content["received"], entry)


def query_of(plain: Mapping[str, Any]) -> Query:
    """The query again; what this version does not know of it is left out."""
    known = {field.name for field in fields(Query)}
    values = {name: value for name, value in plain.items() if name in known}
    for name in ("since", "until"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in ("outlets", "languages", "speakers"):
        values[name] = tuple(values.get(name, ()))
    return Query(**values)
