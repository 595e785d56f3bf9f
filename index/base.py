"""The base of meaning on disk: a FAISS file, the paragraph rows of its vectors beside it, a manifest over all.

A small base is compared whole, so its FAISS file holds the vectors; a large one has lists there (lists.py) and its
vectors, rounded, in a file of their own.

Files are never changed: a new base has new names, and the manifest, replaced last, switches to it. So a reader keeps
the one it opened, and a crash in between leaves the old one. Nothing here is the truth: what is damaged is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index import lists
from index.engine import LibraryError
from index.lists import Lists
from index.model_files import sha256_of
from index.rounded import rounded

MANIFEST = "manifest.json"
FORMAT = 2
UNIT_TOLERANCE = 1e-3  # of a row's length: fp32 rows are within 1e-6, and no vector that is off by more is a unit row
VERIFIED_ON_OPEN = 256 << 20  # bytes: 0.2 s of hashing, 150,000 vectors; `index check` reads all
_FILES = ("base-*.faiss", "rows-*.npy", "vectors-*.npy")
TRIES = 5  # a reader may hold the manifest of a base that a writer removes under its eyes; the next manifest is there


class Stale(LibraryError):
    """The base is missing, damaged or of another model, and is to be written again. The sentence says which."""


Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Marks:
    """How far in the archive something derived has come, so that it is brought up to date and not made anew."""

    generation: int = 0
    change: int = 0  # the last of its changes
    embedding: int = 0  # the last of its embeddings
    forgotten: int = 0  # how often embeddings were deleted: their numbers may be used again
    languages: str = ""  # that the model reads, as set


@dataclass(frozen=True, slots=True)
class Choice:
    """Which index: the settings of it."""

    exact_up_to: int  # vectors: a base of more is searched by lists
    recall: float  # that the lists are tuned to
    questions: Callable[[], Vectors]  # that they are tuned with


@dataclass(frozen=True, slots=True)
class Base:
    """Vectors that are searched by FAISS, and never change."""

    marks: Marks  # where the archive was when the base was written
    index: Any  # faiss.IndexFlatIP, or what the lists are searched with
    vectors: NDArray[Any]  # mapped into memory, shape (len(rows), width): float32, or with lists rounded
    rows: NDArray[np.int64]  # the paragraph of each vector, in the order of the vectors
    lists: Lists | None  # None: every vector is compared


def write_base(
    folder: Path,
    rows: NDArray[np.int64],
    vectors: Iterable[Vectors],
    *,
    width: int,
    marks: Marks,
    fingerprint: str,
    choice: Choice,
) -> None:
    """Write a base of unit vectors, given batch by batch in the order of their rows, and switch to it.

    Keep rows in order of day: what passes a filter by date is then one stretch of memory.
    Raises LibraryError on vectors that are no unit rows and on a row that comes twice.
    """
    rows = different(rows)
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{marks.generation:08d}-{secrets.token_hex(4)}"  # the same generation may be written twice, after damage
    paths = {"base": folder / f"base-{stem}.faiss", "rows": folder / f"rows-{stem}.npy"}
    np.save(paths["rows"], rows)
    facts: dict[str, Any] = {"count": len(rows), "width": width, "marks": asdict(marks), "model": fingerprint}
    if len(rows) <= choice.exact_up_to:
        _write_flat(paths["base"], vectors, width, len(rows))
    else:
        paths["rounded"] = folder / f"vectors-{stem}.npy"
        facts |= _write_lists(paths["base"], paths["rounded"], vectors, (len(rows), width), choice)
    _write_manifest(folder, paths, facts)
    _remove_others(folder, keep=set(paths.values()))


def read_base(folder: Path, *, fingerprint: str, whole: bool = False) -> Base:
    """The base that the folder's manifest names, mapped into memory. Raises Stale.

    Contents are compared with their checksums while they are small, or all of them where `whole` is asked for.
    """
    for _ in range(TRIES):
        manifest = _manifest(folder, fingerprint)
        with contextlib.suppress(FileNotFoundError):
            return _read(folder, manifest, whole=whole)
    raise Stale(f"{folder}: a file of the meaning index is missing; it is to be rebuilt")


def empty_base(width: int) -> Base:
    """A base of no vectors, of generation 0."""
    return Base(Marks(), faiss.IndexFlatIP(width), np.empty((0, width), np.float32), np.empty(0, np.int64), None)


def checked(
    rows: NDArray[np.int64], vectors: NDArray[np.float32], width: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Both as contiguous arrays. Raises LibraryError unless they are different rows with a unit vector each."""
    rows, vectors = different(rows), unit(vectors, width)
    if rows.shape != (len(vectors),):
        raise _unequal(len(vectors), rows.shape)
    return rows, vectors


