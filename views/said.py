"""The picture of who said how much in each month, or on each theme."""

from __future__ import annotations

from dataclasses import replace

from desk.links import parameters
from desk.periods import parse_period
from desk.said import UNDATED, Count, Said, Sayer
from desk.wording import count
from index.engine import Query
from views.escape import address, link, safe

HEATS = 5  # shades of a cell, beside its number


def as_matrix(said: Said, query: Query, *, by_theme: bool) -> str:
    """A row for each person, a column for each month or theme; every number is a link to its statements."""
    most = max((count.direct + count.indirect for row in said.rows for count in row.counts), default=1)
    heads = "".join(f'<th scope="col">{safe(column)}</th>' for column in said.columns)
    rows = "".join(_row(said, row, query, most, by_theme=by_theme) for row in said.rows)
    beyond = said.people - len(said.rows)
    more = f" {count(beyond, 'more person')} quoted less." if beyond > 0 else ""
    return (
        f'<div class="nd-scroll" tabindex="0"><table class="nd-matrix nd-said"><thead><tr>'
        f'<th scope="col">Person</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        '<p class="nd-how"><b>Direct</b> and <i>indirect</i> statements, copies counted once, in the month of their '
        f"earliest printing in this archive.{more}</p>"
    )


def _row(said: Said, row: Sayer, query: Query, most: int, *, by_theme: bool) -> str:
    cells = "".join(
        _cell(row.person, one, _asked(query, column, by_theme=by_theme), column, most)
        for column, one in zip(said.columns, row.counts, strict=True)
    )
    partly = f"<small>{row.read:,} of {count(row.total, 'quote')} read</small>" if row.read < row.total else ""
    who = link("people", row.person, person=row.person, **parameters(query))
    return f'<tr><th scope="row"><bdi>{who}</bdi>{partly}</th>{cells}</tr>'


def _cell(person: str, one: Count, asked: Query, column: str, most: int) -> str:
    if not one.direct + one.indirect:
        return '<td class="nd-nothing">·</td>'
    told = f"{person}, {column}: {one.direct} direct, {one.indirect} indirect"
    where = safe(address("people", person=person, **parameters(asked)))
    heat = -(-HEATS * (one.direct + one.indirect) // most)
    counts = f'<a href="{where}" aria-label="{safe(told)}"><b>{one.direct}</b> <i>{one.indirect}</i></a>'
    return f'<td class="nd-heat-{heat}" title="{safe(told)}">{counts}</td>'


def _asked(query: Query, column: str, *, by_theme: bool) -> Query:
    """The question whose statements a cell counts."""
    if by_theme:
        return replace(query, text=column)
    if column == UNDATED:
        return replace(query, undated=True, since=None, until=None)
    month = parse_period(column)
    return replace(query, since=month.since, until=month.until)
