"""The base on disk: read back as written, or Stale with the reason."""

import contextlib
import json
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.base import Choice, Marks, _seal
from index.engine import LibraryError
from index.meaning import Meaning, Stale, write_base

VECTORS = np.eye(5, dtype=np.float32)
ROWS = np.array([40, 10, 30, 20, 50])


EXACT = Choice(10, 1, lambda: VECTORS)


def write(folder: Path, rows: NDArray[np.int64], vectors: NDArray[np.float32], *, generation: int) -> None:
    write_base(
        folder,
        rows,
        [vectors],
        width=5,
        marks=Marks(generation),
        fingerprint="minilm",
        choice=EXACT,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Значение"
    write(folder, ROWS, VECTORS, generation=7)
    return folder


def test_a_base_is_read_back_as_it_was_written(folder: Path) -> None:
    meaning = Meaning.open(folder, fingerprint="minilm")
    assert meaning.marks.generation == 7
    assert meaning.base.rows.tolist() == meaning.rows.tolist() == ROWS.tolist()
    assert meaning.nearest(VECTORS[2], 1)[0].tolist() == [30]


def test_a_base_of_nothing_is_read_back_too(tmp_path: Path) -> None:
    write(tmp_path, ROWS[:0], VECTORS[:0], generation=1)
    assert len(Meaning.open(tmp_path, fingerprint="minilm").nearest(VECTORS[0], 3)[0]) == 0


def test_a_folder_without_a_base_is_stale(tmp_path: Path) -> None:
    with pytest.raises(Stale, match="there is no meaning index yet"):
        Meaning.open(tmp_path / "nowhere", fingerprint="minilm")


def test_a_base_of_another_model_is_stale(folder: Path) -> None:
    with pytest.raises(Stale, match="made by model minilm, not bge"):
        Meaning.open(folder, fingerprint="bge")


@pytest.mark.parametrize("pattern", ["base-*.faiss", "rows-*.npy"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_file_is_stale(folder: Path, pattern: str, how: str) -> None:
    Meaning.open(folder, fingerprint="minilm")  # what was verified once is verified again when it has changed
    (path,) = folder.glob(pattern)
    _damage(path, how)
    with pytest.raises(Stale, match="to be rebuilt"):
        Meaning.open(folder, fingerprint="minilm")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"manifest": {}, "sha256": ""}'])
def test_a_damaged_manifest_is_stale(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(Stale, match="to be rebuilt"):
        Meaning.open(folder, fingerprint="minilm")


def test_a_flipped_character_of_the_manifest_is_noticed_or_means_the_same(folder: Path) -> None:
    text = (folder / "manifest.json").read_bytes()
    for place in range(0, len(text) - 2, 7):
        flipped = text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :]
        (folder / "manifest.json").write_bytes(flipped)
        with contextlib.suppress(Stale):  # or else it says the same: a space may become "!" only where JSON ends
            assert Meaning.open(folder, fingerprint="minilm").marks.generation == 7


def test_a_count_that_does_not_agree_is_stale(folder: Path) -> None:
    text = (folder / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)["manifest"] | {"count": 4}
    (folder / "manifest.json").write_text(json.dumps({"manifest": manifest, "sha256": _seal(manifest)}), "utf-8")
    with pytest.raises(Stale, match="counts 4 rows"):
        Meaning.open(folder, fingerprint="minilm")


def test_a_new_base_replaces_the_old_one_under_a_reader(folder: Path) -> None:
    reader = Meaning.open(folder, fingerprint="minilm")
    write(folder, ROWS[:2], VECTORS[3:], generation=8)
    assert reader.nearest(VECTORS[2], 1)[0].tolist() == [30]
    assert Meaning.open(folder, fingerprint="minilm").nearest(VECTORS[4], 1)[0].tolist() == [10]
    assert len(list(folder.glob("base-*"))) == len(list(folder.glob("rows-*"))) == 1


def test_a_crash_before_the_manifest_leaves_the_old_base(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.base._write_manifest", crash)
        with pytest.raises(KeyboardInterrupt):
            write(folder, ROWS[:2], VECTORS[3:], generation=8)
    assert Meaning.open(folder, fingerprint="minilm").marks.generation == 7
    write(folder, ROWS, VECTORS, generation=9)
    assert len(list(folder.iterdir())) == 3  # what the crash left is gone


def test_the_same_generation_may_be_written_again(folder: Path) -> None:
    write(folder, ROWS[:1], VECTORS[:1], generation=7)
    assert Meaning.open(folder, fingerprint="minilm").rows.tolist() == [40]


def test_vectors_that_are_no_unit_rows_are_not_written(folder: Path) -> None:
    with pytest.raises(LibraryError, match="vector 0 has length 2"):
        write(folder, ROWS, 2 * VECTORS, generation=8)
    assert Meaning.open(folder, fingerprint="minilm").marks.generation == 7


def _damage(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    path.unlink()  # a reader may have it mapped
    if how == "gone":
        return
    content[-3] ^= 1
    path.write_bytes(content if how == "flipped" else content[:-8])
    os.utime(path)
