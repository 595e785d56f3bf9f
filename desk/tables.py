"""Rows as files: a table for a spreadsheet, in which an article's words stay words, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from desk.rows import Row

TABLES = {"csv": "text/csv", "jsonl": "application/jsonl"}  # each form with its media type

# Cells that begin so are run as formulas by spreadsheets, full-width signs by Japanese ones (OWASP, "CSV Injection").
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_text(rows: Sequence[Row], *, header: bool = True) -> str:
    """Rows with the same keys -> CSV, with a header unless other rows went before; empty for no rows.

    >>> csv_text([{"text": "=SUM(A1)", "start": -1}])
    "text,start\\r\\n'=SUM(A1),-1\\r\\n"
    """
    if not rows:
        return ""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    if header:
        writer.writeheader()
    writer.writerows({key: inert(cell) for key, cell in row.items()} for row in rows)
    return out.getvalue()


def jsonl_text(rows: Iterable[Row]) -> str:
    """Rows -> a line of JSON each."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def inert(cell: object) -> object:
    """A cell that no spreadsheet runs: words that look like a formula get an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LIVE) else cell
