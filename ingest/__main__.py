"""The door of ingest: `python -m ingest add|watch|retry|refused|reread|embed`, `annotate` and `group`."""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.settings import Settings
from index.upkeep import spoken
from ingest.article import IngestError, NewsdeskError
from ingest.loose import annotate, group
from ingest.outlets import FILE, OutletFacts, is_outlet_list, read_outlets
from ingest.progress import Gauge, progress_bars
from ingest.readers.columns import columns_given
from ingest.readers.lines import open_lines
from ingest.readers.opened import open_file
from ingest.receipt import Receipt, Tally, preview
from ingest.sources import Reader, expanded, is_address, name_of

if TYPE_CHECKING:
    from index.local import Local
    from ingest.fetch import Fetcher

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
    add = commands.add_parser("add", help="read files, folders and web addresses into the library")
    what = "a file, a folder with all that is in it, a pattern such as 'clips/*.html', or a web address"
    add.add_argument("sources", nargs="*", metavar="SOURCE", help=what)
    add.add_argument("--outlets", type=Path, metavar="FILE", help="facts of outlets: domain,name,country,owner,…")
    add.add_argument("--dry-run", action="store_true", help="read everything and keep nothing")
    add.add_argument("--if-empty", action="store_true", help="only into a library that has no article yet")
    add.set_defaults(run=_add)
    _reading_options(add)
    watch = commands.add_parser("watch", help="keep the library current with folders and feeds until it is stopped")
    watch.add_argument("sources", nargs="+", metavar="FOLDER|FEED", help="a folder, a file, or the address of a feed")
    watch.add_argument("--every", type=float, default=300, metavar="SECONDS", help="between two looks at a feed: 300")
    watch.add_argument("--once", action="store_true", help="look once and end, for a scheduler")
    watch.set_defaults(run=_watch)
    _reading_options(watch)
    retry = commands.add_parser("retry", help="read again what was refused")
    retry.set_defaults(run=_retry)
    _reading_options(retry)
    again = commands.add_parser("reread", help="read what is kept again, with what was learnt since")
    again.add_argument("names", nargs="*", metavar="ID|URL", help="articles; none: all")
    again.add_argument("--json", action="store_true", help="as docs/json.md describes it")
    again.set_defaults(run=_reread)
    for name, run, told in (
        ("refused", _refused, "what was refused, where, why and what to do"),
        ("embed", _embed, "let meaning follow what was added with --words-only"),
        ("work", _work, "read what was uploaded on the Library page and waits, then end"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("--json", action="store_true", help="as docs/json.md describes it")
        command.set_defaults(run=run)
    for name, answer, told in (
        ("annotate", annotate, "paragraphs, quotes and dates"),
        ("group", group, "groups of copies"),
    ):
        loose = commands.add_parser(name, help=f"JSON lines in, {told} out as JSON lines; touches no library")
        loose.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="JSON lines, gzip too; left out: standard input"
        )
        loose.set_defaults(run=_loose, answer=answer)
    return parser


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--column", action="append", default=[], metavar="MEANING=NAME", help="what a column is: published=when"
    )
    command.add_argument("--follow", action="store_true", help="read the pages that a feed's entries lead to")
    command.add_argument("--words-only", action="store_true", help="embed nothing: `embed` lets meaning follow")
    command.add_argument("--json", action="store_true", help="print the receipt as JSON")


def _write_utf_8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _reader(options: argparse.Namespace, settings: Settings, gauge: Gauge | None = None) -> Reader:
    hosts = frozenset(filter(None, (host.strip().lower() for host in settings.private_hosts.split(","))))

    @cache
    def fetcher() -> Fetcher:
        from ingest.fetch import Fetcher

        return Fetcher(delay=settings.fetch_delay, private_hosts=hosts)

    columns = columns_given(options.column)
    return Reader(fetcher, settings.max_file_mb << 20, columns, options.follow, gauge)


