"""A library as one person may use it: what their role forbids is refused here, below every page and every route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from desk.access import ROLES, Collection, Forbidden, Person, Role
from desk.intake import Upload, hand_in, start_worker
from index.anchor import Anchor
from index.audit import Audit
from index.engine import Added
from index.jobs import Job, Jobs
from index.ledger import PERSONAL, Entry, Ledger, UnknownEntry
from index.local import Local
from index.lock import PATIENCE, WriterLock
from index.upkeep import Progress, silent
from ingest.article import Article

if TYPE_CHECKING:
    from ingest.outlets import OutletFacts

NAMED = 5  # entries that one line of the audit names by number


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

    def append_all(
        self, kind: str, written: Sequence[tuple[Mapping[str, Any], Anchor | None]], *, author: str = ""
    ) -> tuple[Entry, ...]:
        """`Ledger.append_all` under the person's own name, whatever author is given."""
        self._check_written(kind, [content for content, _ in written])
        entries = super().append_all(kind, written, author=self._person.name)
        numbers = ", ".join(str(entry.number) for entry in entries[:NAMED])
        more = f" and {len(entries) - NAMED:,} more" if len(entries) > NAMED else ""
        self._audit.note(self._person.name, "write", f"{kind}, entry {numbers}{more}")
        return entries

    def undo(self, number: int, *, author: str = "") -> Entry:
        """`Ledger.undo` of the person's own entries; of everybody's corrections for editors."""
        entry = self.entry(number)
        if entry.author != self._person.name:
            require(self._role, "administrator" if entry.kind in PERSONAL else "editor", "undo what others wrote")
        undone = super().undo(number, author=self._person.name)
        self._audit.note(self._person.name, "undo", f"{undone.kind}, entry {number}")
        return undone

    def replace(self, number: int, content: Mapping[str, Any], *, author: str = "") -> Entry:
        """`Ledger.replace` of the person's own entries: nobody's words become another's."""
        before = self.entry(number)
        if before.author != self._person.name:
            raise Forbidden("You may not write anew what others wrote.")
        self._check_written(before.kind, [content])
        entry = super().replace(number, content, author=self._person.name)
        self._audit.note(self._person.name, "write", f"{entry.kind}, entry {entry.number} for entry {number}")
        return entry

    def entry(self, number: int) -> Entry:
        """`Ledger.entry`; one that the person may not see is none."""
        entry = super().entry(number)
        if not self._sees(entry, self._projects() if project_of(entry) else frozenset()):
            raise UnknownEntry(f"There is no entry {number}.")
        return entry

    def _found(self, kinds: Sequence[str], article: str | None, project: int | None, which: str) -> tuple[Entry, ...]:
        """What the person may see."""
        found = super()._found(kinds, article, project, which)
        projects = self._projects() if any(map(project_of, found)) else frozenset()
        return tuple(entry for entry in found if self._sees(entry, projects))

    def _sees(self, entry: Entry, projects: frozenset[int]) -> bool:
        """Corrections are everybody's, what is in a project is its members', the rest its author's unless shared."""
        if entry.kind not in PERSONAL:
            return True
        if project := project_of(entry):
            return project in projects
        return entry.author == self._person.name or bool(entry.content.get("shared"))

    def _projects(self) -> frozenset[int]:
        """The projects that the person may see: their own, those they are a member of, and the shared ones."""
        entries = super()._found(("project",), None, None, "undone IS NULL")
        now = {project_of(entry): entry.content for entry in entries}  # of several, the last
        own = {entry.number for entry in entries if entry.author == self._person.name and "of" not in entry.content}
        return frozenset(
            number
            for number, content in now.items()
            if number and (number in own or content.get("shared") or self._person.name in content.get("members", ()))
        )

    def _check_written(self, kind: str, contents: Sequence[Mapping[str, Any]]) -> None:
        """Raise where the person may not write this, or not into this project."""
        if kind not in PERSONAL:
            require(self._role, "editor", "correct the archive")
        for project in {content["project"] for content in contents if content.get("project")}:
            if project not in self._projects():
                raise UnknownEntry(f"There is no project {project}.")
        for changed in (content["of"] for content in contents if kind == "project" and "of" in content):
            if self.entry(changed).author != self._person.name:
                require(self._role, "administrator", "change a project of somebody else's")


def project_of(entry: Entry) -> int | None:
    """The project that an entry is in, or that it says something of; None: in none."""
    if entry.kind == "project":
        return int(entry.content.get("of", entry.number))
    return entry.content.get("project")


def name_of(library: Local) -> str:
    """Who uses the library; "" at a desk without sign-in."""
    return library.person.name if isinstance(library, Scoped) else ""


def scoped(library: Local, person: Person, collection: Collection) -> Scoped:
    """The library for a person in their role. Raises Forbidden where they have none."""
    if (role := collection.role_of(person)) is None:
        raise Forbidden("You may not read this collection.")
    return Scoped(library, person, role, collection)


def require(role: Role, least: Role, what: str) -> None:
    """Raise Forbidden where the role is lower."""
    if ROLES.index(role) < ROLES.index(least):
        raise Forbidden(f"You are signed in as a {role}: to {what} takes an {least}.")
