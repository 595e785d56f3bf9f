"""Whether two names mean one person: for judging, never for merging."""

from __future__ import annotations

from desk.people import FEWEST_SOUNDS, sound
from desk.printing import key_of


def is_same_name(one: str, other: str) -> bool:
    """Whether one is the other, part of it, or sounds like it in another script.

    >>> is_same_name("Halvik", "Joren Halvik"), is_same_name("Mara Vint", "Tom Vint"), is_same_name("Dong Jun", "董军")
    (True, False, True)
    """
    some, others = _parts(one), _parts(other)
    if some and others and (some <= others or others <= some):
        return True
    sounds = sound(one)
    return len(sounds) >= FEWEST_SOUNDS and sounds == sound(other)


def _parts(name: str) -> frozenset[str]:
    return frozenset(key_of(part.strip(".,")) for part in name.split()) - {""}