def different(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same as a contiguous array. Raises LibraryError where a row comes twice."""
    rows = np.ascontiguousarray(rows, np.int64)
    if len(np.unique(rows)) != len(rows):
        raise LibraryError("a paragraph row comes twice: a row has one vector")
    return rows


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


def _write_flat(path: Path, vectors: Iterable[Vectors], width: int, count: int) -> None:
    index = faiss.IndexFlatIP(width)
    for batch in vectors:
        index.add(unit(batch, width))
    if index.ntotal != count:
        raise _unequal(index.ntotal, (count,))
    faiss.write_index(index, str(path))


def _write_lists(
    path: Path, beside: Path, vectors: Iterable[Vectors], shape: tuple[int, int], choice: Choice
) -> dict[str, Any]:
    """Write the vectors, and their lists; what the manifest says of them."""
    kept = np.lib.format.open_memmap(beside, "w+", np.int16, shape)
    done = 0
    for batch in vectors:
        kept[done : done + len(batch)] = rounded(unit(batch, shape[1]))
        done += len(batch)
    if done != shape[0]:
        raise _unequal(done, shape[:1])
    kept.flush()
    made = lists.build(kept, choice.questions(), recall=choice.recall)
    faiss.write_index(made.index, str(path))
    return {"lists": made.index.nlist, "probes": made.probes, "recall": made.recall}


def _unequal(vectors: int, shape: tuple[int, ...]) -> LibraryError:
    return LibraryError(f"{vectors} vectors for rows of shape {shape}: expected one row for each")


def _write_manifest(folder: Path, paths: dict[str, Path], facts: dict[str, Any]) -> None:
    files = {role: _fact(path) for role, path in paths.items()}
    manifest = {"format": FORMAT, **facts, "files": files}
    beside = folder / f"{MANIFEST}.new"
    beside.write_text(json.dumps({"manifest": manifest, "sha256": _seal(manifest)}, indent=1), encoding="utf-8")
    beside.replace(folder / MANIFEST)


def _fact(path: Path) -> dict[str, str | int]:
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256_of(path)}


def _remove_others(folder: Path, keep: set[Path]) -> None:
    for path in {path for pattern in _FILES for path in folder.glob(pattern)} - keep:
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
    if "vectors" in manifest["files"]:
        raise Stale(f"{folder}: its lists are of an earlier kind; the meaning index is to be rebuilt")
    if manifest["model"] != fingerprint:
        raise Stale(f"{folder}: made by model {manifest['model']}, not {fingerprint}; the index is to be rebuilt")
    return manifest


def _seal(manifest: dict[str, Any]) -> str:
    """The manifest's own checksum: a flipped digit of the generation would pass for another one."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _read(folder: Path, manifest: dict[str, Any], *, whole: bool) -> Base:
    paths = {role: folder / file["name"] for role, file in manifest["files"].items()}
    whole = whole or sum(path.stat().st_size for path in paths.values()) <= VERIFIED_ON_OPEN
    for role, path in paths.items():
        if not _is_intact(path, manifest["files"][role], whole=whole):
            raise Stale(f"{path} is damaged (its SHA-256 is not the manifest's); the meaning index is to be rebuilt")
    # asarray: the same mapped bytes; np.memmap takes ten times as long at every slice.
    rows = np.asarray(np.load(paths["rows"], mmap_mode="r"))
    index, vectors = _opened(paths)
    if (index.ntotal, index.d, len(rows)) != (manifest["count"], manifest["width"], manifest["count"]):
        raise Stale(f"{folder}: the manifest counts {manifest['count']} rows; the meaning index is to be rebuilt")
    by_lists = Lists(index, manifest["probes"], manifest["recall"]) if "rounded" in paths else None
    return Base(Marks(**manifest["marks"]), index, vectors, rows, by_lists)


def _opened(paths: dict[str, Path]) -> tuple[Any, NDArray[Any]]:
    """What FAISS searches, and the vectors, mapped into memory, so that processes share them."""
    if "rounded" in paths:
        vectors = np.asarray(np.load(paths["rounded"], mmap_mode="r"))
        return faiss.read_index(str(paths["base"])), vectors  # the lists, 0.1 GB a million: FAISS cannot map them
    index = faiss.read_index(str(paths["base"]), faiss.IO_FLAG_MMAP_IFC)
    return index, _vectors(index)


def _vectors(index: Any) -> Vectors:
    """The vectors within a flat index, without a copy."""
    if not index.ntotal:
        return np.empty((0, index.d), np.float32)
    flat: Vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    return flat.reshape(index.ntotal, index.d)


def _is_intact(path: Path, fact: dict[str, Any], *, whole: bool) -> bool:
    found = path.stat()
    if found.st_size != fact["bytes"]:
        return False
    return not whole or _sha256(path, found.st_size, found.st_mtime_ns) == fact["sha256"]


@lru_cache(maxsize=64)
def _sha256(path: Path, size: int, mtime_ns: int) -> str:
    """Once per file and process, though a library is opened often: 0.1 s for the 154 MB of 100,000 paragraphs."""
    return sha256_of(path)
