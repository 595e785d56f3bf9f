"""Exported models are made once, checked, and made again when damaged."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from index import model_cache
from index.engine import LibraryError
from index.model_cache import exported, run_export


class Exporter:
    """Writes small files where a graph would be, and counts."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, source: Path, target: Path) -> None:
        self.calls += 1
        (target / "model.onnx").write_bytes(b"graph")
        (target / "graph.json").write_text(json.dumps({"width": 3, "max_tokens": 8, "pad": 0}), encoding="utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "modules.json").write_text("[]", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_a_model_is_exported_once(source: Path, cache: Path) -> None:
    export = Exporter()
    first = exported(source, cache, export=export)
    assert exported(source, cache, export=export) == first
    assert export.calls == 1
    assert first.graph.width == 3
    assert first.folder == cache / first.fingerprint


def test_two_that_start_together_export_once(source: Path, cache: Path) -> None:
    export, together = Exporter(), Barrier(2)

    def start(_: int) -> str:
        together.wait()
        return exported(source, cache, export=export).fingerprint

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(start, range(2)))) == 1
    assert export.calls == 1


def test_two_that_find_nothing_in_two_places_export_once(
    source: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export, together, make = Exporter(), Barrier(2), model_cache._make

    def made(source: Path, cache: Path, export: Exporter) -> model_cache.Exported:
        together.wait()
        return make(source, cache, export)

    monkeypatch.setattr(model_cache, "_make", made)
    places = [source, Path(shutil.copytree(source, tmp_path / "other"))]
    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(lambda place: exported(place, cache, export=export), places))) == 1
    assert export.calls == 1


@pytest.mark.parametrize("name", ["model.onnx", "graph.json"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_export_is_made_again(source: Path, cache: Path, name: str, how: str) -> None:
    export = Exporter()
    first = exported(source, cache, export=export)
    _damage(first.folder / name, how)
    again = exported(source, cache, export=export)
    assert (again, export.calls) == (first, 2)
    assert (again.folder / "model.onnx").read_bytes() == b"graph"


@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_manifest_is_mended(source: Path, cache: Path, how: str) -> None:
    first = exported(source, cache, export=Exporter())
    _damage(first.folder / "manifest.json", how)
    assert exported(source, cache, export=Exporter()) == first


def test_an_export_that_was_cut_short_is_not_taken_for_one(source: Path, cache: Path) -> None:
    export = Exporter()
    first = exported(source, cache, export=export)
    first.folder.rename(cache / f"{first.fingerprint}.new")
    assert exported(source, cache, export=export) == first
    assert export.calls == 2


def test_the_same_model_in_another_place_is_not_exported_again(source: Path, cache: Path, tmp_path: Path) -> None:
    export = Exporter()
    first = exported(source, cache, export=export)
    assert exported(shutil.copytree(source, tmp_path / "moved"), cache, export=export) == first
    assert export.calls == 1


def test_changed_weights_are_another_model(source: Path, cache: Path) -> None:
    export = Exporter()
    first = exported(source, cache, export=export)
    (source / "model.safetensors").write_bytes(b"finer weights")
    assert exported(source, cache, export=export).fingerprint != first.fingerprint
    assert first.folder.is_dir()


def test_a_cache_that_cannot_be_written_names_the_setting(source: Path, cache: Path) -> None:
    cache.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(LibraryError, match="set NEWSDESK_CACHE"):
        exported(source, cache, export=Exporter())


def test_a_folder_that_is_no_model_is_named(source: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="source cannot be loaded as a sentence-transformers model: "):
        run_export(source, tmp_path)


def _damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "gone":
        path.unlink()
        return
    content[len(content) // 2] ^= 1
    path.write_bytes(content if how == "flipped" else content[: len(content) // 2])


def test_a_cache_that_takes_no_writes_serves_a_model_whose_files_have_other_times(
    source: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = exported(source, cache, export=Exporter())
    for path in source.iterdir():
        os.utime(path, (0, 0))  # as an image's layers change them

    def refused(folder: Path, fingerprint: str, source: Path) -> None:
        raise OSError("Read-only file system")

    monkeypatch.setattr(model_cache, "_write_manifest", refused)
    assert exported(source, cache, export=Exporter()) == first
