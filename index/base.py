"""The base of meaning on disk: vectors in a FAISS file, their paragraph rows beside it, a manifest over both.

Files are never changed: a new base has new names, and the manifest, replaced last, switches to it. So a reader keeps
the one it opened, and a crash in between leaves the old one. Nothing here is the truth: what is damaged is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.engine import LibraryError
from index.model_files import sha256_of

MANIFEST = "manifest.json"
FORMAT = 1
UNIT_TOLERANCE = 1e-3  # of a row's length: fp32 rows are within 1e-6, and no vector that is off by more is a unit row
TRIES = 5  # a reader may hold the manifest of a base that a writer removes under its eyes; the next manifest is there


class Stale(LibraryError):
    """The base is missing, damaged or of another model, and is to be written again. The sentence says which."""


@dataclass(frozen=True, slots=True)
class Base:
    """Vectors that are searched by FAISS, and never change."""

    generation: int  # of the archive, when the base was written
    index: Any  # faiss.IndexFlatIP
    vectors: NDArray[np.float32]  # the index's own, shape (len(rows), width)
    rows: NDArray[np.int64]  # the paragraph of each vector, in the order of the vectors


def write_base(
    folder: Path, rows: NDArray[np.int64], vectors: NDArray[np.float32], *, generation: int, fingerprint: str
) -> None:
    """Write a base of unit `vectors`, shape (len(rows), width), and switch to it.

    Keep rows in order of day: what passes a filter by date is then one stretch of memory.
    Raises LibraryError on vectors that are no unit rows and on a row that comes twice.
    """
    rows, vectors = checked(rows, vectors, vectors.shape[-1])
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{generation:08d}-{secrets.token_hex(4)}"  # the same generation may be written twice, after damage
    paths = {"base": folder / f"base-{stem}.faiss", "rows": folder / f"rows-{stem}.npy"}
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    faiss.write_index(index, str(paths["base"]))
    np.save(paths["rows"], rows)
    _write_manifest(folder, paths, count=len(rows), width=vectors.shape[1], generation=generation, model=fingerprint)
    _remove_others(folder, keep=set(paths.values()))


def read_base(folder: Path, *, fingerprint: str) -> Base:
    """The base that the folder's manifest names, mapped into memory. Raises Stale."""
    for _ in range(TRIES):
        manifest = _manifest(folder, fingerprint)
        with contextlib.suppress(FileNotFoundError):
            return _read(folder, manifest)
    raise Stale(f"{folder}: a file of the meaning index is missing; it is to be rebuilt")


def empty_base(width: int) -> Base:
    """A base of no vectors, of generation 0."""
    return Base(0, faiss.IndexFlatIP(width), np.empty((0, width), np.float32), np.empty(0, np.int64))


def checked(
    rows: NDArray[np.int64], vectors: NDArray[np.float32], width: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Both as contiguous arrays. Raises LibraryError unless they are different rows with a unit vector each."""
    rows, vectors = np.ascontiguousarray(rows, np.int64), unit(vectors, width)
    if rows.shape != (len(vectors),):
        raise LibraryError(f"{len(vectors)} vectors for rows of shape {rows.shape}: expected one row for each")
    if len(np.unique(rows)) != len(rows):
        raise LibraryError("a paragraph row comes twice: a row has one vector")
    return rows, vectors


def unit(vectors: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """The same as a contiguous array. Raises LibraryError unless they are unit rows of this width."""
    vectors = np.ascontiguousarray(vectors, np.float32)
    if vectors.ndim != 2 or vectors.shape[1] != width:
        raise LibraryError(f"vectors of shape {vectors.shape}: expected (any number, {width})")
    lengths = np.linalg.norm(vectors, axis=1)
    wrong = np.flatnonzero(~(np.abs(lengths - 1) <= UNIT_TOLERANCE))  # put so that NaN is wrong too
    if len(wrong):
        raise LibraryError(f"vector {wrong[0]} has length {lengths[wrong[0]]:.3g}: expected unit vectors")
    return vectors


def _write_manifest(folder: Path, paths: dict[str, Path], **facts: int | str) -> None:
    files = {role: {"name": path.name, "sha256": sha256_of(path)} for role, path in paths.items()}
    manifest = {"format": FORMAT, **facts, "files": files}
    beside = folder / f"{MANIFEST}.new"
    beside.write_text(json.dumps({"manifest": manifest, "sha256": _seal(manifest)}, indent=1), encoding="utf-8")
    beside.replace(folder / MANIFEST)


def _remove_others(folder: Path, keep: set[Path]) -> None:
    for path in {*folder.glob("base-*.faiss"), *folder.glob("rows-*.npy")} - keep:
        with contextlib.suppress(OSError):  # Windows keeps a file that a reader has mapped; the next write removes it
            path.unlink()


def _manifest(folder: Path, fingerprint: str) -> dict[str, Any]:
    try:
        sealed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest: dict[str, Any] = sealed["manifest"]
        intact = sealed["sha256"] == _seal(manifest)
    except FileNotFoundError as error:
        raise Stale(f"{folder}: there is no meaning index yet") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Stale(f"{folder / MANIFEST} cannot be read; the meaning index is to be rebuilt") from error
    if not intact or manifest["format"] != FORMAT:
        raise Stale(f"{folder / MANIFEST} is damaged or of another version; the meaning index is to be rebuilt")
    if manifest["model"] != fingerprint:
        raise Stale(f"{folder}: made by model {manifest['model']}, not {fingerprint}; the index is to be rebuilt")
    return manifest


def _seal(manifest: dict[str, Any]) -> str:
    """The manifest's own checksum: a flipped digit of the generation would pass for another one."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _read(folder: Path, manifest: dict[str, Any]) -> Base:
    paths = {role: folder / file["name"] for role, file in manifest["files"].items()}
    for role, path in paths.items():
        if _sha256(path, path.stat().st_size, path.stat().st_mtime_ns) != manifest["files"][role]["sha256"]:
            raise Stale(f"{path} is damaged (its SHA-256 is not the manifest's); the meaning index is to be rebuilt")
    rows = np.load(paths["rows"])
    index = faiss.read_index(str(paths["base"]), faiss.IO_FLAG_MMAP_IFC)
    if (index.ntotal, index.d, len(rows)) != (manifest["count"], manifest["width"], manifest["count"]):
        raise Stale(f"{folder}: the manifest counts {manifest['count']} rows; the meaning index is to be rebuilt")
    return Base(manifest["generation"], index, _vectors(index), rows)


def _vectors(index: Any) -> NDArray[np.float32]:
    """The vectors within a flat index, without a copy."""
    if not index.ntotal:
        return np.empty((0, index.d), np.float32)
    flat: NDArray[np.float32] = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    return flat.reshape(index.ntotal, index.d)


@lru_cache(maxsize=64)
def _sha256(path: Path, size: int, mtime_ns: int) -> str:
    """Once per file and process, though a library is opened often: 0.1 s for the 154 MB of 100,000 paragraphs."""
    return sha256_of(path)
