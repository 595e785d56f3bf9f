"""A file to take along, from options in words: what the HTTP API sends and a notebook's client keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.asked import ANSWERS, OptionError, Options, assignment_of, query_of, sides_of
from desk.export import FORMS, MEDIA_TYPES, export
from desk.rows import Row, flat, hit_row, quote_row
from desk.tables import TABLES, csv_text, jsonl_text
from desk.taken_out import rows_told
from desk.titles import file_name, title_of
from index.engine import Query
from index.local import Local


@dataclass(frozen=True, slots=True)
class Exported:
    """A file."""

    name: str
    media_type: str
    content: bytes
    told: str  # what the audit says of it


def exported(library: Local, of: str, form: str, options: Options) -> Exported:
    """The file. Raises OptionError on what cannot be exported so, and what the answer itself raises."""
    if of not in EXPORTS:
        raise OptionError(f"of is {of!r}: it can be {' or '.join(EXPORTS)}")
    forms, taken, give = EXPORTS[of]
    if form not in forms:
        raise OptionError(f"form is {form!r}: a {of} is written as {', '.join(forms)}")
    if unknown := sorted(set(options) - set(taken)):
        raise OptionError(f"an export of {of} takes no option {unknown[0]!r}: it takes {', '.join(taken)}")
    return give(library, form, options)


def _hits(library: Local, form: str, options: Options) -> Exported:
    query = query_of(options)
    every = library.search(replace(query, limit=library.search(replace(query, limit=1)).groups))
    return _table("search", form, query, [hit_row(hit) for hit in every.hits])


def _quotes(library: Local, form: str, options: Options) -> Exported:
    query = query_of(options)
    every = library.quotes(replace(query, limit=library.quotes(replace(query, limit=1)).total))
    return _table("quotes", form, query, [quote_row(quote) for quote in every.quotes])


def _table(of: str, form: str, query: Query, rows: Sequence[Row]) -> Exported:
    content = csv_text(flat(rows)) if form == "csv" else jsonl_text(rows)
    name = file_name(f"{of} {query.text}", form)
    return Exported(name, TABLES[form], content.encode(), rows_told(form, of, query, len(rows)))


def _document(library: Local, form: str, options: Options, *, sides: bool) -> Exported:
    asked = sides_of(options) if sides else assignment_of(options)
    title = title_of(asked)
    return Exported(file_name(title, form), MEDIA_TYPES[form], export(library, asked, form), f"{form} of {title}")


def _brief(library: Local, form: str, options: Options) -> Exported:
    return _document(library, form, options, sides=False)


def _sides(library: Local, form: str, options: Options) -> Exported:
    return _document(library, form, options, sides=True)


def _unpaged(name: str) -> tuple[str, ...]:
    """The options of an answer without those of its pages, for a file has all rows, and of what is like a passage."""
    return tuple(option for option in ANSWERS[name][0] if option not in ("limit", "offset", "like", "start", "end"))


EXPORTS: Mapping[str, tuple[Mapping[str, str], tuple[str, ...], Callable[[Local, str, Options], Exported]]] = {
    "search": (TABLES, _unpaged("search"), _hits),
    "quotes": (TABLES, _unpaged("quotes"), _quotes),
    "summary": (FORMS, _unpaged("summary"), _brief),
    "compare": (FORMS, _unpaged("compare"), _sides),
}
