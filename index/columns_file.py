"""The columns kept beside the archive, and mapped into memory by whoever opens the library.

Only a shortcut: what it lacks is read from the archive, and where it is missing or damaged, everything.
"""

from __future__ import annotations

import contextlib
import json
import secrets
from pathlib import Path
from typing import Any

import numpy as np

from index.columns import Columns, Ints, Keys, QuoteColumns
from index.columns_reader import EMPTY, places_by_row
from index.words_manifest import hash_of

MANIFEST = "manifest.json"
FORMAT = 1
_ARRAYS = ("row", "article", "day", "precision", "outlet", "language", "key", "words", "copies")
_QUOTES = ("paragraph", "article", "number", "start", "person", "words")


def keep_columns(folder: Path, columns: Columns) -> None:
    """Write them beside what is there, and switch. The writer's lock must be held."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {name: getattr(columns, name) for name in _ARRAYS}
    parts |= {"keys.key": columns.keys.key, "keys.number": columns.keys.number}
    parts |= {f"quotes.{name}": getattr(columns.quotes, name) for name in _QUOTES}
    path = folder / f"columns-{columns.change:08d}-{secrets.token_hex(4)}.npy"
    np.save(path, np.concatenate(list(parts.values())))
    manifest = {
        "format": FORMAT, "change": columns.change, "name": path.name, "hash": hash_of(path),
        "lengths": {name: len(array) for name, array in parts.items()},
        "outlets": columns.outlets, "languages": columns.languages, "persons": columns.quotes.persons,
    }  # fmt: skip
    beside = folder / f"{MANIFEST}.new"
    beside.write_text(json.dumps(manifest), encoding="utf-8")
    beside.replace(folder / MANIFEST)
    for old in set(folder.glob("columns-*.npy")) - {path}:
        with contextlib.suppress(OSError):  # Windows keeps a file that a reader has mapped; the next one removes it
            old.unlink()


def kept_columns(folder: Path) -> Columns:
    """The columns that were kept; those of nothing where there are none or they are damaged."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        path = folder / manifest["name"]
        if manifest["format"] != FORMAT or hash_of(path) != manifest["hash"]:
            return EMPTY
        return _columns(manifest, np.load(path, mmap_mode="r"))
    except (OSError, ValueError, KeyError, TypeError):
        return EMPTY


def _columns(manifest: dict[str, Any], numbers: Ints) -> Columns:
    ends = np.cumsum(list(manifest["lengths"].values()))
    parts = dict(zip(manifest["lengths"], np.split(np.asarray(numbers), ends[:-1]), strict=True))
    return Columns(
        **{name: parts[name] for name in _ARRAYS},
        outlets=tuple(manifest["outlets"]),
        languages=tuple(manifest["languages"]),
        keys=Keys(parts["keys.key"], parts["keys.number"]),
        quotes=QuoteColumns(**{name: parts[f"quotes.{name}"] for name in _QUOTES}, persons=tuple(manifest["persons"])),
        place=places_by_row(parts["row"]),
        change=manifest["change"],
    )
