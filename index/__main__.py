"""`python -m index`: what is in the library, whether it is whole, derive it anew, take articles out."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from index.backup import Kept, backup, held, open_to_restore, read_backup, restore
from index.check import problems
from index.engine import LibraryError
from index.local import Local
from index.records import ids_named
from index.settings import Settings
from index.upkeep import spoken
from ingest.article import Article, NewsdeskError

STOPPED = 130  # how shells name a stop by Ctrl-C


def main(arguments: list[str] | None = None) -> int:
    """Run one command. 0: done; 1: something is wrong, and is named; 2: wrong use."""
    options = _parser().parse_args(arguments)
    command: Callable[[Local, argparse.Namespace], int] = options.command
    _write_utf_8()
    try:
        with options.opened(Settings.from_environment()) as library:
            return command(library, options)
    except NewsdeskError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was kept stays kept; the same command goes on from there.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _write_utf_8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="The library: NEWSDESK_LIBRARY, or ./library.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, _status, "status", "what is in the library and how far its indexes are")
    _command(commands, _check, "check", "prove that the library is whole; 1 where it is not")
    _command(commands, _rebuild, "rebuild", "derive copies, words and meaning anew from the archive")
    remove = _command(commands, _remove, "remove", "take articles out, with all their versions")
    remove.add_argument("names", nargs="+", metavar="ID|URL", help="its id, its URL, or the id it was received under")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    saving = _command(commands, _backup, "backup", "copy archive and ledger to a folder, while others read and write")
    saving.add_argument("to", type=Path, metavar="DEST", help="a new folder, or an earlier backup to replace")
    restoring = _command(commands, _restore, "restore", "put a backup in the place of what the library holds")
    restoring.add_argument("source", type=Path, metavar="SRC", help="a folder that `backup` made")
    restoring.add_argument("--yes", action="store_true", help="do not ask")
    restoring.set_defaults(opened=open_to_restore)
    return parser


def _command(
    commands: Any, run: Callable[[Local, argparse.Namespace], int], name: str, what: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what.capitalize() + ".")
    parser.add_argument("--json", action="store_true", help="as docs/json.md describes it")
    parser.set_defaults(command=run, opened=partial(Local.open, progress=spoken()))
    return parser


def _status(library: Local, options: argparse.Namespace) -> int:
    status = asdict(library.status())
    if options.json:
        _print_json(status)
        return 0
    for name, value in status.items():
        print(f"{name.replace('_', ' '):18}{_readable(value)}")
    return 0


def _readable(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_readable(part)}" for name, part in value.items() if part is not None)
    if isinstance(value, tuple):
        return ", ".join(f"{name or 'unknown'} {count:,}" for name, count in value)
    return f"{value:,}" if isinstance(value, int) else str(value if value is not None else "none")


def _check(library: Local, options: argparse.Namespace) -> int:
    found = list(problems(library))
    if options.json:
        _print_json({"problems": [asdict(problem) for problem in found]})
    else:
        for problem in found:
            print(f"{problem.where}: {problem.what}: {problem.mend}")
        print(f"{len(found)} problems" if found else "The library is whole.")
    return 1 if found else 0


def _rebuild(library: Local, options: argparse.Namespace) -> int:
    embedded = library.rebuild(progress=_silent if options.json or not sys.stderr.isatty() else _show)
    status = library.status()
    if options.json:
        _print_json({"articles": status.articles, "paragraphs": status.paragraphs, "embedded": embedded})
    else:
        print(f"Derived anew: {status.articles:,} articles, {status.paragraphs:,} paragraphs, {embedded:,} embedded.")
    return 0


def _remove(library: Local, options: argparse.Namespace) -> int:
    with library.archive.reading() as connection:
        named = {name: ids_named(connection, name) for name in options.names}
    articles = [library.article(id) for ids in named.values() for id in ids]
    unknown = [name for name, ids in named.items() if not ids]
    if not articles or not (options.yes or _agrees(articles)):
        articles = []
    library.remove(article.id for article in articles)
    removed = [{"id": article.id, "url": article.url, "title": _title(article)} for article in articles]
    if options.json:
        _print_json({"removed": removed, "unknown": unknown})
    else:
        print("".join(f"removed {_line(article)}\n" for article in articles), end="")
        print("".join(f"no such article: {name}\n" for name in unknown), end="", file=sys.stderr)
    return 1 if unknown or not articles else 0


def _backup(library: Local, options: argparse.Namespace) -> int:
    kept = backup(library, options.to)
    _print_json(asdict(kept)) if options.json else print(f"Backed up and proven: {_told(kept)}, in {options.to}.")
    return 0


def _restore(library: Local, options: argparse.Namespace) -> int:
    kept, present = read_backup(options.source), held(library)
    question = f"The library holds {_told(present)}.\nReplace all of it with {_told(kept)}? This cannot be undone."
    filled = present.articles or present.entries
    if filled and not options.yes and not _answers_yes(question, "restored"):
        return 1
    restore(library, options.source)
    _print_json(asdict(kept)) if options.json else print(f"Restored: {_told(kept)}.")
    return 0


def _told(kept: Kept) -> str:
    return f"{kept.articles:,} articles and {kept.entries:,} entries of the ledger"


def _agrees(articles: list[Article]) -> bool:
    listed = "\n".join(map(_line, articles))
    return _answers_yes(f"{listed}\nRemove {len(articles)} with all versions? This cannot be undone.", "removed")


def _answers_yes(question: str, done: str) -> bool:
    """Ask; LibraryError where nobody can be asked."""
    if not sys.stdin.isatty():
        raise LibraryError(f"Nothing was {done}: say --yes where nobody can be asked.")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return input().strip().lower() in ("y", "yes")


def _line(article: Article) -> str:
    return "  ".join(filter(None, (article.id, article.url, _title(article))))


def _title(article: Article) -> str:
    return article.title.of(article.text)


def _show(stage: str, done: int, of: int | None) -> None:
    print(f"\r{stage} {done:,}{f' of {of:,}' if of else ''}\033[K", end="", file=sys.stderr, flush=True)


def _silent(stage: str, done: int, of: int | None) -> None:
    """No terminal to show it on."""


def _print_json(answer: object) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))


if __name__ == "__main__":
    sys.exit(main())
