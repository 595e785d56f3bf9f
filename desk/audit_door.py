"""`python -m desk audit`: who added, corrected, removed or took out what, for whoever has the machine."""

from __future__ import annotations

import argparse

from desk.output import Commands, add_forms, add_library, put
from desk.printed import printable
from desk.rows import Row
from index.audit import Act, Audit
from index.local import Local


def register(commands: Commands) -> None:
    """Add the command to the door."""
    command = commands.add_parser("audit", help="who added, corrected, removed or took out what, the newest first")
    command.add_argument("--action", default="", help="only this: add, remove, write, undo, export, token …")
    command.add_argument("--limit", type=int, default=100, help="lines at most, default 100")
    add_forms(command)
    add_library(command)
    command.set_defaults(run=_run, loose_file=None)


def audit_row(act: Act) -> Row:
    """One act as JSON has it."""
    return {
        "number": act.number,
        "written": act.written.isoformat(),
        "author": act.author,
        "action": act.action,
        "what": act.what,
    }


def _run(library: Local, options: argparse.Namespace) -> int:
    rows = [audit_row(act) for act in Audit(library.ledger).acts(action=options.action, limit=options.limit)]
    return put(options, {"acts": rows}, rows, lambda: _print(rows))


def _print(rows: list[Row]) -> None:
    for row in rows:
        print(f"{row['written'][:19]}  {printable(row['author'] or '-')}  {row['action']}  {printable(row['what'])}")
