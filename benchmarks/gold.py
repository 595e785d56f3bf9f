"""The gold sets: they lie beside the project, in ../shared, and never in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

SHARED = Path(__file__).parents[2] / "shared"


class NoGold(Exception):
    """What would be measured on is not on this machine."""


def shared(place: str) -> Path:
    """A file or folder of ../shared."""
    path = SHARED / place
    if not path.exists():
        raise NoGold(f"../shared/{place} is not beside the project")
    return path


def scorer(place: str) -> ModuleType:
    """A gold set's own scoring script, as a module."""
    path = shared(place)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise NoGold(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
