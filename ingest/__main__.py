"""The door of ingest: `python -m ingest add`, `annotate` and `group`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from index.settings import Settings
from ingest.article import IngestError, NewsdeskError, Refusal
from ingest.loose import annotate, group
from ingest.progress import progress_bars
from ingest.read import read
from ingest.readers.lines import open_lines
from ingest.readers.opened import open_file
from ingest.receipt import Counts, Tally, preview
from ingest.received import Received

DONE, REFUSED, STOPPED = 0, 1, 130  # 130: how shells name a stop by Ctrl-C; 2, wrong use, is argparse's own


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; the exit status."""
    options = _parser().parse_args(arguments)
    _write_utf_8()
    try:
        return int(options.run(options))
    except NewsdeskError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Stopped. What was kept stays kept; the same command goes on from there.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Sources become articles.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = commands.add_parser("add", help="read files and folders into the library")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with all that is in it")
    add.add_argument("--dry-run", action="store_true", help="read everything and keep nothing")
    add.add_argument("--json", action="store_true", help="print the receipt as JSON")
    add.add_argument("--if-empty", action="store_true", help="only into a library that has no article yet")
    add.set_defaults(run=_add)
    work = commands.add_parser("work", help="read what was uploaded on the Library page and waits, then end")
    work.set_defaults(run=_work)
    for name, answer, what in (
        ("annotate", annotate, "paragraphs, quotes and dates"),
        ("group", group, "groups of copies"),
    ):
        loose = commands.add_parser(name, help=f"JSON lines in, {what} out as JSON lines; touches no library")
        loose.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="JSON lines, gzip too; left out: standard input"
        )
        loose.set_defaults(run=_loose, answer=answer)
    return parser


def _write_utf_8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _add(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if options.if_empty and (kept := _articles_kept(settings)):
        print(f"The library in {settings.library.resolve()} has {kept:,} articles: nothing was added.")
        return DONE
    tally = Tally()
    found = _found(options.paths, settings.max_file_mb << 20)
    counts = preview(tally.articles_of(found)) if options.dry_run else _keep(found, tally, settings)
    receipt = tally.receipt(counts)
    if options.json:
        print(json.dumps(receipt.json(), ensure_ascii=False, indent=1))
    else:
        heading = ["Dry run, nothing is kept. Into an empty library:"] if options.dry_run else []
        print("\n".join([*heading, *receipt.lines()]))
    return REFUSED if receipt.refused else DONE


def _found(paths: Iterable[str], max_bytes: int) -> Iterator[Received | Refusal]:
    for path in paths:
        if path.startswith(("http://", "https://")):
            yield Refusal(path, "it is a web address, and nothing is fetched: save the page and add the file")
        else:
            yield from read(Path(path), max_bytes=max_bytes)


def _keep(found: Iterator[Received | Refusal], tally: Tally, settings: Settings) -> Counts:
    from index.local import Local  # here: a dry run and loose text need no library, and its imports cost a second

    with Local.open(settings, create=True) as engine, progress_bars() as show:
        added = engine.add(tally.articles_of(found, engine.keeps), progress=show)
        engine.refuse(tally.refusals)
    return Counts(**asdict(added))


def _articles_kept(settings: Settings) -> int:
    from index.local import Local

    with Local.open(settings, create=True) as engine, progress_bars() as show:
        articles = engine.status().articles
        if articles:
            engine.embed_missing(progress=show)  # what an interrupted run left
    return articles


def _work(options: argparse.Namespace) -> int:
    from desk.worker import work
    from index.local import Local

    with Local.open(Settings.from_environment()) as library:
        print(f"{work(library)} jobs done.")
    return DONE


def _loose(options: argparse.Namespace) -> int:
    bad = 0

    def report(number: int, why: str) -> None:
        nonlocal bad
        bad += 1
        print(f"{options.file or 'standard input'}, line {number}: {why}", file=sys.stderr)

    with _lines(options.file) as lines:
        for answer in options.answer(lines, report):
            print(json.dumps(answer, ensure_ascii=False))
    return REFUSED if bad else DONE


@contextmanager
def _lines(file: Path | None) -> Iterator[Iterable[str]]:
    if file is None:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="surrogateescape")
        return
    try:
        with open_lines(open_file(file, max_bytes=Settings.from_environment().max_file_mb << 20)) as lines:
            yield lines
    except OSError as error:
        raise IngestError(f"{file}: {error.strerror}") from error


if __name__ == "__main__":
    sys.exit(main())
