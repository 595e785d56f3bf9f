"""Searches kept in a project: its members ask them again, whatever becomes of anybody's saved searches."""

from __future__ import annotations

from dataclasses import dataclass

from desk.corrections import clean_name
from desk.kept import QUESTION, KeptError
from desk.placed import number_of
from desk.saved import query_from_row, query_row, to_keep
from index.engine import Query
from index.ledger import Entry
from index.local import Local


@dataclass(frozen=True, slots=True)
class Question:
    """A search of a project."""

    number: int
    name: str
    query: Query
    entry: Entry


def keep_question(engine: Local, project: int, name: str, query: Query) -> Question:
    """Keep a search in a project."""
    if not (clean := clean_name(name)):
        raise KeptError("A search kept in a project needs a name.")
    content = {"project": project, "name": clean, "query": query_row(to_keep(query))}
    return _question(engine.ledger.append(QUESTION, content))


def questions(engine: Local, project: int) -> tuple[Question, ...]:
    """The searches of a project, in the order in which they came."""
    return tuple(map(_question, engine.ledger.entries(QUESTION, project=project)))


def _question(entry: Entry) -> Question:
    return Question(number_of(entry), entry.content["name"], query_from_row(entry.content["query"]), entry)
