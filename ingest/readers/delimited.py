"""Columns between commas, semicolons, tabs or bars, under a header."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.article import IngestError, Refusal
from ingest.readers.columns import Columns, delimiter_of, normal_name, received_from
from ingest.readers.lines import LONGEST, Lines, check, open_lines
from ingest.readers.opened import Opened
from ingest.received import Received, source_of

csv.field_size_limit(LONGEST)  # the standard limit, 128 KiB, is shorter than a long article


class _Rows:
    """Rows of cells with the lines that each was made of; a row may run over several."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines, self._delimiter = lines, delimiter
        self._given_back = deque[str]()
        self._taken = list[str]()
        self.line = 2  # number of the first line of the next row; the header is line 1

    def __iter__(self) -> Iterator[str]:
        while (line := self._given_back.popleft() if self._given_back else next(self._lines, None)) is not None:
            self._taken.append(line)
            yield line

    def next(self) -> tuple[list[str], str] | None:
        """The cells of a row and its lines as they stand in the file; None at the end.

        Raises IngestError where a quotation mark swallows the rest of the file; only the line it opens in is lost.
        """
        try:
            cells = next(csv.reader(self, delimiter=self._delimiter), None)
        except csv.Error as error:
            raise self._lost(str(error)) from error
        if self._is_open():
            raise self._lost("a quotation mark opens here and never closes")
        return None if cells is None else (cells, "".join(self._take(len(self._taken))))

    def _is_open(self) -> bool:
        """The row runs over several lines and ends only because the file does."""
        try:
            return len(self._taken) > 1 and not list(csv.reader(self._taken, delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)

    def _lost(self, why: str) -> IngestError:
        self._given_back.extendleft(reversed(self._taken[1:]))
        self._take(1)
        return IngestError(why)

    def _take(self, count: int) -> Sequence[str]:
        taken, self._taken = self._taken[:count], []
        self.line += count
        return taken


@dataclass(frozen=True, slots=True)
class _Table:
    origin: str
    columns: Sequence[str]
    lines: Lines
    given: Columns

    def article(self, cells: Sequence[str], raw: str, *, line: int, number: int) -> Received | Refusal:
        place = f"{self.origin}, line {line}"
        try:
            check(raw, self.lines.encoding)
            self._check_width(len(cells))
        except IngestError as error:
            return Refusal(place, str(error))
        source = source_of(self.lines.content(raw), origin=f"{self.origin}#{number}", media_type="text/csv")
        row = dict(zip(self.columns, cells, strict=False))
        return received_from(row, source, place=place, columns=self.given)

    def _check_width(self, cells: int) -> None:
        if cells > len(self.columns):
            raise IngestError(
                f"{cells} cells for {len(self.columns)} columns: a quotation mark or a delimiter is astray"
            )


def read_delimited(file: Opened) -> Iterator[Received | Refusal]:
    """A row an article. Raises IngestError on a header that names no title or text."""
    with open_lines(file) as lines:
        stream = iter(lines)
        header = next(stream).lstrip("\ufeff").rstrip("\r\n")
        delimiter = delimiter_of(header, file.columns)
        if not delimiter:
            raise IngestError(
                f"no column is called title or text: found {header[:200]!r}; name one: --column text=NAME"
            )
        columns = next(csv.reader([header], delimiter=delimiter))
        _check_given(columns, file.columns)
        yield from _articles(_Table(file.origin, columns, lines, file.columns), _Rows(stream, delimiter))


def _check_given(columns: Sequence[str], given: Columns) -> None:
    """Raises IngestError for a column that was named and is not there."""
    if missing := set(given.values()) - set(map(normal_name, columns)):
        raise IngestError(f"no column is called {', '.join(sorted(missing))}: found {', '.join(columns)[:200]}")


def _articles(table: _Table, rows: _Rows) -> Iterator[Received | Refusal]:
    number = 0
    while True:
        line = rows.line
        try:
            row = rows.next()
        except IngestError as error:
            yield Refusal(f"{table.origin}, line {line}", str(error))
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row[0]):
            number += 1
            yield table.article(*row, line=line, number=number)
