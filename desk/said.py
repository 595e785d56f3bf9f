"""Who said what, when: how many statements each person made in each month, or on each theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk.coverage import Statement, statement_of
from desk.statements import group_statements
from index.engine import Engine, Query, QuoteHit

SPEAKERS = 15  # persons in the picture, those most quoted
PER_SPEAKER = 300  # quotes read of each; a person who has more is marked
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Count:
    """Statements, copies counted once; one that anybody printed in quotation marks is direct."""

    direct: int = 0
    indirect: int = 0


@dataclass(frozen=True, slots=True)
class Sayer:
    """A person, and a count for each column."""

    person: str
    counts: tuple[Count, ...]
    read: int  # quotes
    total: int  # quotes that match

    @property
    def statements(self) -> int:
        """In all columns."""
        return sum(count.direct + count.indirect for count in self.counts)


@dataclass(frozen=True, slots=True)
class Said:
    """The matrix."""

    columns: tuple[str, ...]  # months, "undated" last; or themes
    rows: tuple[Sayer, ...]
    people: int  # who are quoted in all


def said_by_month(engine: Engine, query: Query) -> Said:
    """A column for each month in which somebody of the most quoted is first printed saying something."""
    persons = engine.speakers(query)
    found = {one.person: _read(engine, query, one.person) for one in persons[:SPEAKERS]}
    months = {month_of(statement) for statements, _, _ in found.values() for statement in statements}
    columns = tuple(sorted(months, key=lambda month: (month == UNDATED, month)))
    rows = []
    for person, (statements, read, total) in found.items():
        by_month = {month: [one for one in statements if month_of(one) == month] for month in columns}
        rows.append(Sayer(person, tuple(count_of(by_month[month]) for month in columns), read, total))
    return Said(columns, tuple(rows), len(persons))


def said_by_theme(engine: Engine, query: Query, themes: Sequence[str]) -> Said:
    """A column for each theme: a question as one would search for it."""
    found = {theme: replace(query, text=theme) for theme in dict.fromkeys(themes)}
    quoted: dict[str, int] = {}
    for asked in found.values():
        for one in engine.speakers(asked):
            quoted[one.person] = quoted.get(one.person, 0) + one.quotes
    persons = sorted(quoted, key=lambda person: (-quoted[person], person))
    rows = []
    for person in persons[:SPEAKERS]:
        read = [_read(engine, asked, person) for asked in found.values()]
        counts = tuple(count_of(statements) for statements, _, _ in read)
        rows.append(Sayer(person, counts, sum(one[1] for one in read), sum(one[2] for one in read)))
    return Said(tuple(found), tuple(rows), len(persons))


def statements_of(quotes: Sequence[QuoteHit]) -> tuple[Statement, ...]:
    """The quotes as statements, oldest first, undated last."""
    groups: dict[int, list[QuoteHit]] = {}
    for quote, statement in zip(quotes, group_statements(quotes), strict=True):
        groups.setdefault(statement, []).append(quote)
    return tuple(sorted(map(statement_of, groups.values()), key=_by_time))


def count_of(statements: Iterable[Statement]) -> Count:
    """How many are direct, how many indirect."""
    kinds = [one.is_direct for one in statements]
    return Count(sum(kinds), len(kinds) - sum(kinds))


def month_of(statement: Statement) -> str:
    """The month of its earliest printing."""
    return f"{statement.earliest[0].published:%Y-%m}" if statement.earliest else UNDATED


def _read(engine: Engine, query: Query, person: str) -> tuple[tuple[Statement, ...], int, int]:
    """A person's statements, and how many quotes of how many they rest on."""
    found = engine.quotes(replace(query, speakers=(person,), limit=PER_SPEAKER, offset=0))
    return statements_of(found.quotes), len(found.quotes), found.total


def _by_time(statement: Statement) -> tuple[bool, str, int]:
    first = statement.earliest[0].published if statement.earliest else None
    return first is None, str(first), statement.fullest.rank
