"""The forms in which `python -m desk` gives an answer: words, JSON, a table for a spreadsheet, or a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from desk.citations import Found
from desk.rows import Row, flat
from desk.tables import csv_text
from ingest.article import NewsdeskError

DONE = 0
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class FileError(NewsdeskError):
    """A name that says no form of file, or a file that cannot be written."""


def put(options: argparse.Namespace, answer: Row, rows: list[Row], show: Callable[[], None]) -> int:
    """Print one answer in the form asked for -> exit status."""
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    elif options.csv:
        sys.stdout.write(csv_text(flat(rows)))
    else:
        show()
    return DONE


def add_forms(command: argparse.ArgumentParser) -> None:
    """--json and --csv, one of them."""
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="the whole answer, as docs/json.md describes it")
    form.add_argument("--csv", action="store_true", help="a table for a spreadsheet")


def add_references(command: argparse.ArgumentParser) -> None:
    """--references."""
    command.add_argument(
        "--references", choices=("ris", "bibtex", "csl"), help="a file for a reference manager, on the output"
    )


def put_references(options: argparse.Namespace, found: Sequence[Found]) -> int:
    """Print quotes or hits as references -> exit status."""
    from desk.references import references  # its libraries, 60 ms, are for this alone

    sys.stdout.write(references(found, options.references))
    return DONE


def add_library(command: argparse.ArgumentParser) -> None:
    """--library."""
    command.add_argument("--library", type=Path, help="folder of the archive; default: NEWSDESK_LIBRARY or library")


def replaced(path: Path, content: str | bytes) -> None:
    """Write a file; what stands there is replaced whole or not at all. Raises FileError."""
    with replacing(path) as beside:
        beside.write_bytes(content if isinstance(content, bytes) else content.encode())


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The same for a file that is written bit by bit: what to write, which takes its place at the end."""
    beside = path.with_name(f"{path.name}.part")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
