"""`python -m desk said|profile|drift`: people on the command line."""

from __future__ import annotations

import argparse
from functools import partial

from desk.drift import Drift, drift
from desk.output import put
from desk.person_rows import drift_answer, drift_table, profile_answer, said_answer, said_table
from desk.printed import printable
from desk.profile import Profile, profile, the_one
from desk.said import Said, said_by_month, said_by_theme
from desk.statement_wording import changed_line
from index.engine import Query
from index.local import Local


def say(engine: Local, query: Query, options: argparse.Namespace) -> int:
    """How many statements each person made in each month, or on each theme."""
    found = said_by_theme(engine, query, options.theme) if options.theme else said_by_month(engine, query)
    return put(options, said_answer(found), said_table(found), partial(print_said, found))


def tell(engine: Local, query: Query, options: argparse.Namespace) -> int:
    """One person."""
    found = profile(engine, query, the_one(query))
    answer = profile_answer(found)
    rows = [{**one["fullest"], "outlets": len(one["outlets"])} for one in answer["statements"]]
    return put(options, answer, rows, partial(print_profile, found))


def compare_in_time(engine: Local, query: Query, options: argparse.Namespace) -> int:
    """How one person's words on a theme changed."""
    found = drift(engine, query, the_one(query))
    return put(options, drift_answer(found), drift_table(found), partial(print_drift, found, options.limit))


def print_said(said: Said) -> None:
    """A line for each person: direct+indirect in each column."""
    print("  ".join(["direct+indirect", *map(printable, said.columns)]))
    for row in said.rows:
        counts = [f"{count.direct}+{count.indirect}" for count in row.counts]
        more = f"  ({row.read:,} of {row.total:,} quotes read)" if row.read < row.total else ""
        print("  ".join([printable(row.person), *counts]) + more)
    print(f"{len(said.rows):,} of {said.people:,} people who are quoted. Copies are counted once.")


def print_profile(found: Profile) -> None:
    """Who, called what, on which themes, by whom."""
    print(printable(found.person))
    print("called: " + printable(", ".join(f"{role.words} ({role.quotes})" for role in found.roles)))
    print("themes: " + printable(", ".join(theme.word for theme in found.themes)))
    print("quoted by: " + printable(", ".join(f"{outlet or 'no outlet'} ({n})" for outlet, n in found.outlets)))
    for month, count in found.months:
        print(f"{month}  {count.direct} direct, {count.indirect} indirect")
    print(f"{len(found.statements):,} statements in {found.read:,} of {found.total:,} quotes.")


def print_drift(found: Drift, most: int) -> None:
    """The steps, the earlier words above the later."""
    for step in found.steps[:most]:
        near = f"near in meaning (cosine {step.cosine:.2f})" if step.cosine else "the statement before"
        kinds = "; ".join(changed_line(kind, step.changes.reasons) for kind in step.changes.kinds)
        print(f"{step.changed:.0%} other words, {near}: {kinds}")
        for quote in (step.before.fullest, step.after.fullest):
            print(f"   {quote.published}  {printable(quote.outlet or 'no outlet')}: {printable(quote.text)}")
    print(f"{len(found.steps):,} steps; {found.undated:,} undated statements stand in no order.")


COMMANDS = (
    ("said", say, "who said how much, by month or by theme"),
    ("profile", tell, "one person: roles as printed, statements, themes, who quotes them (--speaker)"),
    ("drift", compare_in_time, "how one person's words on a theme changed (--speaker)"),
)
