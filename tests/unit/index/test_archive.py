"""The one truth: transactions, generations, and what an article becomes in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.columns_reader import joined_groups
from index.engine import LibraryError
from index.records import read_article
from index.writing import batches, remove_article, write_batch
from ingest.article import DateMention, Paragraph, Published, Quote, Span
from tests.contract.build import article

WIRE = "The council of Port Selm voted on Tuesday to repair the old sea wall before the winter storms arrive in force."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path)
    yield archive
    archive.close()


def rows(archive: Archive, table: str) -> int:
    with archive.reading() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_everything_said_of_an_article_is_kept(archive: Archive) -> None:
    given = article("a", '"Calm down", said Mara Vint.', "On Monday.", title="Calm")
    speaker, cue = Span(20, 29), Span(15, 19)
    rich = replace(
        given,
        lede=Span(5, 20),
        published=Published(date(1969, 7, 1), "month", "column published"),
        paragraphs=(Paragraph(Span(5, 30), 0, (Span(5, 10), Span(11, 30))), Paragraph(Span(31, 41), 1, (), repeats=0)),
        quotes=(Quote(Span(5, 17), "mixed", (Span(6, 9), Span(10, 12)), speaker, cue, None, 0.25, "rule 1"),),
        dates=(
            DateMention(Span(34, 40), "1969-07-07", "DATE", "publication"),
            DateMention(Span(0, 1), "P2D", "DURATION", None),
        ),
    )
    with archive.writing() as connection:
        write_batch(connection, [rich])
    with archive.reading() as connection:
        assert read_article(connection, rich.id, None) == rich


def test_a_failed_transaction_leaves_nothing(archive: Archive) -> None:
    with pytest.raises(ValueError), archive.writing() as connection:
        write_batch(connection, [article("a", WIRE)])
        raise ValueError
    assert (rows(archive, "articles"), archive.generation()) == (0, 0)


def test_a_generation_is_a_write_that_changed_something(archive: Archive) -> None:
    for expected in (1, 1):
        with archive.writing() as connection:
            write_batch(connection, [article("a", WIRE)])
        assert archive.generation() == expected


def test_removing_everything_leaves_empty_tables(archive: Archive) -> None:
    given = [article("a", WIRE), article("b", WIRE, '"Calm down", said Mara Vint.'), article("c", "Other words.")]
    with archive.writing() as connection:
        write_batch(connection, given)
        write_batch(connection, [article("b", WIRE, "Changed.")])
    assert rows(archive, "article_copies") == 1
    with archive.writing() as connection:
        assert all(remove_article(connection, each.id) for each in given)
        assert not remove_article(connection, given[0].id)
    kept = ("sources", "articles", "versions", "paragraphs", "quotes", "shingles", "article_copies", "paragraph_copies")
    assert {table: rows(archive, table) for table in kept} == dict.fromkeys(kept, 0)
    assert rows(archive, "changes") == 3  # the words have to learn that they are gone


def test_rows_are_never_used_twice(archive: Archive) -> None:
    seen = set[int]()
    for _ in range(3):
        with archive.writing() as connection:
            write_batch(connection, [article("a", WIRE)])
            ((row,),) = connection.execute("SELECT row FROM paragraphs").fetchall()
            remove_article(connection, article("a", WIRE).id)
        seen.add(row)
    assert len(seen) == 3


def test_many_threads_read_while_one_writes(archive: Archive) -> None:
    failed: list[BaseException] = []

    def read() -> None:
        try:
            assert all(rows(archive, "articles") % 2 == 0 for _ in range(50))
        except BaseException as error:  # noqa: BLE001  # shown in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(10):
        with archive.writing() as connection:
            write_batch(connection, [article(f"{number}a", "One."), article(f"{number}b", "Two.")])
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_library_of_a_later_version_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    with archive.reading() as connection:
        connection.rollback()
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match="schema 99"):
        Archive(tmp_path)


def test_batches_are_as_large_as_allowed() -> None:
    given = [article(str(number), "Words.") for number in range(1201)]
    assert [len(batch) for batch in batches(given)] == [500, 500, 201]


def test_groups_do_not_depend_on_the_order_of_pairs() -> None:
    pairs = np.array([(1, 2), (5, 6), (2, 6), (7, 8)])
    groups = [0, 1, 1, 3, 4, 1, 1, 7, 7]
    assert joined_groups(9, pairs).tolist() == joined_groups(9, pairs[::-1]).tolist() == groups
