"""`python -m desk corrections|correct|date|people`: what people put right, and the people themselves."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from desk.corrections import correct_speaker, listed, quote_at, reject, told, undo
from desk.date_corrections import correct_day, correct_mention, mention_at
from desk.output import Commands, add_forms, add_library, put
from desk.people import merge, people, suggestions
from desk.printed import printable
from desk.rows import Row, correction_row, person_row, suggestion_row
from index.engine import Query
from index.ledger import Entry
from index.local import Local


def register(commands: Commands) -> None:
    """Add the four commands to the door."""
    listing = _command(commands, "corrections", corrections, "what people put right, and how to undo it")
    listing.add_argument("--undo", type=int, metavar="NUMBER", help="take one back")
    add_forms(listing)
    one = _command(commands, "correct", correct, "give one quote to somebody else, or reject it")
    one.add_argument("article", help="its id, as `desk quotes` prints it")
    one.add_argument("start", type=int, help="the character at which the quote begins")
    right = one.add_mutually_exclusive_group(required=True)
    right.add_argument("--speaker", help="whom the words belong to; an empty name: nobody")
    right.add_argument("--reject", action="store_true", help="the words are nobody's quote")
    day = _command(commands, "date", correct_date, "say when an article appeared, or what a date in it means")
    day.add_argument("article", help="its id, as `desk search` prints it")
    said = day.add_mutually_exclusive_group(required=True)
    said.add_argument("--published", metavar="DAY", help="2024, 2024-01, 2024-01-31 or undated")
    said.add_argument("--at", type=int, metavar="START", help="the character at which the date in the text begins")
    day.add_argument("--value", default="", help="what that date means in TIMEX3: 2024-01-31; none: it is no date")
    day.add_argument("--why", default="", help="a note beside a day of publication")
    who = _command(commands, "people", persons, "everybody who is quoted, under every name that was merged")
    who.add_argument("--merge", nargs=2, metavar=("NAME", "ALSO"), help="these are one person, who goes under NAME")
    who.add_argument("--suggest", action="store_true", help="names that may be one person's; nothing is merged")
    who.add_argument("--limit", type=int, default=20, help="people at most in the list for a terminal, default 20")
    add_forms(who)


def _command(
    commands: Commands, name: str, run: Callable[[Local, argparse.Namespace], int], help: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help)
    command.set_defaults(run=run, loose_file=None)
    add_library(command)
    return command


def print_corrections(entries: tuple[tuple[Entry, bool], ...]) -> None:
    """One a line; what has lost its place says so."""
    for entry, there in entries:
        place = f"  article {entry.anchor.article} [{entry.anchor.start}:{entry.anchor.end}]" if entry.anchor else ""
        gone = "" if there else "  (these words are no longer in the archive)"
        by = f" by {printable(entry.author)}" if entry.author else ""
        print(f"{entry.number}  {entry.kind}: {printable(told(entry))}{place}{gone}  {entry.written:%Y-%m-%d}{by}")
    print(f"{len(entries):,} corrections hold. Undo one: python -m desk corrections --undo NUMBER")


def corrections(engine: Local, options: argparse.Namespace) -> int:
    """Everything that was put right and holds."""
    if options.undo:
        print(f"Undone: {printable(told(undo(engine, options.undo)))}")
        return 0
    entries = listed(engine)
    rows = [correction_row(entry, there) for entry, there in entries]
    return put(options, {"corrections": rows}, rows, lambda: print_corrections(entries))


def correct(engine: Local, options: argparse.Namespace) -> int:
    """Put one quote right."""
    article = engine.article(options.article)
    quote = quote_at(engine, article, options.start)
    entry = (
        reject(engine, article, quote) if options.reject else correct_speaker(engine, article, quote, options.speaker)
    )
    print(f"{entry.number}  {printable(told(entry))}. Undo: python -m desk corrections --undo {entry.number}")
    return 0


def correct_date(engine: Local, options: argparse.Namespace) -> int:
    """Put one date right."""
    article = engine.article(options.article)
    entry = (
        correct_mention(engine, article, mention_at(article, options.at).span, options.value)
        if options.published is None
        else correct_day(engine, article, options.published, why=options.why)
    )
    print(f"{entry.number}  {printable(told(entry))}. Undo: python -m desk corrections --undo {entry.number}")
    return 0


def persons(engine: Local, options: argparse.Namespace) -> int:
    """Everybody who is quoted; or two names made one, or names that may be one."""
    if options.merge:
        entry = merge(engine, *options.merge)
        print(f"{entry.number}  {printable(told(entry))}. Split: python -m desk corrections --undo {entry.number}")
        return 0
    if options.suggest:
        found = suggestions(engine.speakers(Query()), engine.corrections().names)
        rows = [suggestion_row(one) for one in found]
        return put(options, {"suggestions": rows}, rows, lambda: _print_rows(rows))
    rows = [person_row(one) for one in people(engine, Query())]
    return put(options, {"people": rows}, rows, lambda: _print_rows(rows[: options.limit]))


def _print_rows(rows: list[Row]) -> None:
    for row in rows:
        print("  ".join(printable(", ".join(cell) if isinstance(cell, list) else str(cell)) for cell in row.values()))
