"""What a role forbids is refused below every page: by the library and the ledger that the person is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.access import Collection, Forbidden, Person, Role
from desk.scope import Scoped, scoped
from index.audit import Audit
from index.ledger import LedgerError
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

GROUPS: dict[Role, frozenset[str]] = {
    "reader": frozenset("r"),
    "editor": frozenset("e"),
    "administrator": frozenset("a"),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path), create=True) as library:
        yield library


def as_(library: Local, name: str, group: str) -> Scoped:
    return scoped(library, Person(name, frozenset(group)), Collection("c", "C", library.folder, GROUPS))


def test_a_reader_only_reads(library: Local) -> None:
    reader, editor = as_(library, "ada", "r"), as_(library, "ben", "e")
    editor.add([article("a", "The sea wall stands.")])
    assert reader.status().articles == 1
    with pytest.raises(Forbidden, match="takes an editor"):
        reader.add([article("b", "Another.")])
    with pytest.raises(Forbidden, match="takes an administrator"):
        editor.remove([article("a", "").id])
    with pytest.raises(Forbidden, match="correct the archive"):
        reader.ledger.append("speaker", {})
    with pytest.raises(Forbidden, match="not read this collection"):
        as_(library, "eve", "x")
    assert library.status().articles == 1


def test_whatever_writes_is_refused_to_a_reader(library: Local) -> None:
    reader, editor = as_(library, "ada", "r"), as_(library, "ben", "e")
    given = [article("a", "The sea wall stands.")]
    for write in (
        lambda one: one.add_words(given),
        lambda one: one.revise(given),
        lambda one: one.refuse([]),
        lambda one: one.keep_outlets([]),
        lambda one: one.embed_missing(),
    ):
        with pytest.raises(Forbidden, match="takes an editor"):
            write(reader)
        write(editor)
    with pytest.raises(Forbidden, match="takes an administrator"):
        editor.rebuild()
    as_(library, "root", "a").rebuild()


def test_what_is_written_carries_its_author_whatever_is_said(library: Local) -> None:
    assert as_(library, "ben", "e").ledger.append("speaker", {}, author="ada").author == "ben"


def test_one_s_own_entries_are_one_s_own(library: Local) -> None:
    ada, eve = as_(library, "ada", "r"), as_(library, "eve", "r")
    own = ada.ledger.append("note", {"text": "call her"})
    shared = ada.ledger.append("note", {"text": "for all", "shared": True})
    assert ada.ledger.entries("note") == (own, shared)
    assert eve.ledger.entries("note") == (shared,)
    with pytest.raises(LedgerError, match=f"no entry {own.number}"):
        eve.ledger.undo(own.number)
    with pytest.raises(Forbidden, match="what others wrote"):
        eve.ledger.undo(shared.number)
    ada.ledger.undo(own.number)
    assert ada.ledger.entries("note") == (shared,)


def test_an_editor_undoes_another_editor_s_correction(library: Local) -> None:
    entry = as_(library, "ben", "e").ledger.append("speaker", {})
    with pytest.raises(Forbidden):
        as_(library, "ada", "r").ledger.undo(entry.number)
    assert as_(library, "cyd", "e").ledger.undo(entry.number).undone_by == "cyd"


def test_every_act_is_in_the_audit(library: Local) -> None:
    ben, root = as_(library, "ben", "e"), as_(library, "root", "a")
    added = article("a", "The sea wall stands.")
    ben.add([added])
    entry = ben.ledger.append("speaker", {})
    root.ledger.undo(entry.number)
    root.remove([added.id])
    acts = [(act.author, act.action) for act in reversed(Audit(library.ledger).acts())]
    assert acts == [("ben", "add"), ("ben", "write"), ("root", "undo"), ("root", "remove")]


def test_closing_a_scope_closes_nobody_s_files(library: Local) -> None:
    as_(library, "ada", "r").close()
    assert library.status().articles == 0


def test_a_project_is_seen_by_its_members_alone(library: Local) -> None:
    ada, ben, eve = as_(library, "ada", "r"), as_(library, "ben", "r"), as_(library, "eve", "r")
    project = ada.ledger.append("project", {"name": "Harbour", "members": ["ben"]}).number
    kept = ben.ledger.append("passage", {"project": project})
    assert ada.ledger.entries("passage") == ben.ledger.entries("passage") == (kept,)
    assert eve.ledger.history() == ()
    with pytest.raises(LedgerError, match=f"no entry {kept.number}"):
        eve.ledger.entry(kept.number)
    with pytest.raises(LedgerError, match=f"no project {project}"):
        eve.ledger.append("passage", {"project": project})
    with pytest.raises(Forbidden, match="what others wrote"):
        ada.ledger.undo(kept.number)


def test_a_project_is_changed_by_who_made_it(library: Local) -> None:
    ada, ben, root = as_(library, "ada", "r"), as_(library, "ben", "r"), as_(library, "root", "a")
    project = ada.ledger.append("project", {"name": "Harbour", "shared": True}).number
    with pytest.raises(Forbidden, match="a project of somebody else's"):
        ben.ledger.append("project", {"of": project, "name": "Mine"})
    assert len(ben.ledger.entries("project")) == 1
    root.ledger.append("project", {"of": project, "name": "Closed", "shared": False})
    assert [one.content["name"] for one in ada.ledger.entries("project")] == ["Harbour", "Closed"]
    assert ben.ledger.entries("project") == ()
