"""Who takes what out of the archive as a file is written down, whichever door they use."""

from __future__ import annotations

from getpass import getuser

from desk.scope import Scoped
from desk.wording import count, filters_line
from index.audit import Audit
from index.engine import Query
from index.local import Local


def note_export(library: Local, what: str) -> None:
    """Into the audit, under the person's name; on the command line, under that of whoever uses the machine."""
    name = library.person.name if isinstance(library, Scoped) else getuser()
    Audit(library.ledger).note(name, "export", what)


def rows_told(form: str, of: str, query: Query, many: int) -> str:
    """What a table of rows is of.

    >>> rows_told("csv", "search", Query("ferry", outlets=("lantern.example",)), 20)
    'csv of search “ferry” (lantern.example): 20 rows'
    """
    only = filters_line(query)
    return f"{form} of {of} “{query.text or 'everything'}”{f' ({only})' if only else ''}: {count(many, 'row')}"
