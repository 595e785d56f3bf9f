"""Statements as JSON: what `desk compare` and `desk coverage` answer. docs/json.md describes it; a test compares."""

from __future__ import annotations

from desk.compare import Comparison
from desk.coverage import Carried, Coverage, Statement
from desk.rows import Row, day_of, quote_row
from desk.sheet import Printing, sheet
from desk.sheet import Row as SheetRow
from index.engine import QuoteHit


def compare_answer(comparison: Comparison) -> Row:
    """`desk compare --json`."""
    rows = sheet(comparison.rows, comparison.coverage)
    return {
        "columns": [{"label": c.label, "quotes": c.shown, "total": c.total} for c in comparison.columns],
        "rows": [_compared(number, row) for number, row in enumerate(rows, start=1)],
    }


def coverage_answer(coverage: Coverage) -> Row:
    """`desk coverage --json`."""
    outlets = [outlet for outlet, _ in coverage.outlets]
    return {
        "outlets": [{"outlet": outlet, "articles": articles} for outlet, articles in coverage.outlets],
        "statements": [
            {"statement": number} | statement_row(statement, outlets)
            for number, statement in enumerate(coverage.statements, start=1)
        ],
        "quotes": coverage.read,
        "total": coverage.total,
    }


def statement_row(statement: Statement, outlets: list[str | None]) -> Row:
    """A statement with who carried it and who left it out."""
    return {
        "fullest": quote_row(statement.fullest),
        "carried": [_carried(one) for one in statement.carried],
        "left_out": [outlet for outlet in outlets if statement.by(outlet) is None],
        **_first(statement),
    }


def coverage_table(coverage: Coverage) -> list[Row]:
    """A row for each statement and outlet, for a spreadsheet."""
    return [
        {"statement": number, "how": one.how, "reasons": " ".join(one.reasons), "printings": one.printings}
        | quote_row(one.quote)
        for number, statement in enumerate(coverage.statements, start=1)
        for one in statement.carried
    ]


def _compared(number: int, row: SheetRow) -> Row:
    told = _first(row.statement) if row.statement else {"earliest": [], "undated": 0}
    cells = [[quote for printing in cell for quote in _printing(printing)] for cell in row.cells]
    return {"statement": number, "cosine": row.cosine, **told, "cells": cells}


def _printing(printing: Printing) -> list[Row]:
    changes = printing.first.changes
    kinds = [] if printing.is_fullest else list(changes.kinds)
    told = {"kinds": kinds, "reasons": list(changes.reasons), "parts": len(printing.first.parts)}
    return [quote_row(quote) | told for quote in (*printing.first.parts, *printing.again)]


def _carried(one: Carried) -> Row:
    return {
        "outlet": one.outlet,
        "how": one.how,
        "reasons": list(one.reasons),
        "printings": one.printings,
        "quote": quote_row(one.quote),
    }


def _first(statement: Statement) -> Row:
    return {"earliest": [_place(quote) for quote in statement.earliest], "undated": statement.undated}


def _place(quote: QuoteHit) -> Row:
    return {
        "article": quote.article,
        "outlet": quote.outlet,
        "published": day_of(quote.published),
        "start": quote.start,
        "end": quote.end,
    }
