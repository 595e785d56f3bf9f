"""No figure of quality falls below its floor.

floors.json names functions and, for each, the figures that it gives with their floors. A function measures a fixed part
of ../shared in seconds, and raises NoGold where that is absent; `make benchmark` measures the whole. A floor rises
freely, and falls only in a commit of its own that says why.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from benchmarks.gold import NoGold

FLOORS: Mapping[str, Mapping[str, float]] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))


def measurement(name: str) -> Callable[[], Mapping[str, float]]:
    """The function that a row names: "benchmarks.quotes:quick"."""
    module, _, function = name.partition(":")
    found: Callable[[], Mapping[str, float]] = getattr(importlib.import_module(module), function)
    return found


@cache
def measured(name: str) -> Mapping[str, float] | str:
    """Its figures; why there are none."""
    try:
        return measurement(name)()
    except NoGold as reason:
        return str(reason)


@pytest.mark.parametrize(
    ("name", "figure", "floor"),
    [(name, figure, floor) for name, floors in FLOORS.items() for figure, floor in floors.items()],
)
def test_a_figure_is_not_below_its_floor(name: str, figure: str, floor: float) -> None:
    figures = measured(name)
    if isinstance(figures, str):
        pytest.skip(figures)
    assert round(figures[figure], 3) >= floor


def test_every_row_names_a_function_and_its_floors() -> None:
    assert FLOORS
    for name, floors in FLOORS.items():
        assert callable(measurement(name))
        assert floors
