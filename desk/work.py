"""Shared work by name: what the HTTP API and a notebook's client read and write of projects and of what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args
from unicodedata import category

from desk.asked import OptionError, query_of
from desk.gathering import keep, put
from desk.kept import NOTE, STAR, bring_back, kept, note, remove, rewrite, star, tag
from desk.picks import parse_pick
from desk.placed import placed
from desk.project_rows import kept_answer, progress_row, project_answer, projects_answer, review_answer, tags_answer
from desk.projects import Project, change, project_numbered, projects, start
from desk.questions import keep_question
from desk.review import DECISIONS, Show, assign, decide, page_of, progress, queue, take_back
from desk.rows import Row
from desk.scope import name_of
from index.engine import Query
from index.local import Local
from index.tags import TAG

Kind = Literal["text", "texts", "number", "numbers", "flag", "text or null"]
Fields = Mapping[str, Any]  # as JSON has them
LARGEST = 2**53 - 1  # of a number in JSON that every reader takes for the same
SEARCH: dict[str, Kind] = {
    "q": "text",
    "plain": "flag",
    "since": "text",
    "until": "text",
    "clock": "text",
    "undated": "flag",
    "outlet": "texts",
    "language": "texts",
    "speaker": "texts",
    "order": "text",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be read or written."""

    method: Literal["GET", "POST", "DELETE"]
    path: str  # below /api/v1; {number}: of a project, or of what is kept
    fields: Mapping[str, Kind]  # that it takes: of a GET in the address, else in the body
    give: Callable[[Local, int, Fields], Row]  # the answer; the number is 0 where the path has none
    answer: str  # its schema in docs/json.md
    required: tuple[str, ...] = ()


def act(engine: Local, name: str, number: int, fields: Fields) -> Row:
    """Do it. Raises OptionError on a field that it has not, or that is not what it should be."""
    done = ACTS[name]
    if unknown := sorted(set(fields) - set(done.fields)):
        raise OptionError(f"{name} takes no field {unknown[0]!r}: it takes {', '.join(done.fields) or 'none'}")
    if missing := [field for field in done.required if field not in fields]:
        raise OptionError(f"{name} needs the field {missing[0]!r}")
    for field, value in fields.items():
        if not _is(done.fields[field], value):
            raise OptionError(f"{field} is {value!r:.60}: expected {_EXPECTED[done.fields[field]]}")
    return done.give(engine, number, fields)


def _is(kind: Kind, value: object) -> bool:
    if kind == "flag":
        return isinstance(value, bool)
    if kind in ("texts", "numbers"):
        one: Kind = "text" if kind == "texts" else "number"
        return isinstance(value, list) and all(_is(one, part) for part in value)
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST
    if value is None:
        return kind == "text or null"
    return isinstance(value, str) and not any(category(char) in ("Cc", "Cs") and char not in "\t\n\r" for char in value)


_EXPECTED: dict[Kind, str] = {
    "text": "a text without control characters",
    "texts": "a list of texts",
    "number": f"a whole number from 0 to {LARGEST}",
    "numbers": "a list of whole numbers",
    "flag": "true or false",
    "text or null": "a text or null",
}


def _projects(engine: Local, number: int, fields: Fields) -> Row:
    return projects_answer(engine, projects(engine))


def _start(engine: Local, number: int, fields: Fields) -> Row:
    return project_answer(engine, start(engine, **fields))


def _project(engine: Local, number: int, fields: Fields) -> Row:
    return project_answer(engine, project_numbered(engine, number))


def _change(engine: Local, number: int, fields: Fields) -> Row:
    return project_answer(engine, change(engine, project_numbered(engine, number), **fields))


def _passages(engine: Local, number: int, fields: Fields) -> Row:
    show = cast(Show, _one_of(fields.get("show", "all"), "show", get_args(Show)))
    limit, offset = fields.get("limit", 100), fields.get("offset", 0)
    project = project_numbered(engine, number)
    return review_answer(project, page_of(engine, project.number, show, limit=limit, offset=offset))


def _put(engine: Local, number: int, fields: Fields) -> Row:
    """Places by hand, or all that a search finds."""
    project = project_numbered(engine, number).number
    if "places" in fields:
        places = fields["places"]
        added = len(keep(engine, project, [parse_pick(place) for place in places]))
        return {"added": added, "known": len(places) - added, "total": len(places)}
    done = put(engine, project, _query(fields))
    return {"added": len(done.added), "known": done.known, "total": done.total}


def _decide(engine: Local, number: int, fields: Fields) -> Row:
    decision = fields["decision"]
    if decision is not None:
        _one_of(decision, "decision", DECISIONS)
    project = project_numbered(engine, number)
    decide(engine, project.number, fields["passages"], decision)
    return _progress(engine, project)


