"""For notebooks: ask a library's folder or a server, and get tables.

>>> desk = Desk("library")  # or Desk("http://127.0.0.1:8501")  # doctest: +SKIP
>>> desk.quotes("close the strait", since="2025-03", outlet=["vna.example"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import httpx
import pandas as pd

from desk.article_rows import article_answer, status_answer
from desk.asked import MOST, Options, answer
from desk.rows import Row
from index.local import Local
from index.settings import Settings
from ingest.article import NewsdeskError

Value = str | int | bool | Sequence[str]
TIMEOUT = 60  # seconds
_DAYS = ("published", "day", "since", "until")


class ClientError(NewsdeskError):
    """A server that does not answer, or refuses the question."""


class Desk:
    """One archive. Options are those of the commands and the HTTP API: since, until, outlet, language, speaker …"""

    def __init__(self, place: str | Path) -> None:
        """A folder, or an address that begins with http. Raises LibraryError where the folder is no library."""
        far = str(place).startswith(("http://", "https://"))
        self._place: _Place = _Server(str(place)) if far else _Folder(Path(place))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files or the connection."""
        self._place.close()

    def search(self, q: str = "", *, limit: int | None = None, **options: Value) -> pd.DataFrame:
        """Paragraphs that match, best first; all of them where no limit is given."""
        return _table(self._rows("search", "hits", q, limit, options))

    def quotes(self, q: str = "", *, limit: int | None = None, **options: Value) -> pd.DataFrame:
        """Quotes in the paragraphs that match; all of them where no limit is given."""
        return _table(self._rows("quotes", "quotes", q, limit, options))

    def timeline(self, q: str = "", **options: Value) -> pd.DataFrame:
        """Articles by period and outlet."""
        return _table(self._place.ask("timeline", _options(q, options))["bars"])

    def compare(self, q: str = "", **options: Value) -> pd.DataFrame:
        """Quotes side by side: a row each, with its statement's number and its column."""
        found = self._place.ask("compare", _options(q, options))
        return _table(
            {"statement": row["statement"], "column": column["label"]} | quote
            for row in found["rows"]
            for column, cell in zip(found["columns"], row["cells"], strict=True)
            for quote in cell
        )

    def summary(self, q: str = "", **options: Value) -> pd.DataFrame:
        """A brief: verbatim sentences, each with its source."""
        return _table(self._place.ask("summary", _options(q, options))["sentences"])

    def article(self, id: str, version: int | None = None) -> Row:
        """One article, as docs/json.md describes it."""
        return self._place.article(id, version)

    def status(self) -> Row:
        """What is in the library."""
        return self._place.status()

    def _rows(self, name: str, rows: str, q: str, limit: int | None, options: Mapping[str, Value]) -> Iterator[Row]:
        offset, left = 0, limit
        while left is None or left > 0:
            page = MOST if left is None else min(MOST, left)
            found = self._place.ask(name, _options(q, {**options, "limit": page, "offset": offset}))[rows]
            yield from found
            if len(found) < page:
                return
            offset, left = offset + page, None if left is None else left - page


class _Place(Protocol):
    """Where the answers come from."""

    def ask(self, name: str, options: Options) -> Row: ...
    def article(self, id: str, version: int | None) -> Row: ...
    def status(self) -> Row: ...
    def close(self) -> None: ...


class _Folder:
    """A library on this machine."""

    def __init__(self, folder: Path) -> None:
        self._library = Local.open(replace(Settings.from_environment(), library=folder))

    def ask(self, name: str, options: Options) -> Row:
        return answer(self._library, name, options)

    def article(self, id: str, version: int | None) -> Row:
        return article_answer(self._library.article(id, version))

    def status(self) -> Row:
        return status_answer(self._library.status())

    def close(self) -> None:
        self._library.close()


class _Server:
    """A desk that is served."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=f"{address.rstrip('/')}/api/v1/", timeout=TIMEOUT)

    def ask(self, name: str, options: Options) -> Row:
        return self._get(name, options)

    def article(self, id: str, version: int | None) -> Row:
        return self._get(f"articles/{id}", {} if version is None else {"version": [str(version)]})

    def status(self) -> Row:
        return self._get("status", {})

    def close(self) -> None:
        self._http.close()

    def _get(self, path: str, options: Options) -> Row:
        try:
            given = self._http.get(path, params={name: list(values) for name, values in options.items()})
            found: Row = given.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ClientError(
                f"{self._http.base_url} gives no answer ({error}): is `streamlit run server.py` up?"
            ) from error
        if given.is_error:
            raise ClientError(found.get("error", f"{path} failed with status {given.status_code}"))
        return found


def _options(q: str, options: Mapping[str, Value]) -> Options:
    """Options as they are written in a URL."""
    return {name: _written(value) for name, value in {"q": q, **options}.items()}


def _written(value: Value) -> Sequence[str]:
    if isinstance(value, bool):
        return [str(value).lower()]
    return [str(value)] if isinstance(value, str | int) else list(value)


def _table(rows: Iterator[Row] | Sequence[Row]) -> pd.DataFrame:
    """Rows as a table; days as timestamps without a zone, so that none can slip."""
    table = pd.DataFrame(list(rows))
    for name in table.columns.intersection(list(_DAYS)):
        table[name] = pd.to_datetime(table[name], format="%Y-%m-%d")
    return table
