"""Saved searches: a question kept in the ledger under a name, and what has come since somebody last looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from desk.scope import name_of
from index.engine import Query
from index.ledger import Entry, LedgerError, now
from index.local import Local
from index.query import understood
from ingest.article import NewsdeskError

# {"name", "query": what differs from an empty one, "saved": when, "received": the last article when somebody looked,
# "looked": when that was, and where somebody wants mail
# "mail": their address, "mailed": the last article that a mail told of, "unsure": as Saved has it}
# Earlier versions wrote no "saved", "looked" after the first look alone, and left entries before the last one to hold.
SEARCH = "search"


class SavedError(NewsdeskError):
    """A name under which nothing is saved, or what several people save, or none at all."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that somebody keeps."""

    name: str
    query: Query
    received: int  # what had come when it was last looked at
    looked: datetime  # UTC, when that was
    saved: datetime  # UTC
    entry: Entry
    mail: str = ""  # who is written to when something is new; empty: nobody
    mailed: int = 0  # what had come when they were last written to
    unsure: int | None = None  # what `mailed` was before a mail that may not have gone out; None: all went out


def save(engine: Local, name: str, query: Query) -> Saved:
    """Keep the question under a name; the one that had the name before stays in the history."""
    if not (name := name.strip()):
        raise SavedError("A saved search needs a name.")
    at, row = now(), query_row(to_keep(query))
    content = {"name": name, "query": row, "saved": at, "received": engine.received(), "looked": at}
    if before := _holding(engine, name_of(engine), name):
        return _read(engine.ledger.replace(before[-1].number, content))
    return _read(engine.ledger.append(SEARCH, content))


def to_keep(query: Query) -> Query:
    """The question without its place in the pages. Raises QueryError: what cannot be understood now cannot be later."""
    understood(query)
    return replace(query, limit=Query().limit, offset=0, received_after=0)


def saved(engine: Local) -> tuple[Saved, ...]:
    """Every question that is kept, by name."""
    found = {(entry.author, entry.content["name"]): entry for entry in engine.ledger.entries(SEARCH)}
    return tuple(sorted(map(_read, found.values()), key=lambda one: one.name))


def saved_as(engine: Local, name: str, owner: str | None = None) -> Saved:
    """The question under this name; of this owner where one is named. Raises SavedError: which there are."""
    every = saved(engine)
    found = [one for one in every if one.name == name and owner in (None, one.entry.author)]
    if len(found) == 1:
        return found[0]
    if found:
        owners = ", ".join(repr(one.entry.author) for one in found)
        raise SavedError(f"Several people have a search {name!r}: say whose with --owner, {owners}.")
    names = ", ".join(one.name for one in every) or "none yet"
    raise SavedError(f"No search is saved as {name!r}. There are: {names}.")


def news_of(one: Saved) -> Query:
    """The same question of only what has come since somebody last looked."""
    return replace(one.query, received_after=one.received) if one.received else one.query


def looked(engine: Local, one: Saved) -> Saved:
    """Remember that everything up to now has been seen; nothing where the search was forgotten meanwhile."""
    return changed(engine, one, received=engine.received(), looked=now()) or one


def changed(engine: Local, one: Saved, **content: str | int | None) -> Saved | None:
    """The search as it is now with something else remembered; None: it was forgotten meanwhile."""
    held = _holding(engine, one.entry.author, one.name)
    if not held:
        return None
    last = _read(held[-1])
    when = {"saved": last.saved.isoformat(), "looked": last.looked.isoformat()}
    try:
        return _read(engine.ledger.replace(last.entry.number, {**last.entry.content, **when, **content}))
    except LedgerError:
        if _holding(engine, one.entry.author, one.name) == held:
            raise
        return changed(engine, one, **content)  # somebody else was faster, such as who sends the mails


def forget(engine: Local, name: str, owner: str | None = None) -> None:
    """Keep the question no longer, and close its feeds; the ledger still has it, undone."""
    from desk.feed import close_feed  # here: a first page does not need it

    one = saved_as(engine, name, owner)
    close_feed(engine, name, owner=one.entry.author)  # first: an open one would be the next search's of this name
    for entry in _holding(engine, one.entry.author, name):
        engine.ledger.undo(entry.number)


def _holding(engine: Local, author: str, name: str) -> list[Entry]:
    """The entries of one search that hold, in order of writing: one, of an earlier version's ledger perhaps several."""
    every = engine.ledger.entries(SEARCH)
    return [entry for entry in every if (entry.author, entry.content["name"]) == (author, name)]


def query_row(query: Query) -> dict[str, Any]:
    """What differs from an empty query, as JSON has it."""
    empty = asdict(Query())
    found = {name: value for name, value in asdict(query).items() if value != empty[name]}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _read(entry: Entry) -> Saved:
    content = entry.content
    query = query_from_row(content["query"])
    told = content.get("mail", ""), content.get("mailed", 0), content.get("unsure")
    looked, saved = (
        datetime.fromisoformat(content.get(name, entry.written.isoformat())) for name in ("looked", "saved")
    )
    return Saved(content["name"], query, content.get("received", 0), looked, saved, entry, *told)


def query_from_row(row: Mapping[str, Any]) -> Query:
    """The query again; what this version does not know of it is left out."""
    known = {field.name for field in fields(Query)}
    values = {name: value for name, value in row.items() if name in known}
    for name in ("since", "until"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    for name in ("outlets", "languages", "speakers"):
        values[name] = tuple(values.get(name, ()))
    return Query(**values)
