"""The ledger keeps what people write, finds its place again, and forgets nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.anchor import Anchor
from index.ledger import FILE, Ledger, LedgerError
from index.local import Local
from index.settings import Settings
from ingest.article import Span
from tests.contract.build import article


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.close()


def test_an_entry_is_read_as_it_was_written(ledger: Ledger, tmp_path: Path) -> None:
    given = article("a", "The sea wall stands, said Mara Vint.")
    written = ledger.append("note", {"text": "перечитать 再读"}, anchor=Anchor.of(given, Span(4, 12)), author="ada")
    assert ledger.entries("note") == (written,)
    assert (written.number, written.author, written.content["text"]) == (1, "ada", "перечитать 再读")
    assert written.anchor == Anchor(given.id, given.sha256, 4, 12, "sea wall", "The ", " stands, said Mara Vint.")
    again = Ledger(tmp_path)
    assert again.entries() == (written,)
    again.close()


def test_entries_are_found_by_kind_and_by_article(ledger: Ledger) -> None:
    one, other = article("a", "First words."), article("b", "Other words.")
    ledger.append("note", {"n": 1}, anchor=Anchor.of(one, Span(0, 5)))
    ledger.append("tag", {"n": 2}, anchor=Anchor.of(other, Span(0, 5)))
    ledger.append("search", {"n": 3})
    assert [entry.content["n"] for entry in ledger.entries("note", "search")] == [1, 3]
    assert [entry.content["n"] for entry in ledger.entries(article=other.id)] == [2]


def test_what_is_undone_stays_in_the_history(ledger: Ledger) -> None:
    entry = ledger.append("tag", {"name": "budget"})
    undone = ledger.undo(entry.number, author="ben")
    assert ledger.entries() == ()
    assert ledger.history() == (undone,)
    assert undone.undone_by == "ben"
    with pytest.raises(LedgerError, match="no entry 1 to undo"):
        ledger.undo(entry.number)


def test_every_correction_is_another_generation(ledger: Ledger) -> None:
    seen = [ledger.generation]
    entry = ledger.append("speaker", {})
    seen.append(ledger.generation)
    ledger.undo(entry.number)
    seen.append(ledger.generation)
    assert seen == sorted(set(seen))


def test_what_changes_no_answer_is_no_other_generation_and_counting_reads_an_index(ledger: Ledger) -> None:
    before = ledger.generation
    ledger.append_all("star", [({}, None)] * 3)
    assert ledger.generation == before
    asked: list[str] = []
    with ledger.reading() as connection:
        connection.set_trace_callback(asked.append)
    assert ledger.generation == before
    with ledger.reading() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert "entries_that_correct" in str(plan)  # a new personal kind wants a step of the schema


def test_several_are_written_or_none(ledger: Ledger) -> None:
    with pytest.raises(TypeError):
        ledger.append_all("tag", [({"tag": "one"}, None), ({"tag": object()}, None)])
    assert ledger.history() == ()


def test_entries_of_a_project_are_found_by_it(ledger: Ledger) -> None:
    ledger.append_all("passage", [({"project": 1}, None), ({"project": 2}, None), ({"project": 1}, None)])
    ledger.append("note", {"project": 1})
    assert [entry.number for entry in ledger.entries("passage", project=1)] == [1, 3]
    assert len(ledger.entries(project=1)) == 3


def test_an_anchor_finds_its_words_in_a_later_version() -> None:
    first = article("a", "The wall stands. The wall holds.")
    anchor = Anchor.of(first, Span(21, 25))
    later = article("a", "On Tuesday: the wall stands. The wall holds.")
    assert anchor.within(first) == Span(21, 25)
    found = anchor.within(later)
    assert found is not None
    assert (found.start, found.of(later.text)) == (33, "wall")
    assert anchor.within(article("a", "Nothing of it is left.")) is None


def test_many_threads_write_and_nothing_is_lost(ledger: Ledger) -> None:
    threads = [threading.Thread(target=ledger.append, args=("tag", {"n": n})) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.content["n"] for entry in ledger.entries()) == list(range(20))


def test_a_backup_is_a_whole_ledger(ledger: Ledger, tmp_path: Path) -> None:
    ledger.append("tag", {"name": "budget"})
    (tmp_path / "copy").mkdir()
    ledger.backup(tmp_path / "copy" / FILE)
    copy = Ledger(tmp_path / "copy")
    assert copy.entries() == ledger.entries() != ()
    copy.close()


def test_a_damaged_ledger_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError, match="restore it from a backup"):
        Ledger(tmp_path)


def test_an_entry_is_another_version_of_the_engine(tmp_path: Path) -> None:
    with Local.open(Settings(library=tmp_path), create=True) as engine:
        before = engine.version
        engine.ledger.append("speaker", {})
        assert engine.version != before
