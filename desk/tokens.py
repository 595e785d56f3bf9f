"""`python -m desk tokens issue|list|revoke`: personal tokens for the HTTP API, given out by whoever has the machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desk.access import ROLES
from desk.output import Commands
from index.local import Local
from index.tokens import Tokens

Run = Callable[[Local, argparse.Namespace], int]


def register(commands: Commands) -> None:
    """The command and its three uses."""
    uses = commands.add_parser("tokens", help="personal tokens for the HTTP API").add_subparsers(
        required=True, metavar="USE"
    )
    issue = _use(uses, "issue", _issue, "a new one; its secret is shown once")
    issue.add_argument("label", help="what it is for")
    issue.add_argument("--role", choices=ROLES, default=ROLES[0])
    issue.add_argument("--days", type=int, default=90, help="that it lasts, 1 to 366, default 90")
    _use(uses, "list", _list, "what was issued to somebody")
    _use(uses, "revoke", _revoke, "end one").add_argument("number", type=int)


def _use(uses: Commands, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    use: argparse.ArgumentParser = uses.add_parser(name, help=help)
    use.set_defaults(run=run, loose_file=None)
    use.add_argument("--owner", required=True, help="whose: the name that they sign in with")
    use.add_argument("--library", type=Path, help="folder of the collection; default: NEWSDESK_LIBRARY or library")
    return use


def _issue(library: Local, options: argparse.Namespace) -> int:
    secret, token = Tokens(library.ledger).issue(
        options.label, owner=options.owner, role=options.role, days=options.days
    )
    print(secret)
    print(
        f"Token {token.number} for {token.owner}, {token.role}, until {token.expires:%Y-%m-%d}. It is not shown again."
    )
    return 0


def _list(library: Local, options: argparse.Namespace) -> int:
    for token in Tokens(library.ledger).of(options.owner):
        ends = f"revoked {token.revoked:%Y-%m-%d}" if token.revoked else f"until {token.expires:%Y-%m-%d}"
        print(f"{token.number}  {token.label}  {token.role}  {ends}")
    return 0


def _revoke(library: Local, options: argparse.Namespace) -> int:
    Tokens(library.ledger).revoke(options.number, owner=options.owner)
    print(f"Token {options.number} is revoked.")
    return 0
