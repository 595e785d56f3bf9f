"""Unit vectors in 16 bits a number: half the memory of a large base, and cosines within 0.00005 of the exact ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = 32_767  # from 0 to 1

Vectors = NDArray[np.float32]


def rounded(vectors: Vectors) -> NDArray[np.int16]:
    """The vectors in steps."""
    within = np.clip(vectors, -1, 1)  # a unit vector's length may be off by a thousandth
    steps: NDArray[np.int16] = np.rint(within * np.float32(STEPS)).astype(np.int16)
    return steps


def floats(vectors: NDArray[Any]) -> Vectors:
    """Vectors of either kind as float32.

    >>> floats(rounded(np.array([0.6, 0.8], np.float32))).round(4).tolist()
    [0.6000000238418579, 0.800000011920929]
    """
    if vectors.dtype == np.float32:
        return vectors
    return vectors * np.float32(1 / STEPS)
