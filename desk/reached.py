"""Where the answers of a notebook's client come from: a folder or a server."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import httpx

from desk.article_rows import article_answer, status_answer
from desk.asked import Options, answer, query_of
from desk.exported import exported
from desk.holdings import holdings
from desk.rows import Row
from desk.taken_out import note_export
from desk.verify_rows import draft_answer
from desk.work import ACTS, Fields, act
from index.local import Local
from index.settings import Settings
from index.upkeep import spoken
from ingest.article import NewsdeskError

TIMEOUT = 60  # seconds


class ClientError(NewsdeskError):
    """A server that does not answer, or refuses the question."""


class Place(Protocol):
    """Where the answers come from."""

    def ask(self, name: str, options: Options) -> Row: ...
    def check(self, name: str, content: bytes, options: Options) -> Row: ...
    def export(self, of: str, form: str, options: Options) -> bytes: ...
    def article(self, id: str, version: int | None) -> Row: ...
    def status(self) -> Row: ...
    def act(self, name: str, number: int, fields: Fields) -> Row: ...
    def close(self) -> None: ...


class Folder:
    """A library on this machine."""

    def __init__(self, folder: Path) -> None:
        self._library = Local.open(replace(Settings.from_environment(), library=folder), progress=spoken())

    def ask(self, name: str, options: Options) -> Row:
        return answer(self._library, name, options)

    def check(self, name: str, content: bytes, options: Options) -> Row:
        from desk.drafts import check_upload  # here: the readers of files cost every other answer 0.1 s

        query = query_of(options)
        return draft_answer(check_upload(self._library, name, content, query), holdings(self._library, query))

    def export(self, of: str, form: str, options: Options) -> bytes:
        file = exported(self._library, of, form, options)
        note_export(self._library, file.told)
        return file.content

    def article(self, id: str, version: int | None) -> Row:
        return article_answer(self._library.article(id, version))

    def status(self) -> Row:
        return status_answer(self._library.status())

    def act(self, name: str, number: int, fields: Fields) -> Row:
        return act(self._library, name, number, fields)

    def close(self) -> None:
        self._library.close()


class Server:
    """A desk that is served."""

    def __init__(self, address: str, token: str) -> None:
        known = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=f"{address.rstrip('/')}/api/v1/", timeout=TIMEOUT, headers=known)

    def ask(self, name: str, options: Options) -> Row:
        return self._get(name, options)

    def check(self, name: str, content: bytes, options: Options) -> Row:
        asked = {one: value for one, value in options.items() if one != "q"} | {"name": [name]}
        found: Row = self._sent("POST", "verify", asked, content).json()
        return found

    def export(self, of: str, form: str, options: Options) -> bytes:
        return self._sent("GET", "export", {**options, "of": [of], "form": [form]}).content

    def article(self, id: str, version: int | None) -> Row:
        return self._get(f"articles/{id}", {} if version is None else {"version": [str(version)]})

    def status(self) -> Row:
        return self._get("status", {})

    def act(self, name: str, number: int, fields: Fields) -> Row:
        done = ACTS[name]
        path = done.path.format(number=number)
        if done.method == "GET":
            return self._get(path, {field: [str(value)] for field, value in fields.items()})
        found: Row = self._sent(done.method, path, {}, json.dumps(fields).encode()).json()
        return found

    def close(self) -> None:
        self._http.close()

    def _get(self, path: str, options: Options) -> Row:
        found: Row = self._sent("GET", path, options).json()
        return found

    def _sent(self, method: str, path: str, options: Options, content: bytes | None = None) -> httpx.Response:
        asked = {name: list(values) for name, values in options.items()}
        try:
            given = self._http.request(method, path, params=asked, content=content)
            if given.is_error:
                raise ClientError(given.json().get("error", f"{path} failed with status {given.status_code}"))
        except (httpx.HTTPError, ValueError) as error:
            raise ClientError(
                f"{self._http.base_url} gives no answer ({error}): is `streamlit run server.py` up?"
            ) from error
        return given
