"""Door: `python -m desk search|timeline|quotes|compare|summary|batch`, the same options everywhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import get_args

from desk.absence import absence
from desk.alerts_door import register as register_alerts
from desk.assignment import Assignment
from desk.audit_door import register as register_audit
from desk.batch import BatchError
from desk.batch_door import register as register_batch
from desk.brief_options import add_brief_options, length_of
from desk.compare import By, CompareError, Sides, compare
from desk.export import FORMS, write
from desk.headline_door import register_headline
from desk.kept_door import register as register_kept
from desk.like import register as register_like
from desk.loose_summary import Refused, summarise_lines
from desk.one_article import register_article
from desk.output import Commands, add_forms, add_library, add_references, put, put_references
from desk.periods import parse_days
from desk.person_commands import COMMANDS as PEOPLE
from desk.printed import print_absence, print_comparison, print_hits, print_quotes
from desk.project_door import register as register_projects
from desk.putting_right import register as register_corrections
from desk.review_door import register as register_review
from desk.rows import quotes_answer, search_answer
from desk.saved_door import register as register_saved
from desk.statement_commands import COMMANDS as STATEMENTS
from desk.statement_commands import Run
from desk.statement_rows import compare_answer
from desk.summary_door import run as run_summary
from desk.timeline_command import add_days_options, add_timeline_options, show_days, show_timeline
from desk.tokens import register as register_tokens
from desk.verify_door import register_verify
from index.engine import Clock, Engine, Hits, Order, Query
from index.local import Local
from index.settings import Settings
from index.upkeep import spoken
from ingest.article import NewsdeskError

DONE, REFUSED, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question on the command line -> exit status (DESIGN section 5)."""
    try:
        options = _parser().parse_args(arguments)
        if options.loose_file:
            return _loose(options)
        if "needs_library" in options and not options.needs_library(options):
            alone: int = options.without_library(options)
            return alone
        with Local.open(_settings(options), progress=spoken()) as engine:
            status: int = options.run(engine, options)
            return status
    except NewsdeskError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        return DONE


def _settings(options: argparse.Namespace) -> Settings:
    settings = Settings.from_environment()
    return replace(settings, library=options.library) if options.library else settings


def _search(engine: Engine, options: argparse.Namespace) -> int:
    query = _query(options)
    hits = engine.search(query)
    if options.references:
        return put_references(options, hits.hits)
    answer = search_answer(hits)
    return put(options, answer, answer["hits"], lambda: _show(engine, query, hits, options.explain))


def _show(engine: Engine, query: Query, hits: Hits, explain: bool) -> None:
    print_hits(hits, explain=explain)
    if not hits.groups:
        print_absence(absence(engine, query))


def _quotes(engine: Engine, options: argparse.Namespace) -> int:
    quotes = engine.quotes(_query(options))
    if options.references:
        return put_references(options, quotes.quotes)
    answer = quotes_answer(quotes)
    return put(options, answer, answer["quotes"], lambda: print_quotes(quotes))


def _compare(engine: Local, options: argparse.Namespace) -> int:
    by, labels = _columns(options)
    if options.out:
        return _write(engine, Sides(_query(options), by, tuple(labels)), options.out)
    comparison = compare(engine, _query(options), by, labels)
    answer = compare_answer(comparison)
    cells = [
        {"statement": row["statement"], "column": column["label"]} | quote
        for row in answer["rows"]
        for column, cell in zip(answer["columns"], row["cells"], strict=True)
        for quote in cell
    ]
    return put(options, answer, cells, lambda: print_comparison(comparison))


def _write(library: Local, asked: Assignment | Sides, target: Path) -> int:
    write(library, asked, target)
    print(f"{target} written", file=sys.stderr)
    return DONE


def _columns(options: argparse.Namespace) -> tuple[By, list[str]]:
    """The option that was given twice or more makes the columns; the others filter."""
    given: dict[By, list[str]] = {"period": options.period, "speaker": options.speaker, "outlet": options.outlet}
    for by, labels in given.items():
        if len(labels) > 1:
            return by, labels
    raise CompareError("a comparison needs columns: give --speaker, --outlet or --period two times or more")


def _asked(run: Run, engine: Local, options: argparse.Namespace) -> int:
    return run(engine, _query(options), options)


def _summary(engine: Local, options: argparse.Namespace) -> int:
    return run_summary(engine, options, _query(options))


def _summary_lines(lines: Iterable[str], options: argparse.Namespace) -> Iterator[str | Refused]:
    return summarise_lines(lines, length_of(options))


def _timeline_lines(lines: Iterable[str], options: argparse.Namespace) -> Iterator[str | Refused]:
    from desk.loose_timeline import timeline_lines  # here: reading loose text costs a question 0.1 s

    return timeline_lines(lines)


