"""What a newsroom knows of an outlet, from a list that it keeps: facts, and no rating."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from ingest.article import IngestError
from ingest.identity import canonical_url, outlet_of
from ingest.readers.columns import normal_name
from ingest.readers.lines import check, open_lines
from ingest.readers.opened import open_file

FILE = "outlets.csv"
_MAX_BYTES = 1 << 26
_LONGEST = 2000  # characters of a fact


@dataclass(frozen=True, slots=True)
class OutletFacts:
    """One outlet. A fact that is not known is empty."""

    domain: str  # in lower case; or the name that the outlet's articles come under, where they have no address
    name: str = ""
    country: str = ""
    owner: str = ""
    language: str = ""
    note: str = ""


_FACTS = tuple(field.name for field in fields(OutletFacts))


def read_outlets(path: Path) -> tuple[OutletFacts, ...]:
    """The outlets of a list: columns domain, name, country, owner, language, note, of which only domain must be there.

    Raises IngestError with the line of the first row that cannot be used: a list is taken whole or not at all.
    """
    try:
        with open_lines(open_file(path, max_bytes=_MAX_BYTES)) as lines:
            header, *rows = list(csv.reader(_checked(lines, path))) or [[]]
    except (OSError, EOFError, ValueError, csv.Error) as error:
        raise IngestError(f"{path}: the list of outlets cannot be read: {error}") from error
    names = [normal_name(name) for name in header]
    if "domain" not in names:
        raise IngestError(f"{path}: expected the columns {', '.join(_FACTS)}, found {', '.join(header)[:200]!r}")
    return tuple(_facts(dict(zip(names, row, strict=False)), path, n) for n, row in enumerate(rows, 2) if any(row))


def is_outlet_list(path: Path) -> bool:
    """It is called outlets.csv, and its columns are those of outlets and not of articles."""
    if path.name.lower() != FILE:
        return False
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            names = {normal_name(name) for name in lines.readline().split(",")}
    except OSError:
        return False
    return "domain" in names and not names & {"title", "text"}


def _checked(lines: Iterable[str], path: Path) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        try:
            check(line, "its encoding")
        except IngestError as error:
            raise IngestError(f"{path}, line {number}: {error}") from error
        yield line.lstrip("\ufeff") if number == 1 else line


def _facts(row: dict[str, str], path: Path, line: int) -> OutletFacts:
    given = {name: " ".join(row.get(name, "").split())[:_LONGEST] for name in _FACTS}
    if not given["domain"]:
        raise IngestError(f"{path}, line {line}: the outlet has no domain")
    domain = outlet_of(given["domain"], None) or ""
    return OutletFacts(**{**given, "domain": (outlet_of(None, canonical_url(domain)) or domain).lower()})
