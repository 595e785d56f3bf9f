"""Colours of lanes: an outlet keeps its own in every answer, whatever its rank there."""

from __future__ import annotations

from collections.abc import Sequence

from index.engine import Status

COLOURS = 7  # that can be told apart, also by the colour-blind (Okabe and Ito 2008); an eighth is for all others
OTHERS = "all others"


def known_outlets(status: Status) -> tuple[str | None, ...]:
    """Every outlet of the archive, most articles first."""
    return tuple(outlet for outlet, _ in status.outlets)


def slots(names: Sequence[str], known: Sequence[str]) -> dict[str, int]:
    """The colour of each name, by its place among all that are known; names in the order of their importance.

    Two that share a colour are not drawn beside each other: the less important one joins the others, and has no slot.

    >>> slots(["c", "a", "h"], "abcdefgh")
    {'c': 2, 'a': 0}
    """
    places = {name: place % COLOURS for place, name in enumerate(known)}
    taken: dict[int, str] = {}
    for name in names:
        slot = places.get(name, len(known) % COLOURS)
        taken.setdefault(slot, name)
    return {name: slot for slot, name in taken.items()}
