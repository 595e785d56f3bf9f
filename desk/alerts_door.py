"""`python -m desk alerts list|mail|feed|send`: who is told of what is new for saved searches, and how."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desk.alert_mails import Due, due, mail_to, send
from desk.alerts import new_for
from desk.feed import close_feed, feed_url, open_feed, open_tokens
from desk.output import Commands, add_forms, add_library, put
from desk.printed import printable
from desk.rows import Row
from desk.saved import Saved, saved, saved_as
from index.local import Local

Run = Callable[[Local, argparse.Namespace], int]


def register(commands: Commands) -> None:
    """The command and its uses."""
    uses = commands.add_parser("alerts", help="mail and feeds of what is new for saved searches").add_subparsers(
        required=True, metavar="USE"
    )
    add_forms(_use(uses, "list", _list, "every saved search, how much is new, who is told"))
    mail = _use(uses, "mail", _mail, "write to somebody when something comes for a search")
    mail.add_argument("name", help="of the saved search")
    mail.add_argument("address", nargs="?", default="", help="none: nobody any more")
    feed = _use(uses, "feed", _feed, "the address of its Atom feed, shown once")
    feed.add_argument("name", help="of the saved search")
    feed.add_argument("--close", action="store_true", help="every address given out so far opens nothing any more")
    for use in (mail, feed):
        use.add_argument("--owner", metavar="NAME", help="whose search, where several have the name")
    sending = _use(uses, "send", _send, "send the mails that are due; for a timer")
    sending.add_argument("--dry-run", action="store_true", help="print them instead")


def _use(uses: Commands, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    use: argparse.ArgumentParser = uses.add_parser(name, help=help)
    use.set_defaults(run=run, loose_file=None)
    add_library(use)
    return use


def _list(engine: Local, options: argparse.Namespace) -> int:
    rows = [_row(engine, one) for one in saved(engine)]
    return put(options, {"alerts": rows}, rows, lambda: _print(rows))


def _row(engine: Local, one: Saved) -> Row:
    feeds = len(open_tokens(engine, one.name, owner=one.entry.author))
    return {"name": one.name, "author": one.entry.author, "new": new_for(engine, one), "mail": one.mail, "feeds": feeds}


def _print(rows: list[Row]) -> None:
    for row in rows:
        told = ", ".join(filter(None, (row["mail"], f"{row['feeds']} feed" if row["feeds"] else ""))) or "nobody told"
        print(f"{printable(row['name'])}: {row['new']:,} new · {printable(told)}")


def _mail(engine: Local, options: argparse.Namespace) -> int:
    one = mail_to(engine, options.name, options.address, options.owner)
    print(
        f"{printable(one.name)}: {one.mail or 'nobody'} is written to. `python -m desk alerts send` sends what is due."
    )
    return 0


def _feed(engine: Local, options: argparse.Namespace) -> int:
    owner = saved_as(engine, options.name, options.owner).entry.author
    if options.close:
        print(f"{close_feed(engine, options.name, owner=owner)} closed.")
        return 0
    secret = open_feed(engine, options.name, owner=owner)
    print(feed_url(engine.settings.public_url, secret))
    return 0


def _send(engine: Local, options: argparse.Namespace) -> int:
    sent = 0
    try:
        for one in due(engine) if options.dry_run else send(engine):
            sent += 1
            _told(one, options.dry_run)
    finally:
        print(f"{sent:,} {'due' if options.dry_run else 'sent'}")
    return 0


def _told(one: Due, dry: bool) -> None:
    print(f"{one.search.mail}: {one.passages:,} new for {printable(one.search.name)}")
    if dry:
        print("\n".join(map(printable, one.message.get_content().splitlines())))
