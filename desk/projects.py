"""Projects: what readers gather for one inquiry, and who sees it.

All of the shared work lies in the ledger (index/ledger.py), each entry under its author's name:

    project     {"name", "description", "shared", "members", "archived"}; a change is a new entry with "of", its number
    passage     {"project", "asked"} at an anchor: in the project, to be reviewed; "asked": the search it came from
    question    {"project", "name", "query"}: a search kept in a project
    star        {} at an anchor
    tag         {"tag"} at an anchor, with "project" or "shared" where others see it
    note        {"text"} at an anchor, or of a project as a whole; the same
    review      {"project", "of": numbers of passages, "decision"}: of several, the last holds
    assignment  {"project", "of": numbers of passages, "to": a person's name}: the same

"whole" beside an anchor: about the whole article; the anchor is its title. "again": an entry that was removed and
brought back, or a note written anew, keeps the number that it first had. desk/scope.py says who sees what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desk.corrections import clean_name
from desk.scope import project_of
from index.ledger import Entry
from index.local import Local
from ingest.article import NewsdeskError

PROJECT = "project"
LONGEST = 2_000  # characters of a description


class ProjectError(NewsdeskError):
    """A project that is not there, or cannot be made or changed so."""


class UnknownProject(ProjectError):
    """No project of this name or number that the person may see."""


@dataclass(frozen=True, slots=True)
class Project:
    """One inquiry, as it is now."""

    number: int
    name: str
    description: str
    author: str  # "" at a desk without sign-in
    shared: bool  # with everybody who may read this collection
    members: tuple[str, ...]  # who see it and work in it beside its author
    archived: bool
    made: datetime  # UTC

    @property
    def people(self) -> tuple[str, ...]:
        """Who work in it, by name."""
        return tuple(dict.fromkeys((self.author, *self.members)))


def projects(engine: Local) -> tuple[Project, ...]:
    """Every project that the person may see, the last made first; archived ones behind."""
    first: dict[int | None, Entry] = {}
    now: dict[int | None, Mapping[str, Any]] = {}
    for entry in engine.ledger.entries(PROJECT):
        first.setdefault(project_of(entry), entry)
        now[project_of(entry)] = entry.content
    found = (_project(entry, now[number]) for number, entry in first.items())
    return tuple(sorted(found, key=lambda one: (one.archived, -one.number)))


def project_called(engine: Local, called: str) -> Project:
    """One by its number, else by its name. Raises ProjectError, which names those there are."""
    every = projects(engine)
    found = [one for one in every if called == str(one.number)] or [one for one in every if called == one.name]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = ", ".join(str(one.number) for one in found)
        raise ProjectError(f"Several projects are called {called!r}: name one by its number, {numbers}.")
    raise _unknown(called, every)


def project_numbered(engine: Local, number: int) -> Project:
    """One by its number. Raises UnknownProject, which names those there are."""
    every = projects(engine)
    for one in every:
        if one.number == number:
            return one
    raise _unknown(str(number), every)


def start(
    engine: Local, name: str, *, description: str = "", shared: bool = False, members: Sequence[str] = ()
) -> Project:
    """A new project."""
    content = {
        "name": _name(name),
        "description": _description(description),
        "shared": shared,
        "members": _members(members),
        "archived": False,
    }
    if any(one.name == content["name"] and not one.archived for one in projects(engine)):
        raise ProjectError(f"There is a project {content['name']!r} already: give this one another name.")
    entry = engine.ledger.append(PROJECT, content)
    return _project(entry, content)


def change(
    engine: Local,
    project: Project,
    *,
    name: str | None = None,
    description: str | None = None,
    shared: bool | None = None,
    members: Sequence[str] | None = None,
    archived: bool | None = None,
) -> Project:
    """The project with some of it changed; its earlier states stay in the ledger."""
    changed = replace(
        project,
        name=project.name if name is None else _name(name),
        description=project.description if description is None else _description(description),
        shared=project.shared if shared is None else shared,
        members=project.members if members is None else _members(members),
        archived=project.archived if archived is None else archived,
    )
    content = {
        "of": project.number,
        "name": changed.name,
        "description": changed.description,
        "shared": changed.shared,
        "members": changed.members,
        "archived": changed.archived,
    }
    if changed != project:
        engine.ledger.append(PROJECT, content)
    return changed


def _unknown(called: str, every: Sequence[Project]) -> UnknownProject:
    names = ", ".join(f"{one.number} {one.name}" for one in every) or "none yet"
    return UnknownProject(f"There is no project {called!r}. There are: {names}.")


def _project(entry: Entry, now: Mapping[str, Any]) -> Project:
    return Project(
        number=entry.number,
        name=now["name"],
        description=now.get("description", ""),
        author=entry.author,
        shared=bool(now.get("shared")),
        members=tuple(now.get("members", ())),
        archived=bool(now.get("archived")),
        made=entry.written,
    )


def _name(name: str) -> str:
    if not (clean := clean_name(name)):
        raise ProjectError("A project needs a name.")
    return clean


def _description(text: str) -> str:
    if len(text) > LONGEST:
        raise ProjectError(f"A description has at most {LONGEST:,} characters; this one has {len(text):,}.")
    return text.strip()


def _members(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean for name in names if (clean := clean_name(name))))
