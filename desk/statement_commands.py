"""`python -m desk coverage`: statements on a theme on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desk.coverage import Coverage, coverage
from desk.output import put
from desk.printed import printable
from desk.statement_rows import coverage_answer, coverage_table
from desk.statement_wording import carried_line, earliest_line
from index.engine import Query
from index.local import Local

Run = Callable[[Local, Query, argparse.Namespace], int]


def cover(engine: Local, query: Query, options: argparse.Namespace) -> int:
    """Who carried each statement, who cut or altered it, who left it out."""
    found = coverage(engine, query)
    return put(options, coverage_answer(found), coverage_table(found), lambda: print_coverage(found, options.limit))


def print_coverage(found: Coverage, most: int) -> None:
    """The most carried statements, an outlet a line."""
    for number, statement in enumerate(found.statements[:most], start=1):
        print(f"{number}. {printable(statement.fullest.text)}\n   {earliest_line(statement)}")
        for one in statement.carried:
            print(f"   {printable(carried_line(one))}")
        left_out = [outlet or "no outlet named" for outlet, _ in found.outlets if statement.by(outlet) is None]
        if left_out:
            print(f"   left it out: {printable(', '.join(left_out))}")
    print(f"{len(found.statements):,} statements in {found.read:,} of {found.total:,} quotes.")


COMMANDS: tuple[tuple[str, Run, str], ...] = (
    ("coverage", cover, "who carried a statement, who cut or altered it, who left it out"),
)
