"""The words of the house as JSON, and back: what a research bundle keeps."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ingest.article import NewsdeskError

T = TypeVar("T")


class PlainError(NewsdeskError):
    """JSON that is not what it should be."""


def plain(given: Any) -> Any:
    """A frozen dataclass or named tuple, or a tuple of them, as JSON; bytes are left out.

    >>> from ingest.article import Span
    >>> plain((Span(1, 2), date(2025, 3, 4)))
    [{'start': 1, 'end': 2}, '2025-03-04']
    """
    if names := _names(given):
        values = ((name, getattr(given, name)) for name in names)
        return {name: plain(value) for name, value in values if not isinstance(value, bytes)}
    if isinstance(given, tuple | list):
        return [plain(value) for value in given]
    return given.isoformat() if isinstance(given, date) else given


def from_plain(kind: type[T], given: Any) -> T:
    """The same again. Raises PlainError where the JSON is no such thing.

    >>> from ingest.article import Span
    >>> from_plain(Span, {"start": 1, "end": 2})
    Span(start=1, end=2)
    """
    try:
        return cast(T, _read(kind, given))
    except (TypeError, ValueError, KeyError) as error:
        raise PlainError(f"expected {kind.__name__}, found {given!r:.80} ({error})") from error


def _names(given: Any) -> tuple[str, ...]:
    """The fields of a dataclass or named tuple, or of one of its kind; none of anything else."""
    return tuple(field.name for field in fields(given)) if is_dataclass(given) else getattr(given, "_fields", ())


def _read(kind: Any, given: Any) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (known,) = [part for part in parts if part is not types.NoneType][:1]
        return None if given is None else _read(known, given)
    if origin is tuple:
        kinds = [parts[0]] * len(given) if parts[1:] == (...,) else parts
        return tuple(_read(part, value) for part, value in zip(kinds, given, strict=True))
    if origin is Literal:
        if given not in parts:
            raise ValueError(f"expected one of {parts}")
        return given
    if _names(kind):
        return _read_fields(kind, given)
    if kind is date:
        return date.fromisoformat(given)
    if not isinstance(given, (int, float) if kind is float else kind) or (kind is not bool and isinstance(given, bool)):
        raise TypeError(f"expected {kind.__name__}")
    return float(given) if kind is float else given


def _read_fields(kind: type[Any], given: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    if not isinstance(given, dict) or not set(given) <= set(hints):
        raise TypeError(f"expected {kind.__name__}")
    return kind(**{name: _read(hints[name], value) for name, value in given.items()})
