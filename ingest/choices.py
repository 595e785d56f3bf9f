"""Choosing by a trained log-linear model: of several candidates, each with its features, the most probable."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from pathlib import Path

SHIPPED = Path(__file__).with_name("speaker_model.json")


@dataclass(frozen=True, slots=True)
class Chooser:
    """The weights of one kind of choice."""

    weights: dict[str, float]

    def probabilities(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """Of each candidate, summing to 1: the softmax of the sums of its features' weights."""
        weigh, unseen = self.weights.get, repeat(0.0)
        sums = [sum(map(weigh, features, unseen)) for features in candidates]
        highest = max(sums)
        odds = [math.exp(total - highest) for total in sums]
        whole = sum(odds)
        return [odd / whole for odd in odds]

    def best(self, candidates: Sequence[Sequence[str]]) -> tuple[int, float]:
        """The place of the most probable candidate, the first of several, and its probability."""
        chances = self.probabilities(candidates)
        highest = max(chances)
        return chances.index(highest), highest


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that was trained (benchmarks/train_speakers.py)."""

    version: str
    choosers: dict[str, Chooser]  # "subject", "link", "start", "end"


@lru_cache(maxsize=2)
def load_model(path: Path = SHIPPED) -> Model:
    """The model in a file; the shipped one where none is named."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Model(stored["version"], {name: Chooser(weights) for name, weights in stored["choosers"].items()})