def _take_back(engine: Local, number: int, fields: Fields) -> Row:
    project = project_numbered(engine, number)
    take_back(engine, project.number)
    return _progress(engine, project)


def _assign(engine: Local, number: int, fields: Fields) -> Row:
    project = project_numbered(engine, number)
    assign(engine, project.number, fields["passages"], fields["to"])
    return _progress(engine, project)


def _question(engine: Local, number: int, fields: Fields) -> Row:
    project = project_numbered(engine, number)
    keep_question(engine, project.number, fields["name"], _query(fields))
    return project_answer(engine, project)


def _kept(engine: Local, number: int, fields: Fields) -> Row:
    kinds = [_one_of(fields["kind"], "kind", (STAR, TAG, NOTE))] if "kind" in fields else [STAR, TAG, NOTE]
    found = kept(
        engine, *kinds, article=fields.get("article"), project=fields.get("project"), words=fields.get("words", "")
    )
    return kept_answer(found)


def _keep(engine: Local, number: int, fields: Fields) -> Row:
    kind, place = _one_of(fields["kind"], "kind", (STAR, TAG, NOTE)), parse_pick(fields["place"])
    project, shared, text = fields.get("project"), fields.get("shared", False), fields.get("text", "")
    if kind == STAR:
        entry = star(engine, place)
    else:
        entry = (tag if kind == TAG else note)(engine, place, text, project=project, shared=shared)
    return kept_answer(placed(engine, [entry]))


def _remove(engine: Local, number: int, fields: Fields) -> Row:
    return kept_answer(placed(engine, [remove(engine, number)]))


def _bring_back(engine: Local, number: int, fields: Fields) -> Row:
    return kept_answer(placed(engine, [bring_back(engine, number)]))


def _rewrite(engine: Local, number: int, fields: Fields) -> Row:
    return kept_answer(placed(engine, [rewrite(engine, number, fields["text"])]))


def _tags(engine: Local, number: int, fields: Fields) -> Row:
    return tags_answer(engine)


def _progress(engine: Local, project: Project) -> Row:
    return {"progress": progress_row(progress(queue(engine, project.number), name_of(engine)))}


def _query(fields: Fields) -> Query:
    """The search that the fields ask, as the options of an address ask it."""
    asked = {name: fields[name] for name in SEARCH if name in fields}
    return query_of({name: value if isinstance(value, list) else [_written(value)] for name, value in asked.items()})


def _written(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else value


def _one_of(value: str, name: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise OptionError(f"{name} is {value!r:.60}: it can be {' or '.join(choices)}")
    return value


_ABOUT: dict[str, Kind] = {"name": "text", "description": "text", "shared": "flag", "members": "texts"}
_KEPT: dict[str, Kind] = {"kind": "text", "place": "text", "text": "text", "project": "number", "shared": "flag"}
_DECIDED: dict[str, Kind] = {"passages": "numbers", "decision": "text or null"}
_ONE = "projects/{number}"

ACTS: dict[str, Act] = {
    "projects": Act("GET", "projects", {}, _projects, "projects"),
    "start": Act("POST", "projects", _ABOUT, _start, "project", ("name",)),
    "project": Act("GET", _ONE, {}, _project, "project"),
    "change": Act("POST", _ONE, {**_ABOUT, "archived": "flag"}, _change, "project"),
    "passages": Act(
        "GET", f"{_ONE}/passages", {"show": "text", "limit": "number", "offset": "number"}, _passages, "review"
    ),
    "put": Act("POST", f"{_ONE}/passages", {"places": "texts", **SEARCH}, _put, "put"),
    "decide": Act("POST", f"{_ONE}/reviews", _DECIDED, _decide, "progress", tuple(_DECIDED)),
    "take_back": Act("DELETE", f"{_ONE}/reviews", {}, _take_back, "progress"),
    "assign": Act(
        "POST",
        f"{_ONE}/assignments",
        {"passages": "numbers", "to": "text or null"},
        _assign,
        "progress",
        ("passages", "to"),
    ),
    "keep_search": Act("POST", f"{_ONE}/questions", {"name": "text", **SEARCH}, _question, "project", ("name",)),
    "kept": Act(
        "GET", "kept", {"kind": "text", "article": "text", "project": "number", "words": "text"}, _kept, "kept"
    ),
    "keep": Act("POST", "kept", _KEPT, _keep, "kept", ("kind", "place")),
    "remove": Act("DELETE", "kept/{number}", {}, _remove, "kept"),
    "bring_back": Act("POST", "kept/{number}", {}, _bring_back, "kept"),
    "rewrite": Act("POST", "kept/{number}/text", {"text": "text"}, _rewrite, "kept", ("text",)),
    "tags": Act("GET", "tags", {}, _tags, "tags"),
}
