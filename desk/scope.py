"""A library as one person may use it: what their role forbids is refused here, below every page and every route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from desk.access import ROLES, Collection, Forbidden, Person, Role
from desk.intake import Upload, hand_in, start_worker
from index.audit import Audit
from index.engine import Added
from index.jobs import Job, Jobs
from index.ledger import Anchor, Entry, Ledger, LedgerError
from index.local import Local, Progress, silent
from index.lock import PATIENCE, WriterLock
from ingest.article import Article
from ingest.outlets import OutletFacts

# Kinds of entries that are their author's own: any reader writes them, and sees those of others only where shared.
PERSONAL = frozenset({"search", "star", "note", "review", "project", "tag"})


class Scoped(Local):
    """The same open library, for one person. Raises Forbidden where the person may not."""

    def __init__(self, library: Local, person: Person, role: Role, collection: Collection) -> None:
        self.__dict__.update(library.__dict__)  # one set of open files for everybody
        self.person, self.role, self.collection = person, role, collection
        self.audit = Audit(library.ledger)
        self.ledger = ScopedLedger(library.ledger, person, role, self.audit)
        self.lock = ScopedLock(library.lock, role)

    def close(self) -> None:
        """Nothing: the files are everybody's."""

    def may(self, role: Role) -> bool:
        """Whether the person has this role or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)

    def add(self, articles: Iterable[Article], *, progress: Progress = silent) -> Added:
        """`Local.add`, for editors."""
        require(self.role, "editor", "add articles")
        added = super().add(articles, progress=progress)
        self.audit.note(self.person.name, "add", f"{added.new} new, {added.changed} changed, {added.refused} refused")
        return added

    def add_words(self, articles: Iterable[Article], *, progress: Progress = silent) -> Added:
        """`Local.add_words`, for editors."""
        require(self.role, "editor", "add articles")
        return super().add_words(articles, progress=progress)

    def keep_outlets(self, outlets: Iterable[OutletFacts]) -> None:
        """`Local.keep_outlets`, for editors."""
        require(self.role, "editor", "say what is known of outlets")
        super().keep_outlets(outlets)

    def hand_in(self, uploads: Sequence[Upload]) -> Job:
        """Files into the queue, and somebody to read them; for editors."""
        require(self.role, "editor", "add articles")
        job = hand_in(self, uploads, author=self.person.name)
        self.audit.note(self.person.name, "add", job.what)
        start_worker(self)
        return job

    def cancel(self, job: int) -> None:
        """Stop reading files; for editors."""
        require(self.role, "editor", "cancel what is being added")
        Jobs(self.ledger).cancel(job)
        self.audit.note(self.person.name, "cancel", f"job {job}")

    def rebuild(self, *, progress: Progress = silent) -> int:
        """`Local.rebuild`, for administrators."""
        require(self.role, "administrator", "rebuild the indexes")
        self.audit.note(self.person.name, "rebuild", "all indexes")
        return super().rebuild(progress=progress)

    def remove(self, ids: Iterable[str]) -> int:
        """`Local.remove`, for administrators."""
        require(self.role, "administrator", "remove articles")
        named = tuple(ids)
        removed = super().remove(named)
        self.audit.note(self.person.name, "remove", ", ".join(named))
        return removed


class ScopedLock(WriterLock):
    """The same lock, for one person: whatever writes takes it, so what a reader may not do needs no list."""

    def __init__(self, lock: WriterLock, role: Role) -> None:
        self.__dict__.update(lock.__dict__)
        self._role = role

    @contextmanager
    def held(self, *, wait: float = PATIENCE) -> Iterator[None]:
        """`WriterLock.held`, for editors."""
        require(self._role, "editor", "change the library")
        with super().held(wait=wait):
            yield


class ScopedLedger(Ledger):
    """The same ledger, for one person: entries carry their name, and others' own entries stay out of sight."""

    def __init__(self, ledger: Ledger, person: Person, role: Role, audit: Audit) -> None:
        self.__dict__.update(ledger.__dict__)
        self._person, self._role, self._audit = person, role, audit

    def append(self, kind: str, content: Mapping[str, Any], *, anchor: Anchor | None = None, author: str = "") -> Entry:
        """`Ledger.append` under the person's own name, whatever author is given."""
        if kind not in PERSONAL:
            require(self._role, "editor", "correct the archive")
        entry = super().append(kind, content, anchor=anchor, author=self._person.name)
        self._audit.note(self._person.name, "write", f"{kind}, entry {entry.number}")
        return entry

    def undo(self, number: int, *, author: str = "") -> Entry:
        """`Ledger.undo` of the person's own entries; of everybody's corrections for editors."""
        entry = next((entry for entry in self.history() if entry.number == number), None)
        if entry is None:
            raise LedgerError(f"There is no entry {number} to undo.")
        if entry.author != self._person.name:
            require(self._role, "administrator" if entry.kind in PERSONAL else "editor", "undo what others wrote")
        undone = super().undo(number, author=self._person.name)
        self._audit.note(self._person.name, "undo", f"{undone.kind}, entry {number}")
        return undone

    def history(self, *kinds: str, article: str | None = None) -> tuple[Entry, ...]:
        """What the person may see."""
        return tuple(entry for entry in super().history(*kinds, article=article) if self._sees(entry))

    def _sees(self, entry: Entry) -> bool:
        own = entry.author == self._person.name
        return entry.kind not in PERSONAL or own or bool(entry.content.get("shared"))


def scoped(library: Local, person: Person, collection: Collection) -> Scoped:
    """The library for a person in their role. Raises Forbidden where they have none."""
    if (role := collection.role_of(person)) is None:
        raise Forbidden("You may not read this collection.")
    return Scoped(library, person, role, collection)


def require(role: Role, least: Role, what: str) -> None:
    """Raise Forbidden where the role is lower."""
    if ROLES.index(role) < ROLES.index(least):
        raise Forbidden(f"You are signed in as a {role}: to {what} takes an {least}.")
