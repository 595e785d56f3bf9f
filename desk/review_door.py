"""`python -m desk review`: going through the passages of a project one by one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from desk.gathering import put as put_search
from desk.kept_door import place_line
from desk.output import DONE, Commands, FileError, add_forms, put, replaced
from desk.printed import printable
from desk.project_rows import review_answer
from desk.project_wording import decision_line, progress_line, put_line
from desk.projects import Project, project_called
from desk.questions import keep_question
from desk.queue_file import queue_file, told
from desk.review import (
    DECISIONS,
    Page,
    Show,
    assign,
    decide,
    of_article,
    page_of,
    queue,
    take_back,
    unassigned,
)
from desk.saved import saved_as
from desk.tables import TABLES
from desk.taken_out import note_export
from index.engine import Query
from index.local import Local

ToQuery = Callable[[argparse.Namespace], Query]


def register(commands: Commands, add_filters: Callable[..., None], query: ToQuery) -> None:
    """Add the command to the door."""
    review = commands.add_parser("review", help="the passages of a project, and what was decided about each")
    review.set_defaults(run=lambda engine, options: _review(engine, options, query), loose_file=None)
    review.add_argument("project", help="its name or number")
    what = review.add_mutually_exclusive_group()
    what.add_argument(
        "--put-search", metavar="WORDS", help="all that this search finds, into the queue; '': everything"
    )
    what.add_argument("--put-saved", metavar="NAME", help="all that a saved search finds")
    review.add_argument("--owner", metavar="NAME", help="with --put-saved: whose, where several have the name")
    what.add_argument("--keep-search", nargs=2, metavar=("NAME", "WORDS"), help="the search itself, under a name")
    what.add_argument("--decide", choices=(*DECISIONS, "undecided"), help="what the passages of --passage are")
    what.add_argument("--take-back", action="store_true", help="undo your last decision")
    what.add_argument("--assign", metavar="NAME", help="to whom --passage, --article or --first belong; '': to nobody")
    review.add_argument("--passage", action="append", default=[], type=int, metavar="NUMBER", help="may be given again")
    review.add_argument("--article", metavar="ID", help="with --assign: its passages")
    review.add_argument(
        "--first", type=int, metavar="N", help="with --assign: the first undecided ones that are nobody's"
    )
    review.add_argument("--show", choices=get_args(Show), default="all")
    review.add_argument("--out", type=Path, metavar="FILE", help="a .csv or .jsonl file")
    add_forms(review)
    add_filters(review, limit=20)


def _review(engine: Local, options: argparse.Namespace, query: ToQuery) -> int:
    project = project_called(engine, options.project)
    if options.put_saved:
        print(put_line(put_search(engine, project.number, saved_as(engine, options.put_saved, options.owner).query)))
        return DONE
    if options.put_search is not None:
        options.text = options.put_search
        print(put_line(put_search(engine, project.number, query(options))))
        return DONE
    if options.keep_search:
        name, options.text = options.keep_search
        print(f"{keep_question(engine, project.number, name, query(options)).number} is kept.")
        return DONE
    if options.decide:
        decide(engine, project.number, options.passage, None if options.decide == "undecided" else options.decide)
    if options.take_back:
        print("Taken back." if take_back(engine, project.number) else "There is no decision of yours to take back.")
    if options.assign is not None:
        assign(engine, project.number, _named_passages(engine, project, options), options.assign or None)
    if options.out:
        return _write(engine, project, options)
    page = page_of(engine, project.number, options.show, limit=options.limit, offset=options.offset)
    answer = review_answer(project, page)
    return put(options, answer, answer["passages"], lambda: _print_review(page))


def _named_passages(engine: Local, project: Project, options: argparse.Namespace) -> list[int]:
    queued = queue(engine, project.number)
    found = list(options.passage)
    found += of_article(queued, options.article) if options.article else []
    return found + (unassigned(queued, options.first) if options.first else [])


def _write(engine: Local, project: Project, options: argparse.Namespace) -> int:
    form = options.out.suffix.removeprefix(".")
    if form not in TABLES:
        raise FileError(f"{options.out}: a queue is written as .{' or .'.join(TABLES)}")
    replaced(options.out, queue_file(engine, project, form, options.show))
    note_export(engine, told(project, form))
    print(f"{options.out} written", file=sys.stderr)
    return DONE


def _print_review(page: Page) -> None:
    for queued, kept in page.passages:
        print(f"{queued.number}  {printable(decision_line(queued))}")
        print(f"   {printable(kept.passage.text)}")
        print(place_line(kept))
    print(progress_line(page.progress))
