"""Imports run one way, and each engine's package stays in its room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("ingest", "index", "desk", "api", "views")  # each may see itself and those before it
ONLY_IN_INDEX = {"faiss", "tantivy", "sqlite3", "onnxruntime", "sentence_transformers"}
MODULES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def is_door(path: Path) -> bool:
    return path.name == "__main__.py"


def test_there_are_modules_to_look_at() -> None:
    assert {path.parts[0] for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_run_from_views_to_ingest(path: Path) -> None:
    later = {*ROOMS[ROOMS.index(path.parts[0]) + 1 :]} | ({"api"} if path.parts[0] == "views" else set())
    assert is_door(path) or not set(imported(path)) & later


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_each_package_stays_in_its_room(path: Path) -> None:
    packages = set(imported(path))
    assert path.parts[0] == "views" or "streamlit" not in packages
    assert path.parts[0] == "index" or not packages & ONLY_IN_INDEX


def test_nothing_names_a_registry_or_a_machine() -> None:
    hosts = ("pythonhosted", "npmjs." + "org", "deb.debian." + "org", "/work" + "/")
    told = [path for path in MODULES if any(host in (ROOT / path).read_text(encoding="utf-8") for host in hosts)]
    assert told == []