def _loose(options: argparse.Namespace) -> int:
    """Answer from JSON lines that hold their own articles; a line that cannot be read is named."""
    status = DONE
    try:
        with options.loose_file.open(encoding="utf-8") as lines:
            for answer in options.answer_lines(lines, options):
                if isinstance(answer, Refused):
                    print(answer.reason, file=sys.stderr)
                    status = REFUSED
                else:
                    print(answer)
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"{options.loose_file} cannot be read ({error}): expected JSON lines in UTF-8") from error
    return status


def _query(options: argparse.Namespace) -> Query:
    since, until = parse_days(options.since, options.until)
    return Query(
        text=getattr(options, "text", ""),
        plain=options.plain,
        since=since,
        until=until,
        undated=options.undated,
        outlets=tuple(options.outlet),
        languages=tuple(options.language),
        clock=options.clock,
        speakers=tuple(options.speaker),
        order=options.order,
        limit=options.limit,
        offset=options.offset,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m desk", description="Ask the archive.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    search = _command(commands, "search", _search, "paragraphs by words and by meaning")
    search.add_argument("--explain", action="store_true", help="how each hit came to its rank; --json always has it")
    add_references(search)
    add_references(_command(commands, "quotes", _quotes, "who is quoted, in which words"))
    line = _command(commands, "timeline", partial(_asked, show_timeline), "how much was printed, when and by whom")
    add_timeline_options(line)
    _from_file(line, _timeline_lines)
    days = _command(commands, "days", partial(_asked, show_days), "the days that matter, told in verbatim sentences")
    add_days_options(days)
    sides = _command(commands, "compare", _compare, "quotes side by side: two or more speakers, outlets or periods")
    sides.add_argument("--period", action="append", default=[], help="2024-01, or 2024-01-15..2024-02: a column each")
    _to_file(sides)
    summary = _command(commands, "summary", _summary, "a brief of verbatim sentences, each with its source")
    add_brief_options(summary)
    _to_file(summary)
    _from_file(summary, _summary_lines)
    for name, run, help in (*STATEMENTS, *PEOPLE):
        asked = _command(commands, name, partial(_asked, run), help)
        if name == "said":
            asked.add_argument("--theme", action="append", default=[], help="a column for each question, not month")
    register_corrections(commands)
    register_tokens(commands)
    register_alerts(commands)
    register_audit(commands)
    register_article(commands)
    register_verify(commands)
    register_headline(commands)
    register_like(commands, _filters, _query)
    register_saved(commands, _filters, _query)
    register_kept(commands)
    register_projects(commands)
    register_review(commands, _filters, _query)
    register_batch(commands, _filters, _query)
    return parser


def _command(
    commands: Commands,
    name: str,
    run: Callable[[Local, argparse.Namespace], int],
    help: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help)
    command.set_defaults(run=run, loose_file=None)
    command.add_argument(
        "text", nargs="?", default="", help="words and operators, as docs/search.md tells; none: everything"
    )
    add_forms(command)
    _filters(command, limit=20)
    return command


def _from_file(
    command: argparse.ArgumentParser, answer: Callable[[Iterable[str], argparse.Namespace], Iterator[str | Refused]]
) -> None:
    """The same answer over articles that are in no library."""
    command.add_argument(
        "--from", dest="loose_file", type=Path, metavar="FILE", help="JSON lines with their own articles; no library"
    )
    command.set_defaults(answer_lines=answer)


def _to_file(command: argparse.ArgumentParser) -> None:
    """The answer as a file instead."""
    command.add_argument("--out", type=Path, metavar="FILE", help=f"a file: .{', .'.join(FORMS)}")


def _count(written: str) -> int:
    """A number of rows or words; argparse names the option where it is none."""
    if (number := int(written)) < 0:
        raise ValueError(written)
    return number


def _filters(command: argparse.ArgumentParser, *, limit: int) -> None:
    command.add_argument("--plain", action="store_true", help="the text is words alone, whatever marks stand in it")
    command.add_argument("--since", help="first day: 2024, 2024-01 or 2024-01-31")
    command.add_argument("--until", help="last day, included")
    command.add_argument("--clock", choices=get_args(Clock), default="published", help="what these days count by")
    command.add_argument("--undated", action="store_true", help="only articles without a date")
    command.add_argument("--outlet", action="append", default=[], help="may be given again: any of them")
    command.add_argument("--speaker", action="append", default=[], help="only where this person is quoted")
    command.add_argument("--language", action="append", default=[], help="ISO 639-1, such as en")
    command.add_argument("--order", choices=get_args(Order), default="relevance")
    command.add_argument("--limit", type=_count, default=limit, help=f"rows at most, default {limit}")
    command.add_argument("--offset", type=_count, default=0, help="rows to pass over, for the next page")
    add_library(command)


if __name__ == "__main__":
    sys.exit(main())
