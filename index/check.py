"""Proof that a library is whole: the file, every span and hash in it, and what is derived from it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from hashlib import sha256

import numpy as np

from index.archive import integrity, meta
from index.engine import Problem
from index.local import Local
from index.records import read_article, text_hash
from index.state import MEANING, WORDS, embedded_rows
from index.words_manifest import StaleWords, verify
from ingest.article import Article, Span

_RESTORE = "restore the library from a backup, or add the articles to a new one"


def problems(library: Local) -> Iterator[Problem]:
    """Everything that is wrong. What a crash leaves behind is brought up to date first, as on any opening."""
    state = library.derived.state()
    vectors = library.derived.vectors(state)
    with library.archive.reading() as connection:
        yield from (Problem("archive.db", found, _RESTORE) for found in integrity(connection))
        yield from _articles(connection)
        yield from _sources(connection)
        yield from _words(library)
        if vectors is not None:
            yield from _vectors(connection)
            wanted = embedded_rows(connection, state.columns, library.settings.model_languages)
            yield from _meaning(library, vectors.meaning.rows, wanted)


def _articles(connection: sqlite3.Connection) -> Iterator[Problem]:
    versions = connection.execute("SELECT a.id, v.version FROM versions v JOIN articles a ON a.row = v.article")
    for id, version in versions.fetchall():
        article = read_article(connection, id, version)
        for what in (*_wrong_text(article), *_wrong_spans(article), *_wrong_hashes(connection, article)):
            yield Problem(f"article {id}, version {version}", what, _RESTORE)


def _wrong_text(article: Article) -> Iterator[str]:
    if sha256(article.text.encode()).hexdigest() != article.sha256:
        yield "its text is not the one that was received: the SHA-256 differs"


def _wrong_spans(article: Article) -> Iterator[str]:
    for name, span in _spans(article):
        if not 0 <= span.start <= span.end <= len(article.text):
            yield f"{name} {span.start}-{span.end} lies outside its text of {len(article.text)} characters"


def _spans(article: Article) -> Iterator[tuple[str, Span]]:
    yield "the title", article.title
    if article.lede:
        yield "the lede", article.lede
    for paragraph in article.paragraphs:
        yield "a paragraph", paragraph.span
        yield from (("a sentence", sentence) for sentence in paragraph.sentences)
    for quote in article.quotes:
        parts = (quote.span, *quote.fragments, quote.speaker, quote.cue)
        yield from (("a quote", part) for part in parts if part)
    yield from (("a date", mention.span) for mention in article.dates)


def _wrong_hashes(connection: sqlite3.Connection, article: Article) -> Iterator[str]:
    stored = connection.execute(
        "SELECT p.text_hash FROM paragraphs p JOIN articles a ON a.row = p.article "
        "WHERE a.id = ? AND p.version = ? ORDER BY p.ordinal",
        (article.id, article.version),
    )
    for paragraph, (found,) in zip(article.paragraphs, stored.fetchall(), strict=True):
        if found != text_hash(paragraph.span.of(article.text)):
            yield f"the words of paragraph {paragraph.ordinal} are not those that were embedded"


def _sources(connection: sqlite3.Connection) -> Iterator[Problem]:
    for digest, content in connection.execute("SELECT sha256, content FROM sources WHERE content IS NOT NULL"):
        try:
            whole = sha256(zlib.decompress(content)).hexdigest() == digest
        except zlib.error:
            whole = False
        if not whole:
            yield Problem(f"source {digest}", "the bytes kept are not those that were received", _RESTORE)


def _words(library: Local) -> Iterator[Problem]:
    state = library.derived.state()
    if state.words is None:
        yield Problem(WORDS, "cannot be read, and somebody else is writing")
        return
    if not state.words_behind:
        yield from _difference(WORDS, state.words.all_rows(), state.columns.row)
    try:
        verify(library.folder / WORDS, limit=None, committed=False)
    except StaleWords as error:
        yield Problem(WORDS, str(error))


def _vectors(connection: sqlite3.Connection) -> Iterator[Problem]:
    width = int(meta(connection, "width") or 0)
    (wrong,) = connection.execute("SELECT count(*) FROM embeddings WHERE length(vector) <> 4 * ?", (width,)).fetchone()
    if wrong:
        yield Problem("archive.db", f"{wrong} vectors are not of the model's {width} numbers", _RESTORE)


def _meaning(
    library: Local, rows: np.typing.NDArray[np.int64], wanted: np.typing.NDArray[np.int64]
) -> Iterator[Problem]:
    from index.base import Stale, read_base

    yield from _difference(MEANING, rows, wanted)
    with library.archive.reading() as connection:
        model = meta(connection, "model") or ""
    try:
        read_base(library.folder / MEANING, fingerprint=model, whole=True)
    except Stale as error:
        yield Problem(MEANING, str(error))


def _difference(
    where: str, found: np.typing.NDArray[np.int64], wanted: np.typing.NDArray[np.int64]
) -> Iterator[Problem]:
    if missing := len(np.setdiff1d(wanted, found)):
        yield Problem(where, f"{missing} paragraphs of the archive are missing")
    if unknown := len(np.setdiff1d(found, wanted)):
        yield Problem(where, f"{unknown} paragraphs are not in the archive")
    if doubled := len(found) - len(np.unique(found)):
        yield Problem(where, f"{doubled} paragraphs come twice")
