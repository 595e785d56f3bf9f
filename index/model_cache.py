"""Exported models, kept: one folder per fingerprint, made once, checked at each use, made again when damaged.

<cache>/<fingerprint>/manifest.json    sha256 of the other files; fingerprint and stamp of the model they came from
<cache>/<fingerprint>/graph.json, model.onnx, tokenizer.json
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.engine import LibraryError
from index.graph import Graph
from index.model_files import check_published, fingerprint, sha256_of, stamp

MANIFEST = "manifest.json"
FACTS = {"fingerprint", "source", "files"}  # of a manifest


@dataclass(frozen=True, slots=True)
class Exported:
    """A model in the cache."""

    folder: Path
    fingerprint: str
    graph: Graph


def run_export(source: Path, target: Path) -> None:
    """Export in a process of its own, so that this one never imports torch. Raises LibraryError where that fails."""
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "index.export_model", str(source.resolve()), str(target.resolve())],
        cwd=Path(__file__).resolve().parents[1],
        env=os.environ | offline,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise LibraryError(f"{source} cannot be loaded as a sentence-transformers model: {last}")


def exported(source: Path, cache: Path, *, export: Callable[[Path, Path], None] = run_export) -> Exported:
    """The exported form of the model in `source`; exporting it takes some 15 s, finding it 0.1 s.

    Two processes export once. Raises LibraryError where the model cannot be loaded or the cache not be written.
    """
    return _find(source, cache) or _moved(source, cache) or _make(source, cache, export)


def _find(source: Path, cache: Path) -> Exported | None:
    wanted = stamp(source)
    for path in sorted(cache.glob(f"*/{MANIFEST}")):
        manifest = _read(path)
        if manifest is not None and manifest["source"] == wanted and manifest["fingerprint"] == path.parent.name:
            return _opened(path.parent)
    return None


def _moved(source: Path, cache: Path) -> Exported | None:
    """The same files in another place or with other times, as an image's layers leave them; remembered if it can be."""
    found = _opened(cache / fingerprint(source))
    if found:
        with suppress(OSError):  # a cache that takes no writes serves as well
            _write_manifest(found.folder, found.fingerprint, source)
    return found


def _make(source: Path, cache: Path, export: Callable[[Path, Path], None]) -> Exported:
    from filelock import FileLock

    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / "export.lock"):
            return _find(source, cache) or _moved(source, cache) or _keep(source, cache, export)
    except OSError as error:
        raise LibraryError(f"{cache}: the exported model cannot be kept here ({error}); set NEWSDESK_CACHE") from error


def _keep(source: Path, cache: Path, export: Callable[[Path, Path], None]) -> Exported:
    check_published(source)
    folder = cache / fingerprint(source)
    beside = cache / f"{folder.name}.new"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    export(source, beside)
    _write_manifest(beside, folder.name, source)
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)
    found = _opened(folder)
    if found is None:
        raise LibraryError(f"{folder}: the exported model changed while it was written; try again")
    return found


def _write_manifest(folder: Path, fingerprint: str, source: Path) -> None:
    files = {path.name: sha256_of(path) for path in sorted(folder.iterdir()) if path.name != MANIFEST}
    beside = folder.parent / f"{folder.name}.manifest"
    facts = {"fingerprint": fingerprint, "source": stamp(source), "files": files}
    beside.write_text(json.dumps(facts, indent=1), encoding="utf-8")
    beside.replace(folder / MANIFEST)


def _opened(folder: Path) -> Exported | None:
    """What the folder holds; None: it is missing, incomplete or damaged.

    Every byte is compared each time, 0.08 s for 90 MB: a flipped bit in the weights makes wrong vectors in silence.
    """
    manifest = _read(folder / MANIFEST)
    if manifest is None or not all(_intact(folder / name, sha256) for name, sha256 in manifest["files"].items()):
        return None
    graph = Graph(**json.loads((folder / "graph.json").read_text(encoding="utf-8")))
    return Exported(folder, folder.name, graph)


def _intact(path: Path, sha256: str) -> bool:
    try:
        return sha256_of(path) == sha256
    except OSError:
        return False


def _read(path: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.keys() >= FACTS else None
