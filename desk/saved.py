"""Saved searches: a question kept in the ledger under a name, and what has come since somebody last looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from index.engine import Query
from index.ledger import Entry, now
from index.local import Local
from index.query import understood
from ingest.article import NewsdeskError

# {"name", "query": what differs from an empty one, "received": the last article when somebody looked, "looked": when
# that was if not on saving, and where somebody wants mail
# "mail": their address, "mailed": the last article that a mail told of, "unsure": as Saved has it}
SEARCH = "search"


class SavedError(NewsdeskError):
    """A name under which nothing is saved, or none at all."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that somebody keeps."""

    name: str
    query: Query
    received: int  # what had come when it was last looked at
    looked: datetime  # UTC, when that was
    entry: Entry
    mail: str = ""  # who is written to when something is new; empty: nobody
    mailed: int = 0  # what had come when they were last written to
    unsure: int | None = None  # what `mailed` was before a mail that may not have gone out; None: all went out


def save(engine: Local, name: str, query: Query) -> Saved:
    """Keep the question under a name; the one that had the name before stays in the history."""
    if not (name := name.strip()):
        raise SavedError("A saved search needs a name.")
    understood(query)  # what cannot be understood now cannot be later
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
    return changed(engine, one, received=engine.status().received, looked=now())


def changed(engine: Local, one: Saved, **content: str | int | None) -> Saved:
    """The same search with something else remembered: when it was looked at, who is written to."""
    return _read(engine.ledger.append(SEARCH, {**one.entry.content, **content}, author=one.entry.author))


def forget(engine: Local, name: str) -> None:
    """Keep the question no longer; the ledger still has it, undone."""
    one = saved_as(engine, name)
    for entry in engine.ledger.entries(SEARCH):
        if (entry.author, entry.content["name"]) == (one.entry.author, name):
            engine.ledger.undo(entry.number)


def _write(engine: Local, name: str, query: Query) -> Saved:
    received = engine.status().received
    return _read(engine.ledger.append(SEARCH, {"name": name, "query": plain(query), "received": received}))


def plain(query: Query) -> dict[str, Any]:
    """What differs from an empty query, as JSON has it."""
    empty = asdict(Query())
    found = {name: value for name, value in asdict(query).items() if value != empty[name]}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _read(entry: Entry) -> Saved:
    content = entry.content
    query = query_of(content["query"])
    told = content.get("mail", ""), content.get("mailed", 0), content.get("unsure")
    at = datetime.fromisoformat(content["looked"]) if "looked" in content else entry.written
    return Saved(content["name"], query, content.get("received", 0), at, entry, *told)


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
