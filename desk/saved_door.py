"""`python -m desk saved`: the questions that are kept, and what is new for each since it was last looked at."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desk.alerts import new_for
from desk.output import Commands, add_forms, put
from desk.printed import print_hits, printable
from desk.rows import Row, search_answer
from desk.saved import Saved, forget, looked, news_of, save, saved, saved_as
from index.engine import Query
from index.local import Local

ToQuery = Callable[[argparse.Namespace], Query]


def register(
    commands: Commands,
    add_filters: Callable[..., None],
    query: ToQuery,
) -> None:
    """Add the command to the door."""
    command = commands.add_parser("saved", help="saved searches, and what is new for each")
    command.set_defaults(run=lambda engine, options: _run(engine, options, query), loose_file=None)
    what = command.add_mutually_exclusive_group()
    what.add_argument("--save", metavar="NAME", help="keep this question under a name")
    what.add_argument("--new", metavar="NAME", help="what has come for it since somebody last looked")
    what.add_argument("--forget", metavar="NAME", help="keep it no longer")
    command.add_argument("--owner", metavar="NAME", help="with --new and --forget: whose, where several have the name")
    command.add_argument("text", nargs="?", default="", help="with --save: words and operators")
    add_forms(command)
    add_filters(command, limit=20)


def _run(engine: Local, options: argparse.Namespace, query: ToQuery) -> int:
    if options.save is not None:
        one = save(engine, options.save, query(options))
        print(f"Saved as {printable(one.name)}. What is new: python -m desk saved --new NAME")
        return 0
    if options.forget is not None:
        forget(engine, options.forget, options.owner)
        print(f"{printable(options.forget)} is forgotten.")
        return 0
    if options.new is not None:
        return _news(engine, saved_as(engine, options.new, options.owner), options)
    rows = [_row(engine, one) for one in saved(engine)]
    return put(options, {"saved": rows}, rows, lambda: _list(rows))


def _news(engine: Local, one: Saved, options: argparse.Namespace) -> int:
    hits = engine.search(news_of(one))
    answer = search_answer(hits)
    status = put(options, answer, answer["hits"], lambda: print_hits(hits))
    looked(engine, one)
    return status


def _row(engine: Local, one: Saved) -> Row:
    return {
        "name": one.name,
        "text": one.query.text,
        "new": new_for(engine, one),
        "looked": one.looked.isoformat(),
    }


def _list(rows: list[Row]) -> None:
    for row in rows:
        asked = printable(row["text"] or "everything")
        print(f"{printable(row['name'])}: {asked}  {row['new']:,} new since {row['looked'][:10]}")
    print(f"{len(rows):,} searches saved.")
