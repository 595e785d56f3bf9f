"""How a timeline is looked at: what makes a lane, how lanes stand, what a bar measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desk.bars import Measure
from desk.lanes import Split
from desk.periods import Grain

Layout = Literal["stacked", "lanes"]


@dataclass(frozen=True, slots=True)
class View:
    """What a reader chose."""

    grain: Grain | None = None  # None: what fits
    split: Split = "outlet"
    layout: Layout = "stacked"
    measure: Measure = "articles"
    other: str = ""  # the second question

    @property
    def key(self) -> str:
        """Another view is another chart."""
        return f"{self.grain}-{self.split}-{self.layout}-{self.measure}-{self.other}"