def _add(options: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if not options.sources and not options.outlets:
        raise IngestError("Nothing was named: give a file, a folder or a web address.")
    if options.if_empty and (kept := _articles_kept()):
        print(f"The library in {settings.library.resolve()} has {kept:,} articles: nothing was added.")
        return DONE
    sources = list(expanded(options.sources))
    outlets = _outlets(options.outlets, sources)
    gauge = Gauge.of(Path(source) for source in sources if not is_address(source))
    reader = _reader(options, settings, gauge)
    return _print(_previewed(reader, sources) if options.dry_run else _kept(reader, sources, outlets, options), options)


def _outlets(named: Path | None, sources: Iterable[str]) -> list[OutletFacts]:
    """The facts of the list that is named, and of those that lie in the folders."""
    found = (Path(source) / FILE for source in sources if not is_address(source))
    lists = [*filter(is_outlet_list, found), *([named] if named else [])]
    return [facts for path in lists for facts in read_outlets(path)]


def _previewed(reader: Reader, sources: Iterable[str]) -> Receipt:
    tally = Tally()
    return tally.receipt(preview(tally.articles_of(one for source in sources for one in reader.read(source))))


def _kept(reader: Reader, sources: list[str], outlets: list[OutletFacts], options: argparse.Namespace) -> Receipt:
    from desk.taking import take_in, take_in_words

    take = take_in_words if options.words_only else take_in
    with _library(create=True) as library, progress_bars(reader.gauge) as show:
        gc.freeze()  # what was imported is no garbage, and would be looked through again and again
        library.keep_outlets(outlets)
        found = (one for source in sources for one in reader.read(source))
        return take(library, found, show, read=[name_of(source) for source in sources])


def _print(receipt: Receipt, options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(receipt.json(), ensure_ascii=False, indent=1))
    else:
        dry = "dry_run" in options and options.dry_run
        heading = ["Dry run, nothing is kept. Into an empty library:"] if dry else []
        print("\n".join([*heading, *receipt.lines()]))
    return REFUSED if receipt.refused else DONE


def _library(*, create: bool = False) -> Local:
    """The library of the settings, imported here: a dry run and loose text need none, and its imports cost a second."""
    from index.local import Local

    return Local.open(Settings.from_environment(), create=create, progress=spoken())


def _articles_kept() -> int:
    with _library(create=True) as library, progress_bars() as show:
        articles = library.status().articles
        if articles:
            library.embed_missing(progress=show)  # what an interrupted run left
    return articles


def _retry(options: argparse.Namespace) -> int:
    with _library() as library:
        refusals = library.refusals()
    sources = sorted({refusal.input for refusal in refusals if refusal.input})
    if gone := sum(not refusal.input for refusal in refusals):
        print(f"{gone} came from a browser or an earlier version: add their files again.", file=sys.stderr)
    if not sources:
        print("Nothing that was refused can be read again.")
        return DONE
    gauge = Gauge.of(Path(source) for source in sources if not is_address(source))
    return _print(_kept(_reader(options, Settings.from_environment(), gauge), sources, [], options), options)


def _refused(options: argparse.Namespace) -> int:
    with _library() as library:
        refusals = library.refusals()
    if options.json:
        print(json.dumps({"refusals": [asdict(refusal) for refusal in refusals]}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{refusal.origin}: {refusal.reason}" for refusal in refusals) or "Nothing is refused.")
        if refusals:
            print(f"{len(refusals):,} refused. Once mended, `python -m ingest retry` reads them again.")
    return DONE


def _embed(options: argparse.Namespace) -> int:
    with _library() as library, progress_bars() as show:
        embedded = library.embed_missing(show)
    print(json.dumps({"embedded": embedded}) if options.json else f"{embedded:,} texts embedded.")
    return DONE


def _reread(options: argparse.Namespace) -> int:
    from desk.rereading import reread

    with _library() as library, progress_bars() as show:
        outcome = reread(library, options.names, show)
    print(json.dumps(asdict(outcome), ensure_ascii=False, indent=1) if options.json else outcome.line())
    return REFUSED if outcome.refused else DONE


def _work(options: argparse.Namespace) -> int:
    from desk.worker import work

    with _library() as library:
        jobs = work(library)
    print(json.dumps({"jobs": jobs}) if options.json else f"{jobs} jobs done.")
    return DONE


def _watch(options: argparse.Namespace) -> int:
    from desk.taking import take_in, take_in_words
    from desk.watch import watch

    settings = Settings.from_environment()
    with _library(create=True) as library:
        take = take_in_words if options.words_only else take_in
        reader = _reader(options, settings)
        for receipt in watch(library, options.sources, reader, every=options.every, once=options.once, take=take):
            told = json.dumps(receipt.json(), ensure_ascii=False) if options.json else "\n".join(receipt.lines())
            print(told, flush=True)
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
