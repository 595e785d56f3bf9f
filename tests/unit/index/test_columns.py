"""Columns that are brought up to date, or kept on disk, are those that are read anew."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from index.archive import Archive
from index.columns import Columns
from index.columns_file import keep_columns, kept_columns
from index.columns_reader import EMPTY, read_columns
from index.writing import remove_article, write_batch
from ingest.article import Article
from tests.contract.build import article


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path)
    yield opened
    opened.close()


def read(archive: Archive, known: Columns = EMPTY) -> Columns:
    with archive.reading() as connection:
        return read_columns(connection, known)


def meant(columns: Columns) -> list[Any]:
    """What the columns say, however names and groups are numbered."""
    quotes = columns.quotes
    return [
        columns.row.tolist(), columns.article.tolist(), columns.day.tolist(), columns.precision.tolist(),
        columns.change, columns.place.tolist(),
        [columns.outlets[code] for code in columns.outlet], [columns.languages[code] for code in columns.language],
        alike(columns.key), alike(columns.words), alike(columns.copies),
        *(array.tolist() for array in (quotes.paragraph, quotes.article, quotes.number, quotes.start, quotes.words)),
        [quotes.persons[code] for code in quotes.person],
    ]  # fmt: skip


def alike(groups: Any) -> list[int]:
    """The first place of each one's group."""
    _, first, which = np.unique(groups, return_index=True, return_inverse=True)
    return first[which].tolist() if len(first) else []  # type: ignore[no-any-return]


def random_article(number: int, random: Random) -> Article:
    words = random.choices("tariff summit harbour minister strait drill talks price vote storm".split(), k=30)
    paragraphs = [" ".join(words[:15]) + ".", f'"{" ".join(words[15:])}", said Ana Costa']
    day = random.choice([None, date(2025, 1, 1 + number % 5)])
    outlet = random.choice(["a.example", "b.example", None])
    return article(f"{number}", *paragraphs, day=day, outlet=outlet)


def test_columns_brought_up_to_date_are_those_read_anew(archive: Archive) -> None:
    random, known = Random(0), EMPTY
    for _ in range(25):
        with archive.writing() as connection:
            write_batch(connection, [random_article(random.randrange(30), random) for _ in range(3)])
            if random.random() < 0.5:
                remove_article(connection, article(random.choice("123456789")).id)
        known = read(archive, known)
        assert meant(known) == meant(read(archive))
    assert len(known.row) > 20
    assert len(known.quotes.person) > 10


def test_columns_that_nothing_changed_are_not_read_again(archive: Archive) -> None:
    with archive.writing() as connection:
        write_batch(connection, [article("1", "The harbour is closed.")])
    known = read(archive)
    assert read(archive, known) is known


def test_kept_columns_are_read_back_and_brought_up_to_date(archive: Archive, tmp_path: Path) -> None:
    random = Random(1)
    with archive.writing() as connection:
        write_batch(connection, [random_article(number, random) for number in range(20)])
    keep_columns(tmp_path / "columns", read(archive))
    assert meant(kept_columns(tmp_path / "columns")) == meant(read(archive))
    with archive.writing() as connection:
        write_batch(connection, [random_article(99, random)])
        remove_article(connection, article("3").id)
    assert meant(read(archive, kept_columns(tmp_path / "columns"))) == meant(read(archive))


@pytest.mark.parametrize("how", ["flipped", "cut", "gone", "manifest"])
def test_damaged_columns_are_passed_over(archive: Archive, tmp_path: Path, how: str) -> None:
    with archive.writing() as connection:
        write_batch(connection, [article("1", "The harbour is closed.")])
    keep_columns(tmp_path / "columns", read(archive))
    (path,) = (tmp_path / "columns").glob("columns-*.npy")
    content = path.read_bytes()
    path.write_bytes(content[:-8] if how == "cut" else content[:-1] + bytes([content[-1] ^ 1]))
    if how == "gone":
        path.unlink()
    if how == "manifest":
        path.write_bytes(content)
        (tmp_path / "columns" / "manifest.json").write_text("{", encoding="utf-8")
    assert kept_columns(tmp_path / "columns") is EMPTY
