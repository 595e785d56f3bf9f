"""Names that are one person's: merged by a person and never in silence, split again by undoing; and what may be one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from anyascii import anyascii

from desk.corrections import CorrectionError, clean_name
from index.corrections import SAME_PERSON, Names
from index.engine import Query, Speaker
from index.ledger import Entry
from index.local import Local

# Sounds that alphabets write alike or lose on the way from one to another; vowels, h and y say nothing.
_SOUNDS = {letter: group for group in ("bpfvw", "ckgqxjsz", "dt", "lr", "mn") for letter in group}
_ONE_SOUND = (("ts", "s"), ("tz", "s"), ("dz", "s"))
FEWEST_SOUNDS = 4  # "Li" sounds like a hundred names
ALIKE = "alike in sound"
PART = "part of the longer name"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted, under every name that was merged."""

    name: str
    also: tuple[str, ...]
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names that may be one person's; nothing is merged until somebody says so."""

    name: str  # the one that is quoted more
    also: str
    why: str


def people(engine: Local, query: Query) -> tuple[Person, ...]:
    """Everybody who is quoted in the matches, most quoted first."""
    names = engine.corrections().names
    return tuple(
        Person(one.person, names.all_of(one.person), one.quotes, one.articles) for one in engine.speakers(query)
    )


def merge(engine: Local, name: str, also: str, *, author: str = "") -> Entry:
    """Say that two names are one person's, who goes under the first. Raises CorrectionError."""
    names = engine.corrections().names
    under, other = names.of(clean_name(name)), names.of(clean_name(also))
    if not under or not other or under == other:
        raise CorrectionError("A merge needs two names that are not one person's yet.")
    return engine.ledger.append(SAME_PERSON, {"name": under, "also": other}, author=author)


def merges(engine: Local) -> tuple[Entry, ...]:
    """The merges that hold, in order of writing."""
    return engine.ledger.entries(SAME_PERSON)


def suggestions(speakers: Iterable[Speaker], names: Names) -> tuple[Suggestion, ...]:
    """Pairs of names that sound alike across scripts, or of which one is part of the other, most quoted first.

    Where a part fits two longer names, it is nobody's.
    """
    known = [speaker for speaker in speakers if names.of(speaker.person) == speaker.person]
    quotes = {speaker.person: speaker.quotes for speaker in known}
    pairs = dict.fromkeys(_alike(quotes), ALIKE) | dict.fromkeys(_parts(quotes), PART)
    found = []
    for (one, other), why in pairs.items():
        name, also = sorted((one, other), key=lambda name: (-quotes[name], name))
        found.append(Suggestion(name, also, why))
    return tuple(sorted(found, key=lambda one: (-quotes[one.name] - quotes[one.also], one.name, one.also)))


def sound(name: str) -> str:
    """The consonants of a name in any script, in classes that sound alike.

    >>> sound("Dong Jun") == sound("Дун Цзюнь") == sound("董军")
    True
    """
    latin = anyascii(name).casefold()
    for written, one in _ONE_SOUND:
        latin = latin.replace(written, one)
    sounds = [_SOUNDS[letter] for letter in latin if letter in _SOUNDS]
    return "".join(one[0] for one, before in zip(sounds, ["", *sounds], strict=False) if one != before)


def _alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names in different scripts that sound alike."""
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        by_sound[sound(name)].append(name)
    for sounds, same in by_sound.items():
        if len(sounds) >= FEWEST_SOUNDS:
            yield from (pair for pair in combinations(same, 2) if _script(pair[0]) != _script(pair[1]))


def _parts(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A name of one word, and the only longer name that ends with it."""
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(words := name.split()) > 1:
            longer[words[-1]].append(name)
    for name in names:
        whole = longer.get(name, [])
        if len(whole) == 1:
            yield name, whole[0]


def _script(name: str) -> str:
    """LATIN, CYRILLIC, CJK ...: the script of the first letter."""
    return unicodedata.name(next(filter(str.isalpha, name), "?")).partition(" ")[0]
