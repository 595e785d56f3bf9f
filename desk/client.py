"""For notebooks: ask a library's folder or a server, and get tables.

>>> desk = Desk("library")  # or Desk("http://127.0.0.1:8501")  # doctest: +SKIP
>>> desk.quotes("close the strait", since="2025-03", outlet=["vna.example"])  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from desk.asked import MOST, Options
from desk.output import replaced
from desk.reached import ClientError as ClientError  # for notebooks
from desk.reached import Folder, Place, Server
from desk.rows import Row
from desk.work import ACTS, LARGEST, Kind

Value = str | int | bool | Sequence[str]
_DAYS = ("published", "day", "since", "until")


class Desk:
    """One archive. Options are those of the commands and the HTTP API: since, until, outlet, language, speaker …"""

    def __init__(self, place: str | Path, *, token: str = "") -> None:
        """A folder, or an address that begins with http. Raises LibraryError where the folder is no library.

        `token`: a personal one, where the server wants to know who asks (`python -m desk tokens issue`).
        """
        far = str(place).startswith(("http://", "https://"))
        self._place: Place = Server(str(place), token) if far else Folder(Path(place))

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

    def verify(self, words: str, speaker: str = "", **options: Value) -> Row:
        """Whether the archive has a quote in these words, as docs/json.md describes it."""
        return self._place.ask("verify", _options(words, {"speaker": speaker, **options} if speaker else options))

    def verify_draft(self, draft: str | Path, **options: Value) -> pd.DataFrame:
        """Every quote of a document, looked up: a row each, with its verdict and its first source."""
        path = Path(draft)
        found = self._place.check(path.name, path.read_bytes(), _options("", options))
        return _table(map(_checked, found["quotes"]))

    def export(self, target: str | Path, q: str = "", *, of: str = "summary", **options: Value) -> Path:
        """Write an answer into a file, in the form that its ending names: docx, md, html, zip; csv, jsonl of rows."""
        path = Path(target)
        replaced(path, self._place.export(of, path.suffix.removeprefix("."), _options(q, options)))
        return path

    def article(self, id: str, version: int | None = None) -> Row:
        """One article, as docs/json.md describes it."""
        return self._place.article(id, version)

    def status(self) -> Row:
        """What is in the library."""
        return self._place.status()

    def projects(self) -> pd.DataFrame:
        """Every project that one may see, with how far its review is."""
        return _table(row | row.pop("progress") for row in self._place.act("projects", 0, {})["projects"])

    def start_project(self, name: str, **about: Value) -> int:
        """A new project: description, shared, members; its number."""
        return int(self._act("start", 0, {"name": name, **about})["project"]["number"])

    def project(self, number: int, **changed: Value) -> Row:
        """A project as docs/json.md describes it; with name, description, shared, members or archived, changed."""
        return self._act("change" if changed else "project", number, changed)

    def put(self, project: int, q: str = "", *, places: Sequence[str] = (), **options: Value) -> Row:
        """All that a search finds into a project's queue, or places: ARTICLE, ARTICLE:START-END."""
        return self._act("put", project, {"places": places} if places else {"q": q, **options})

    def passages(self, project: int, show: str = "all") -> pd.DataFrame:
        """The passages of a project with what was decided about each."""
        return _table(self._place.act("passages", project, {"show": show, "limit": LARGEST})["passages"])

    def decide(self, project: int, passages: Sequence[int], decision: str | None) -> Row:
        """Say that passages are seen, relevant or rejected; None: undecided again."""
        return self._place.act("decide", project, {"passages": list(passages), "decision": decision})

    def assign(self, project: int, passages: Sequence[int], to: str | None) -> Row:
        """Give passages to a person, by sign-in name; None: to nobody."""
        return self._place.act("assign", project, {"passages": list(passages), "to": to})

    def kept(self, kind: str = "", **which: Value) -> pd.DataFrame:
        """Stars, tags and notes; `kind` for one of them; article, project, words."""
        return _table(self._place.act("kept", 0, {"kind": kind, **which} if kind else which)["kept"])

    def keep(self, kind: str, place: str, text: str = "", **seen: Value) -> Row:
        """A star, a tag or a note at a place; project or shared where others see it."""
        found: Row = self._place.act("keep", 0, {"kind": kind, "place": place, "text": text, **seen})["kept"][0]
        return found

    def rewrite(self, number: int, text: str) -> None:
        """One's own note in other words."""
        self._place.act("rewrite", number, {"text": text})

    def remove(self, number: int) -> None:
        """Take away what one has kept; `bring_back` undoes it."""
        self._place.act("remove", number, {})

    def bring_back(self, number: int) -> None:
        """Keep again what was taken away."""
        self._place.act("bring_back", number, {})

    def _act(self, name: str, number: int, given: Mapping[str, Value]) -> Row:
        """Fields may be given as options are: one text for a list, a year as a number."""
        kinds = ACTS[name].fields
        return self._place.act(name, number, {field: _field(kinds.get(field), value) for field, value in given.items()})

    def _rows(self, name: str, rows: str, q: str, limit: int | None, options: Mapping[str, Value]) -> Iterator[Row]:
        offset, left = 0, limit
        while left is None or left > 0:
            page = MOST if left is None else min(MOST, left)
            found = self._place.ask(name, _options(q, {**options, "limit": page, "offset": offset}))[rows]
            yield from found
            if len(found) < page:
                return
            offset, left = offset + page, None if left is None else left - page


def _options(q: str, options: Mapping[str, Value]) -> Options:
    """Options as they are written in a URL."""
    return {name: _written(value) for name, value in {"q": q, **options}.items()}


def _written(value: Value) -> Sequence[str]:
    if isinstance(value, bool):
        return [str(value).lower()]
    return [str(value)] if isinstance(value, str | int) else list(value)


def _field(kind: Kind | None, value: Value) -> object:
    if kind in ("text", "texts"):
        written = _written(value)
        return written[0] if kind == "text" and len(written) == 1 else list(written)
    return value


def _checked(quote: Row) -> Row:
    """A quote of a draft in one row."""
    verified = quote["verified"] or {"verdict": None, "sources": []}
    source: Row = next(iter(verified["sources"]), {})
    told = {name: quote[name] for name in ("paragraph", "text", "speaker", "problem")}
    named = ("article", "outlet", "title", "published", "url", "start", "end", "sha256")
    return told | {"verdict": verified["verdict"], "archive": source.get("text")} | {n: source.get(n) for n in named}


def _table(rows: Iterator[Row] | Sequence[Row]) -> pd.DataFrame:
    """Rows as a table; days as timestamps without a zone, so that none can slip."""
    table = pd.DataFrame(list(rows))
    for name in table.columns.intersection(list(_DAYS)):
        table[name] = pd.to_datetime(table[name], format="%Y-%m-%d")
    return table
