"""An archive of an earlier version opens as one of this, with everything that was in it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index import schema
from index.archive import FILE, Archive, integrity
from index.engine import LibraryError
from index.records import read_article
from index.refusals import read_refusals
from index.writing import write_batch
from ingest.article import Published
from tests.contract.build import article

GIVEN = [
    replace(article("a", "The sea wall stands."), published=Published(date(1969, 7, 20), "day", "column date")),
    replace(article("b", "The sea wall fell."), published=Published(date(2024, 3, 1), "month", "dateline")),
    replace(article("c", "Nobody saw it."), published=None),
]


def of_version_1(folder: Path) -> None:
    """Write an archive as version 1 laid it out."""
    archive = Archive(folder)
    with archive.writing() as connection:
        write_batch(connection, GIVEN)
        connection.execute("INSERT INTO refusals VALUES ('a.pdf', 'it is empty', '')")
    archive.close()
    with sqlite3.connect(folder / FILE) as connection:
        connection.executescript("""
            DROP TABLE evidence; DROP TABLE outlets; ALTER TABLE refusals DROP COLUMN input;
            ALTER TABLE versions DROP COLUMN said; ALTER TABLE articles DROP COLUMN received; PRAGMA user_version = 1;
        """)
    connection.close()


def tables(folder: Path) -> set[tuple[str, str]]:
    """Every table with its columns."""
    with sqlite3.connect(folder / FILE) as connection:
        found = set(
            connection.execute("SELECT m.name, c.name || c.type FROM sqlite_schema m, pragma_table_info(m.name) c")
        )
    connection.close()
    return found


def test_an_archive_of_version_1_is_migrated_whole(tmp_path: Path) -> None:
    of_version_1(tmp_path)
    archive = Archive(tmp_path)
    with archive.reading() as connection:
        kept = [read_article(connection, each.id, None) for each in GIVEN]
        assert [replace(each, evidence=()) for each in kept] == GIVEN
        assert [[(e.value, e.place, e.day) for e in each.evidence] for each in kept] == [
            [("1969-07-20", "column date", date(1969, 7, 20))],
            [("2024-03", "dateline", date(2024, 3, 1))],
            [],
        ]
        assert [refusal.origin for refusal in read_refusals(connection)] == ["a.pdf"]
        assert list(integrity(connection)) == []
    archive.close()


def test_a_migrated_archive_has_the_tables_of_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    of_version_1(tmp_path / "old")
    Archive(tmp_path / "old").close()
    Archive(tmp_path / "new").close()
    assert tables(tmp_path / "old") == tables(tmp_path / "new")


def test_a_migration_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of_version_1(tmp_path)
    before = tables(tmp_path)
    monkeypatch.setitem(schema._STEPS, 1, schema._STEPS[1] + "INSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(LibraryError):
        Archive(tmp_path)
    assert tables(tmp_path) == before
    monkeypatch.undo()
    Archive(tmp_path).close()
    assert tables(tmp_path) > before
