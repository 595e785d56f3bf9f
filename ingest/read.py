"""Files and folders become received articles and refusals. One bad file or row never stops the rest."""

from __future__ import annotations

import errno
import os
import tarfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import cast
from zipfile import BadZipFile

import numpy as np

from ingest.article import IngestError, Refusal
from ingest.outlets import is_outlet_list
from ingest.progress import Gauge
from ingest.readers.columns import AS_GUESSED, Columns
from ingest.readers.opened import DAMAGED, Opened, open_file, told_damage
from ingest.readers.recognise import Form, recognise
from ingest.readers.unpacked import is_passed_over
from ingest.received import Received

MAX_BYTES = 2 << 30  # of one file, unpacked, with all that lies in it
LONGEST_ARTICLE = 1 << 21  # characters: a thousand pages of a book

Reading = Iterator[Received | Refusal]

FormReader = Callable[[Opened], Iterator[Received | Refusal | Opened]]  # the files that it finds within its file, too

# Of ingest.readers, module and function: all of them together take half a second to import, and a source needs few.
_READERS: Mapping[Form, tuple[str, str]] = {
    "collection": ("separated", "read_collection"),
    "dated": ("texts", "read_dated"),
    "delimited": ("delimited", "read_delimited"),
    "docx": ("documents", "read_docx"),
    "feed": ("feeds", "read_feed"),
    "html": ("web", "read_html"),
    "json": ("jsons", "read_json"),
    "labelled": ("separated", "read_labelled"),
    "lines": ("jsons", "read_json_lines"),
    "mail": ("mail", "read_mail"),
    "mailbox": ("mail", "read_mailbox"),
    "markdown": ("markdowns", "read_markdown"),
    "odt": ("documents", "read_odt"),
    "pdf": ("pdfs", "read_pdf"),
    "plain": ("texts", "read_plain"),
    "reuters": ("reuters", "read_reuters"),
    "rtf": ("documents", "read_rtf"),
    "tar": ("unpacked", "read_tar"),
    "web archive": ("warcs", "read_web_archive"),
    "zip": ("unpacked", "read_zip"),
}
_TABLES: frozenset[Form] = frozenset(("delimited", "json", "lines"))
_NAMES: Mapping[Form, str] = {"delimited": "table", "json": "JSON", "lines": "JSONL", "labelled": "text"}
_ONE_ARTICLE: frozenset[Form] = frozenset(("docx", "html", "markdown", "odt", "pdf", "plain", "rtf"))
_UNREADABLE = (
    *DAMAGED, IngestError, OSError, ValueError, RecursionError, MemoryError, BadZipFile, tarfile.TarError, RuntimeError,
)  # fmt: skip


def read(
    path: Path, *, max_bytes: int = MAX_BYTES, columns: Columns = AS_GUESSED, gauge: Gauge | None = None
) -> Reading:
    """Everything in a file, or in a folder and the folders in it, by name; hidden files and README* are passed over,
    and so is outlets.csv, which speaks of outlets.
    """
    if not path.is_dir():
        yield from _read_file(path, max_bytes, columns, gauge)
        return
    not_read: list[Refusal] = []
    for file in files_in(path, not_read.append):
        yield from _read_file(file, max_bytes, columns, gauge)
    yield from not_read


def input_of(path: Path) -> str:
    """The name under which a file or folder is read again, from wherever."""
    return os.path.abspath(path)  # noqa: PTH100  # Path.resolve would follow links


def read_opened(file: Opened) -> Reading:
    """Everything in a file that is open, and in the files that it holds."""
    try:
        form = recognise(file)
        reader = _reader(form)
        found = _with_repeating_ids(reader, file) if form in _TABLES else reader(file)
        nothing = True
        for one in found:
            nothing = False
            if isinstance(one, Opened):
                yield from read_opened(one)
            else:
                yield _bounded(_addressed(one, file) if form in _ONE_ARTICLE else one)
        if nothing:
            yield Refusal(file.origin, f"empty: no article in this {_NAMES.get(form, form)}")
    except _UNREADABLE as error:
        yield Refusal(file.origin, _reason(error))


def files_in(folder: Path, report: Callable[[Refusal], None]) -> Iterator[Path]:
    """The files of a folder and of the folders in it that are read, by name; what is in the way is reported."""

    def unreadable(error: OSError) -> None:
        report(Refusal(str(error.filename), _reason(error), input_of(Path(error.filename))))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for linked in (path for name in folders if (path := Path(place, name)).is_symlink()):
            told = "a link to a folder, which is not followed: add that folder itself"
            report(Refusal(str(linked), told, input_of(linked)))
        files = (Path(place, name) for name in sorted(names) if not is_passed_over(name))
        yield from (file for file in files if not is_outlet_list(file))


def _reader(form: Form) -> FormReader:
    module, name = _READERS[form]
    return cast(FormReader, getattr(import_module(f"ingest.readers.{module}"), name))


def _read_file(path: Path, max_bytes: int, columns: Columns, gauge: Gauge | None) -> Reading:
    try:
        file = open_file(path, max_bytes=max_bytes, columns=columns)
        if gauge:
            file = replace(file, open=partial(gauge.open, path))
    except _UNREADABLE as error:
        yield Refusal(str(path), _reason(error), input_of(path))
        return
    yield from (replace(found, input=input_of(path)) for found in read_opened(file))
    if gauge:
        gauge.passed(path)


def _addressed(found: Received | Refusal, file: Opened) -> Received | Refusal:
    """The article with the address that its file came from, where it names none itself."""
    return replace(found, url=file.url) if isinstance(found, Received) and file.url and not found.url else found


def _bounded(found: Received | Refusal) -> Received | Refusal:
    if isinstance(found, Refusal):
        return found
    if not any(map(str.isalnum, found.text)):
        return Refusal(found.source.origin, "empty: it holds no words")
    if len(found.text) <= LONGEST_ARTICLE:
        return found
    told = f"{len(found.text):,} characters, more than the {LONGEST_ARTICLE:,} of one article: split it into articles"
    return Refusal(found.source.origin, told)


def _reason(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "it may not be read: check its permissions"
        case OSError(errno=errno.ELOOP):
            return "a link that leads to itself: remove it"
        case MemoryError():
            return "it takes more memory than there is: split it"
        case IngestError():
            return str(error)
    return told_damage(error) if isinstance(error, DAMAGED) else f"it could not be read: {error}"


def _with_repeating_ids(articles: FormReader, file: Opened) -> Iterator[Received | Refusal | Opened]:
    """The rows of a table, those marked whose given id stands beside several texts. It is read twice, never held."""
    repeating = _ids_of_several_texts(articles(file))
    for found in articles(file):
        marked = isinstance(found, Received) and found.given_id and _hash(found.given_id) in repeating
        yield replace(found, id_repeats=True) if marked and isinstance(found, Received) else found


def _ids_of_several_texts(found: Iterable[Received | Refusal | Opened]) -> frozenset[int]:
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
