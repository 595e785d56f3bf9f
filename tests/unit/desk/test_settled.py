"""The garbage collector does not look at what lives as long as the process."""

import gc
import sys
from types import ModuleType

import pytest

from desk.settled import settle


def test_what_is_loaded_is_frozen_once_and_again_when_more_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    frozen = gc.get_freeze_count()
    assert frozen > 1000
    settle()
    assert gc.get_freeze_count() <= frozen
    monkeypatch.setitem(sys.modules, "newly_loaded", ModuleType("newly_loaded"))
    alive = [[] for _ in range(1000)]  # type: ignore[var-annotated]
    settle()
    assert gc.get_freeze_count() >= frozen + len(alive)
