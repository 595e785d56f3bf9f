"""Files and folders become received articles and refusals. One bad file or row never stops the rest."""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import numpy as np

from ingest.article import IngestError, Refusal
from ingest.readers.delimited import read_delimited
from ingest.readers.jsons import read_json, read_json_lines
from ingest.readers.opened import Opened, open_file
from ingest.readers.recognise import Form, recognise
from ingest.readers.texts import read_dated, read_plain
from ingest.readers.web import read_html
from ingest.received import Received

MAX_BYTES = 2 << 30  # of one file, unpacked

Reading = Iterator[Received | Refusal]

_READERS: Mapping[Form, Callable[[Opened], Reading]] = {
    "dated": read_dated,
    "delimited": read_delimited,
    "html": read_html,
    "json": read_json,
    "lines": read_json_lines,
    "plain": read_plain,
}
_TABLES: frozenset[Form] = frozenset({"delimited", "json", "lines"})
_UNREADABLE = (IngestError, OSError, EOFError, zlib.error, ValueError, RecursionError)


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> Reading:
    """Everything in a file, or in a folder and the folders in it, by name; hidden files and README* are passed over."""
    unreadable: list[OSError] = []
    for file in _files_in(path, unreadable.append) if path.is_dir() else (path,):
        yield from _read_file(file, max_bytes)
    yield from (Refusal(str(error.filename), _reason(error)) for error in unreadable)


def _files_in(folder: Path, report: Callable[[OSError], None]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith(".") and not _is_readme(name))


def _is_readme(name: str) -> bool:
    """A folder's README speaks of the articles and is none."""
    return Path(name).stem.lower() == "readme"


def _read_file(path: Path, max_bytes: int) -> Reading:
    try:
        file = open_file(path, max_bytes=max_bytes)
        form = recognise(file)
        articles = _READERS[form]
        yield from _with_repeating_ids(articles, file) if form in _TABLES else articles(file)
    except _UNREADABLE as error:
        yield Refusal(str(path), _reason(error))


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "it may not be read: check its permissions"
        case EOFError() | zlib.error():
            return f"the gzip file is damaged or cut off ({error}); what stands before the damage was read"
        case IngestError():
            return str(error)
    return f"it could not be read: {error}"


def _with_repeating_ids(articles: Callable[[Opened], Reading], file: Opened) -> Reading:
    """The rows of a table, those marked whose given id stands beside several texts. It is read twice, never held."""
    repeating = _ids_of_several_texts(articles(file))
    for found in articles(file):
        marked = isinstance(found, Received) and found.given_id and _hash(found.given_id) in repeating
        yield replace(found, id_repeats=True) if marked and isinstance(found, Received) else found


def _ids_of_several_texts(found: Iterable[Received | Refusal]) -> frozenset[int]:
    ids, texts = array("q"), array("q")  # 16 bytes an article
    try:
        for article in found:
            if isinstance(article, Received) and article.given_id and not article.url:
                ids.append(_hash(article.given_id))
                texts.append(_hash(article.text))
    except _UNREADABLE:
        pass  # the second reading reports it
    pairs = np.unique(np.stack([np.array(ids, np.int64), np.array(texts, np.int64)], axis=1), axis=0)
    values, counts = np.unique(pairs[:, 0], return_counts=True)
    return frozenset(values[counts > 1].tolist())


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
