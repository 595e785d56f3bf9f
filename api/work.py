"""Shared work over HTTP: the routes and the description that the table in `desk.work` makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request

from desk.asked import OptionError
from desk.work import ACTS, LARGEST, Act, Fields, Kind

_SCHEMAS: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "number": {"type": "integer", "minimum": 0, "maximum": LARGEST},
    "numbers": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": LARGEST}},
    "flag": {"type": "boolean"},
    "text or null": {"type": ["string", "null"]},
}


def paths() -> Iterator[tuple[str, dict[str, str]]]:
    """Each path with the name of the act by method."""
    for path in dict.fromkeys(done.path for done in ACTS.values()):
        yield path, {done.method: name for name, done in ACTS.items() if done.path == path}


def number_of(request: Request) -> int:
    """The number in the path; 0: it has none."""
    written = request.path_params.get("number", "0")
    if not (written.isascii() and written.isdigit() and int(written) <= LARGEST):
        raise OptionError(f"{written!r:.60} is no number of a project or of what is kept")
    return int(written)


def fields_of(request: Request, done: Act, content: bytes) -> Fields:
    """The fields of a GET in the address, else in the body."""
    if done.method == "GET":
        given = {name: value for name, value in request.query_params.items() if name != "collection"}
        return {name: _read(done.fields.get(name, "text"), value) for name, value in given.items()}
    if unknown := sorted(set(request.query_params) - {"collection"}):
        raise OptionError(f"the address takes no option {unknown[0]!r}: its fields are in the body")
    try:
        found = json.loads(content or b"{}")
    except (ValueError, RecursionError) as error:
        raise OptionError("the body is no JSON: expected an object with its fields") from error
    if not isinstance(found, dict):
        raise OptionError("the body is no object: expected its fields by name")
    return found


def _read(kind: Kind, value: str) -> str | int:
    is_number = kind == "number" and value.isascii() and value.isdigit() and len(value) <= len(str(LARGEST))
    return int(value) if is_number else value


def parameters(done: Act) -> list[dict[str, Any]]:
    """Of the address."""
    named = {"collection": _SCHEMAS["text"]}
    if done.method == "GET":
        named |= {name: _SCHEMAS[kind] for name, kind in done.fields.items()}
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in named.items()]
    number = {"name": "number", "in": "path", "required": True, "schema": _SCHEMAS["number"]}
    return [*asked, number] if "{number}" in done.path else asked


def body(done: Act) -> dict[str, Any]:
    """The object that is sent; none with a GET."""
    if done.method == "GET" or not done.fields:
        return {}
    schema = {
        "type": "object",
        "properties": {name: _SCHEMAS[kind] for name, kind in done.fields.items()},
        "required": list(done.required),
        "additionalProperties": False,
    }
    return {"requestBody": {"required": bool(done.required), "content": {"application/json": {"schema": schema}}}}
