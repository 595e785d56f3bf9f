"""Words are brought up to date with the archive. Only the holder of the writer's lock may."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy

from index.analyse import ANALYSER_VERSION, written
from index.common import Gathering, forget_common
from index.upkeep import Progress, silent
from index.words import FILLERS, MARK, QUOTE, TITLE_TIMES, Words, quote_key
from index.words_manifest import FORMAT, MANIFEST, StaleWords, hash_of, read_manifest

TOLD = 100  # articles between two words on how far it is
_HEAP = 64 << 20  # bytes; less means more segments to merge
_FILLERS = " ·" * FILLERS  # no word that anybody can ask for


def update(folder: Path, connection: sqlite3.Connection, progress: Progress = silent) -> Words:
    """Apply the changes that the words do not know yet; build them anew where they are missing or damaged."""
    try:
        words = Words.open(folder, writing=True)
    except StaleWords:
        return rebuild(folder, connection, progress)
    changed = [
        article for (article,) in connection.execute("SELECT article FROM changes WHERE seq > ?", (words.applied,))
    ]
    if not changed:
        return words
    if words.common and _holds_any(connection, words.common.upto, words.applied):
        forget_common(folder)
    _apply(folder, tantivy.Index.open(str(folder)), connection, changed)
    return Words.open(folder, writing=True)


def rebuild(folder: Path, connection: sqlite3.Connection, progress: Progress = silent) -> Words:
    """Build the words of the whole archive beside, then put them in place."""
    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    everything = [article for (article,) in connection.execute("SELECT row FROM articles ORDER BY row")]
    _apply(beside, tantivy.Index(_schema(), path=str(beside)), connection, everything, Gathering(), progress)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    return Words.open(folder, writing=True)


def renew_common(folder: Path, connection: sqlite3.Connection) -> None:
    """Write the columns of common words anew, from the whole archive."""
    gathering = Gathering()
    everything = [article for (article,) in connection.execute("SELECT row FROM articles ORDER BY row")]
    for document in _documents(connection, everything):
        _gather(gathering, document)
    gathering.write(folder)
    _write_manifest(folder)


def _holds_any(connection: sqlite3.Connection, upto: int, applied: int) -> bool:
    """Whether a paragraph up to this row has come again: after a restored backup it may be another one."""
    (row,) = connection.execute(
        "SELECT min(l.row) FROM changes c JOIN live l ON l.article = c.article WHERE c.seq > ?", (applied,)
    ).fetchone()
    return row is not None and row <= upto


def _gather(gathering: Gathering, document: dict[str, Any]) -> None:
    if document["row"] >= 0:
        ranked = document["ranked"].removesuffix(_FILLERS)
        gathering.add(document["row"], ranked.split(), document["text"].split(), fillers=FILLERS)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # Signed: deleting by a term of an unsigned field does nothing, silently.
    builder.add_integer_field("row", indexed=True, fast=True)
    builder.add_integer_field("article", indexed=True, fast=True)
    builder.add_integer_field("quote", indexed=False, fast=True)
    builder.add_text_field("ranked", tokenizer_name="whitespace", index_option="freq")
    for scope in ("text", "title", "said"):  # in stems and as printed
        builder.add_text_field(scope, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field(f"{scope}_exact", tokenizer_name="whitespace", index_option="position")
    return builder.build()


def _apply(
    folder: Path,
    index: tantivy.Index,
    connection: sqlite3.Connection,
    articles: list[int],
    gathering: Gathering | None = None,
    progress: Progress = silent,
) -> None:
    """Write the articles' current paragraphs over what the index has of them, with the mark, in one commit."""
    (seq,) = connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()
    writer = index.writer(heap_size=_HEAP, num_threads=1)  # one: documents keep their order, so ties do
    for article in articles:
        writer.delete_documents_by_term("article", article)
    writer.delete_documents_by_term("row", MARK)
    for document in _documents(connection, _counted(articles, progress)):
        writer.add_document(tantivy.Document.from_dict(document, index.schema))
        if gathering:
            _gather(gathering, document)
    writer.add_document(tantivy.Document.from_dict({"row": MARK, "article": seq}, index.schema))
    writer.commit()
    writer.wait_merging_threads()  # a merge that ends later would change files behind the manifest
    if gathering:
        gathering.write(folder)
    _write_manifest(folder)


def _counted(articles: list[int], progress: Progress) -> Iterator[int]:
    for done, article in enumerate(articles):
        if done % TOLD == 0:
            progress("words", done, len(articles))
        yield article


def _documents(connection: sqlite3.Connection, articles: Iterable[int]) -> Iterator[dict[str, Any]]:
    for article in articles:
        version = connection.execute(
            "SELECT v.version, v.language, v.text, v.title_start, v.title_end FROM versions v "
            "JOIN articles a ON a.row = v.article AND a.version = v.version WHERE a.row = ?",
            (article,),
        ).fetchone()
        if version is None:  # removed since
            continue
        number, language, text, title_start, title_end = version
        title = _fields("title", text[title_start:title_end], language)
        for row, start, end in connection.execute(
            'SELECT row, start, "end" FROM live WHERE article = ? ORDER BY row', (article,)
        ):
            held = _fields("text", text[start:end], language)
            ranked = " ".join([title["title"]] * TITLE_TIMES + [held["text"]]) + _FILLERS
            yield {"row": row, "article": article, "ranked": ranked} | title | held
        for quote, start, end in connection.execute(
            'SELECT number, start, "end" FROM quotes WHERE article = ? AND version = ? AND paragraph IS NOT NULL',
            (article, number),
        ):
            said = _fields("said", text[start:end], language)
            # With the fillers, for the average length of what is ranked is over all documents.
            yield {"row": QUOTE, "article": article, "quote": quote_key(article, quote), "ranked": _FILLERS} | said


def _fields(scope: str, text: str, language: str) -> dict[str, str]:
    """The words of a text in the two fields of its scope."""
    return dict(zip((scope, f"{scope}_exact"), written(text, language), strict=True))


def _write_manifest(folder: Path) -> None:
    """Say what is in the folder now. Segment files never change, so only new ones are read."""
    try:
        known = read_manifest(folder).files
    except StaleWords:
        known = {}
    files = {path.name: _fact(path, known) for path in sorted(folder.iterdir()) if _is_proven(path)}
    beside = folder / f"{MANIFEST}.new"
    content = {"format": FORMAT, "analyser": ANALYSER_VERSION, "files": files}
    beside.write_text(json.dumps(content, indent=1), encoding="utf-8")
    beside.replace(folder / MANIFEST)


def _is_proven(path: Path) -> bool:
    return not path.name.startswith(MANIFEST) and not path.name.endswith(".lock")


def _fact(path: Path, known: dict[str, tuple[int, str]]) -> tuple[int, str]:
    size = path.stat().st_size
    if path.suffix != ".json" and known.get(path.name, (None, ""))[0] == size:
        return known[path.name]
    return size, hash_of(path)
