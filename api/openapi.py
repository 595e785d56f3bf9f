"""The API's OpenAPI description, made of the options in `desk.asked` and the schemas in docs/json.md."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from api import work
from desk.asked import ANSWERS, MOST
from desk.export import MEDIA_TYPES
from desk.exported import EXPORTS
from desk.lanes import Split
from desk.tables import TABLES
from desk.work import ACTS
from index.engine import Clock

_DOCS = Path(__file__).parents[1] / "docs" / "json.md"
_DAY = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_NAMES = {"type": "array", "items": {"type": "string"}}
_NUMBER = {"type": "integer", "minimum": 0}

_OPTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "collection": ({"type": "string"}, "which archive, where a desk has several; default: the first that you may read"),
    "q": ({"type": "string"}, "the question, in the query language; empty: everything that passes the filters"),
    "plain": ({"type": "boolean"}, "the question is words alone, whatever marks stand in it"),
    "since": (_DAY, "first day: 2024, 2024-01 or 2024-01-31"),
    "until": (_DAY, "last day, included"),
    "clock": ({"enum": list(get_args(Clock))}, "what days count by"),
    "undated": ({"type": "boolean"}, "only articles without a date"),
    "outlet": (_NAMES, "any of these"),
    "language": (_NAMES, "any of these, ISO 639-1"),
    "speaker": (_NAMES, "only where any of these persons is quoted"),
    "order": ({"enum": ["relevance", "recent", "newest", "oldest"]}, "of the rows"),
    "limit": (_NUMBER | {"maximum": MOST}, "rows at most, default 20"),
    "offset": (_NUMBER, "rows to pass over; `next` in an answer holds the address of its next page"),
    "like": ({"type": "string"}, "instead of q: what other articles have like this one, by its id, or like a passage"),
    "start": (_NUMBER, "first character of the passage in that article"),
    "end": (_NUMBER, "one past its last character"),
    "by": ({"enum": ["day", "week", "month"]}, "what a bar is; the finest readable one where it is not given"),
    "period": (
        _NAMES,
        "2024-01, or 2024-01-15..2024-02. Of period, speaker and outlet, the one given twice or more makes the columns",
    ),
    "lanes": ({"enum": list(get_args(Split))}, "what a lane of the timeline is"),
    "versus": ({"type": "string"}, "another question, set against the first"),
    "days": (_NUMBER, "days at most"),
    "theme": (_NAMES, "a column for each of these questions instead of each month"),
    "words": (_NUMBER, "words at most, default 80"),
    "sentences": (_NUMBER, "sentences at most; alone it lifts the limit of words"),
    "arrange": ({"enum": ["time", "weight"]}, "sentences in order of time or of weight"),
    "said_by": ({"type": "string"}, "what this person is quoted with, instead of the question"),
    "day": (_DAY, "what was printed on this day, and what the month after it says of it"),
    "article": ({"type": "string"}, "one article, by its id"),
    "pick": (_NAMES, "passages picked by hand: ARTICLE, ARTICLE@SHA256 or ARTICLE@SHA256:START-END"),
}


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """OpenAPI 3.1, whose schemas are JSON Schema 2020-12 as in docs/json.md."""
    answers = {f"/api/v1/{name}": _path(name, _parameters(name)) for name in ANSWERS}
    answers["/api/v1/verify"] = _path("verified", _parameters("verify")) | _draft()
    version = _parameter("version", ({"type": "integer", "minimum": 1}, "default: the current one"))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Newsdesk", "version": "1", "description": "Who said what, when, in which words."},
        "paths": {
            **answers,
            "/api/v1/status": _path("status", []),
            "/api/v1/articles/{id}": _path("article", [_in_path("id"), version], also=("404",)),
            "/api/v1/export": _exports(),
            "/api/v1/projects/{number}/file": _queue_file(),
            **{f"/api/v1/{path}": _work(names) for path, names in work.paths()},
        },
        "components": {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{}, {"token": []}],
    }


def _exports() -> dict[str, Any]:
    """A file instead of JSON; which options it takes is said by the answer that it is of."""
    taken = dict.fromkeys(option for _, options, _ in EXPORTS.values() for option in options)
    forms = sorted({form for forms, _, _ in EXPORTS.values() for form in forms})
    of = _parameter("of", ({"enum": list(EXPORTS)}, "the answer; default summary"))
    form = _parameter("form", ({"enum": forms}, "default docx; csv and jsonl of search and quotes, all their rows"))
    options = [_parameter(option, _OPTIONS[option]) for option in ("collection", *taken)]
    path = _path("export", [of, form, *options])
    binary = {"schema": {"type": "string", "format": "binary"}}
    content = dict.fromkeys((*MEDIA_TYPES.values(), *TABLES.values()), binary)
    path["get"]["responses"]["200"] = {"description": "The file", "content": content}
    return path


def _draft() -> dict[str, Any]:
    """Every quote of a document that is sent as it is."""
    named = ("collection", "since", "until", "outlet", "language")
    name = _parameter("name", ({"type": "string"}, "the file's name, whose ending says what it is; default draft.txt"))
    post: dict[str, Any] = _path("draft", [name, *(_parameter(one, _OPTIONS[one]) for one in named)], also=("413",))[
        "get"
    ]
    body = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {"post": post | {"requestBody": {"required": True, "content": body}}}


def _work(names: Mapping[str, str]) -> dict[str, Any]:
    """What may be read and written at one path."""
    told = {}
    for method, name in names.items():
        done = ACTS[name]
        path = _path(done.answer, work.parameters(done), also=("404", "413"))["get"]
        told[method.lower()] = path | {"operationId": name} | work.body(done)
    return told


def _queue_file() -> dict[str, Any]:
    """The passages of a project as a file."""
    form = _parameter("form", ({"enum": list(TABLES)}, "default csv"))
    path = _path("queue_file", [form, *work.parameters(ACTS["project"])], also=("404",))
    content = {media_type: {"schema": {"type": "string"}} for media_type in TABLES.values()}
    path["get"]["responses"]["200"] = {"description": "The file", "content": content}
    return path


def _schemas() -> dict[str, Any]:
    """The documented schemas, whose references point into this description."""
    blocks = re.findall(r"```json\n(.*?)```", _DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    schemas = {schema.pop("$id"): schema for schema in map(json.loads, blocks)}
    told = json.dumps(schemas)
    told = told.replace('"parts#/$defs/', '"#/components/schemas/parts/$defs/')
    told = told.replace('"#/$defs/', '"#/components/schemas/parts/$defs/')
    return dict(json.loads(told))


def _path(name: str, parameters: list[dict[str, Any]], also: tuple[str, ...] = ()) -> dict[str, Any]:
    error = {
        "description": "A sentence that says what is wrong",
        "content": _json({"$ref": "#/components/schemas/error"}),
    }
    answers = {"200": {"description": "The answer", "content": _json({"$ref": f"#/components/schemas/{name}"})}}
    return {
        "get": {
            "operationId": name,
            "parameters": parameters,
            "responses": answers | dict.fromkeys(("400", "401", "403", "429", "503", *also), error),
        }
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _parameters(name: str) -> list[dict[str, Any]]:
    return [_parameter(option, _OPTIONS[option]) for option in ("collection", *ANSWERS[name][0])]


def _parameter(name: str, said: tuple[dict[str, Any], str]) -> dict[str, Any]:
    schema, description = said
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
