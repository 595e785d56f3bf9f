"""Backup and restore: whole, proven, and beside others who read and write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.__main__ import main
from index.backup import backup, read_backup, restore
from index.check import problems
from index.engine import LibraryError, Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

HARBOUR = article("a", "The harbour was closed by the storm.")
APPLES = article("b", "Growers expect a good year for apples.")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Local]:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    with Local.open(Settings.from_environment(), create=True) as opened:
        opened.add([HARBOUR])
        opened.ledger.append("note", {"text": "ask the port"})
        yield opened


def found(library: Local, text: str) -> list[str | None]:
    return [hit.given_id for hit in library.search(Query(text)).hits]


def test_what_was_backed_up_comes_back_with_its_ledger(library: Local, tmp_path: Path) -> None:
    kept = backup(library, tmp_path / "copy")
    assert (kept.articles, kept.entries) == (1, 1)
    before = library.version
    library.remove([HARBOUR.id])
    library.add([APPLES])
    library.ledger.undo(1)
    restore(library, tmp_path / "copy")
    assert library.version != before
    assert library.article(HARBOUR.id).text == HARBOUR.text
    assert [entry.undone for entry in library.ledger.history()] == [None]
    assert found(library, "storm") == ["a"]
    assert found(library, "apples") == []
    assert list(problems(library)) == []


def test_whoever_has_the_library_open_sees_what_was_restored(library: Local, tmp_path: Path) -> None:
    backup(library, tmp_path / "copy")
    library.remove([HARBOUR.id])
    library.add([APPLES])
    with Local.open(library.settings) as reader:
        assert found(reader, "ships kept out by bad weather") == []  # by meaning alone
        restore(library, tmp_path / "copy")
        hits = reader.search(Query("ships kept out by bad weather"))
        assert [hit.given_id for hit in hits.hits] == ["a"]
        assert hits.hits[0].cosine == library.search(Query("ships kept out by bad weather")).hits[0].cosine


def test_a_backup_beside_a_writer_is_one_state_of_the_archive(library: Local, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(library.add, (article(str(n), f"Tariff number {n} was raised.") for n in range(1500)))
        copies = [backup(library, tmp_path / f"copy-{n}") for n in range(3)]
        writing.result()
    assert [copy.articles for copy in copies] == sorted(copy.articles for copy in copies)
    with Local.open(Settings(library=tmp_path / "other"), create=True) as other:
        restore(other, tmp_path / "copy-2")
        assert other.status().articles == copies[2].articles
        assert list(problems(other)) == []


def test_an_earlier_backup_is_replaced_and_another_folder_is_left_alone(library: Local, tmp_path: Path) -> None:
    backup(library, tmp_path / "copy")
    library.add([APPLES])
    assert backup(library, tmp_path / "copy").articles == read_backup(tmp_path / "copy").articles == 2
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(LibraryError, match="not empty and not a backup"):
        backup(library, tmp_path / "mine")


def test_a_damaged_backup_is_refused_and_the_library_stays(library: Local, tmp_path: Path) -> None:
    backup(library, tmp_path / "copy")
    path = tmp_path / "copy" / "archive.db"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"):
        restore(library, tmp_path / "copy")
    assert found(library, "storm") == ["a"]


def test_the_commands_ask_before_they_overwrite(
    library: Local, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = str(tmp_path / "copy")
    assert main(["backup", copy, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 1
    assert main(["restore", copy]) == 1  # nobody can be asked
    assert "--yes" in capsys.readouterr().err
    assert main(["restore", copy, "--yes"]) == 0
    assert "1 articles and 1 entries" in capsys.readouterr().out


def test_an_archive_that_cannot_be_opened_is_set_aside(library: Local, tmp_path: Path) -> None:
    backup(library, tmp_path / "copy")
    library.close()
    (library.folder / "archive.db").write_bytes(b"not a database" * 1000)
    assert main(["restore", str(tmp_path / "copy")]) == 0
    assert list(library.folder.glob("damaged-*/archive.db"))
    with Local.open(library.settings) as opened:
        assert found(opened, "storm") == ["a"]
