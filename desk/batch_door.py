"""Command: `python -m desk batch`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from desk.batch import Unit, read_queries, run_batch
from desk.output import DONE, Commands
from desk.taken_out import note_export
from desk.wording import count
from index.engine import Query
from index.local import Local

REFUSED = 1


def register(commands: Commands, filters: Callable[..., None], query_of: Callable[[argparse.Namespace], Query]) -> None:
    """Add the command to the door."""
    batch = commands.add_parser("batch", help="many queries at once")
    batch.set_defaults(run=lambda engine, options: _run(engine, options, query_of(options)), loose_file=None)
    batch.add_argument("queries", type=Path, help="CSV with columns id,text, or JSONL with id and text")
    batch.add_argument("--out", type=Path, required=True, help="a .csv, .jsonl or .trec file")
    batch.add_argument("--unit", choices=get_args(Unit), default="article")
    batch.add_argument("--strict", action="store_true", help="never ask for the words alone of a query")
    filters(batch, limit=1000)


def _run(engine: Local, options: argparse.Namespace, like: Query) -> int:
    done = run_batch(engine, read_queries(options.queries), like, options.unit, options.out, strictly=options.strict)
    note_export(engine, f"{options.out.suffix[1:]} of the questions in {options.queries}: {count(done.rows, 'row')}")
    for sentence in (*done.refused, *done.as_words):
        print(sentence, file=sys.stderr)
    if done.as_words:
        queries = count(len(done.as_words), "query")
        print(f"{queries} read as words (read_as in their rows); --strict leaves them out", file=sys.stderr)
    if done.cut:
        print(f"{done.cut:,} queries have more than {options.limit:,} rows: --limit takes more", file=sys.stderr)
    print(f"{done.rows} rows written to {options.out}", file=sys.stderr)
    return REFUSED if done.refused else DONE
