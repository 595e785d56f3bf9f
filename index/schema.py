"""The tables of the archive, and how an archive of an earlier version becomes one of this."""

from __future__ import annotations

import sqlite3

VERSION = 4

_EVIDENCE = """
CREATE TABLE evidence(
    article INTEGER NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL,
    value TEXT NOT NULL, place TEXT NOT NULL, start INTEGER, "end" INTEGER, day INTEGER, precision TEXT, doubt TEXT,
    PRIMARY KEY(article, version, number),
    FOREIGN KEY(article, version) REFERENCES versions(article, version) ON DELETE CASCADE
) STRICT;
"""
_OUTLETS = """
CREATE TABLE outlets(
    domain TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, owner TEXT NOT NULL, language TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
"""
# Days count from 1970-01-01. Hashes are BLAKE2b: 16 bytes of what is embedded, 8 bytes (signed) of what is compared.
_TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE sources(sha256 TEXT PRIMARY KEY, content BLOB) STRICT;
CREATE TABLE articles(
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    grams INTEGER NOT NULL DEFAULT 0, -- rows of its current version in shingles
    received TEXT -- when it came, in UTC; NULL: before archives kept that
) STRICT;
CREATE TABLE versions(
    article INTEGER NOT NULL REFERENCES articles(row) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    given_id TEXT, url TEXT, outlet TEXT, language TEXT NOT NULL,
    day INTEGER, precision TEXT, evidence TEXT,
    text TEXT NOT NULL, sha256 TEXT NOT NULL,
    title_start INTEGER NOT NULL, title_end INTEGER NOT NULL, lede_start INTEGER, lede_end INTEGER,
    source TEXT NOT NULL REFERENCES sources(sha256), origin TEXT NOT NULL, media_type TEXT NOT NULL,
    said INTEGER, -- number of the date that says when its words were said
    PRIMARY KEY(article, version)
) STRICT;
CREATE INDEX versions_by_source ON versions(source);
CREATE INDEX versions_by_url ON versions(url);
CREATE TABLE paragraphs(
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL, version INTEGER NOT NULL, ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, repeats INTEGER,
    text_hash BLOB NOT NULL, words_key INTEGER NOT NULL, sentences BLOB NOT NULL,
    UNIQUE(article, version, ordinal),
    FOREIGN KEY(article, version) REFERENCES versions(article, version) ON DELETE CASCADE
) STRICT;
CREATE INDEX paragraphs_by_text ON paragraphs(text_hash);
CREATE TABLE quotes(
    article INTEGER NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL, paragraph INTEGER,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, fragments BLOB NOT NULL,
    speaker_start INTEGER, speaker_end INTEGER, cue_start INTEGER, cue_end INTEGER,
    person TEXT, confidence REAL NOT NULL, decided_by TEXT NOT NULL, words_key INTEGER NOT NULL,
    PRIMARY KEY(article, version, number),
    FOREIGN KEY(article, version) REFERENCES versions(article, version) ON DELETE CASCADE
) STRICT;
CREATE TABLE dates(
    article INTEGER NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, value TEXT NOT NULL, type TEXT NOT NULL, anchor TEXT,
    PRIMARY KEY(article, version, number),
    FOREIGN KEY(article, version) REFERENCES versions(article, version) ON DELETE CASCADE
) STRICT;
CREATE TABLE embeddings(text_hash BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT;
CREATE TABLE shingles(
    shingle INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY(shingle, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE article_copies(
    a INTEGER NOT NULL REFERENCES articles(row) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES articles(row) ON DELETE CASCADE,
    PRIMARY KEY(a, b), CHECK(a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_copies_by_b ON article_copies(b);
CREATE TABLE paragraph_copies(
    a INTEGER NOT NULL REFERENCES paragraphs(row) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES paragraphs(row) ON DELETE CASCADE,
    PRIMARY KEY(a, b), CHECK(a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX paragraph_copies_by_b ON paragraph_copies(b);
CREATE TABLE changes(seq INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL UNIQUE) STRICT;
CREATE TABLE refusals(
    origin TEXT NOT NULL, reason TEXT NOT NULL, input TEXT NOT NULL DEFAULT '', PRIMARY KEY(origin, reason)
) STRICT;
CREATE VIEW live AS
    SELECT p.* FROM paragraphs p JOIN articles a ON a.row = p.article AND a.version = p.version;
"""

# By the version that a step begins from; each leaves what a new archive of the next version would hold.
_STEPS = {
    0: _TABLES + _EVIDENCE + _OUTLETS,
    1: f"""{_EVIDENCE}{_OUTLETS}
INSERT INTO evidence(article, version, number, value, place, day, precision)
    SELECT article, version, 0,
        substr(date('1970-01-01', day || ' days'), 1, CASE precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END),
        evidence, day, precision
    FROM versions WHERE day IS NOT NULL;
ALTER TABLE refusals ADD COLUMN input TEXT NOT NULL DEFAULT '';
""",
    2: "ALTER TABLE versions ADD COLUMN said INTEGER",
    3: "ALTER TABLE articles ADD COLUMN received TEXT",
}


def version(connection: sqlite3.Connection) -> int:
    """The version of the archive's tables; 0: it has none yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Lay out an empty archive, or migrate an earlier one, whole or not at all.

    Of two processes that try at once, the second finds it done.
    """
    connection.execute("BEGIN IMMEDIATE")
    found = version(connection)
    for start in [0] if found == 0 else range(found, VERSION):
        for statement in filter(str.strip, _STEPS[start].split(";\n")):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
