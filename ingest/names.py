"""A name as printed: its titles and roles, and the name after the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.lexicon import Lexicon

HONOURS = frozenset({"MP", "MEP", "MSP", "KC", "QC", "OBE", "MBE", "PhD", "MD"})  # stand behind a name
SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Called:
    """The parts of a name as printed."""

    called: frozenset[str]  # titles and roles, lower case
    tokens: tuple[str, ...]
    suffix: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name before anybody is known."""

    words: tuple[str, ...]  # without marks and honours
    of: int  # the place of an "of" that may be an office's, a body's or a place's; 0: there is none
    parts: Called  # cut after the last title


@lru_cache(maxsize=1 << 14)  # the same names come again and again, and each is asked for several times
def read_name(printed: str, lexicon: Lexicon) -> Name:
    """The words of a name, and its parts where no "of" leaves them open."""
    words = [_bare(word) for word in printed.split()]
    while len(words) > 1 and words[-1] in HONOURS:
        words.pop()
    of = first_of(words, lexicon)
    if any(is_title(w, lexicon) and w.lower() not in lexicon.offices for w in words[of + 1 :]):
        of = 0
    return Name(tuple(words), of, cut_at(words, titles_end(words, lexicon), lexicon))


def cut_at(words: Sequence[str], cut: int, lexicon: Lexicon) -> Called:
    """Words cut into titles and name."""
    if cut < len(words) and all(w.lower() in lexicon.bodies for w in words[cut:]):
        cut = 0  # "Foreign Ministry": no title, but a body's name
    called = frozenset(w.lower() for w in words[:cut] if w.lower() not in lexicon.closed)
    name = [w for w in words[cut:] if w]
    if name and name[0].lower() in lexicon.definite:
        del name[0]
    if called and len(name) > 2 and lexicon.patronymics:
        first = next((n for n, word in enumerate(name[1:]) if word.endswith(lexicon.patronymics)), len(name) - 2)
        del name[:first]  # a country in the genitive: "президент Вальдоры Иван Орлов"
    suffix = name.pop() if len(name) > 1 and name[-1] in SUFFIXES else ""
    return Called(called, tuple(name), suffix)


def titles_end(words: Sequence[str], lexicon: Lexicon) -> int:
    """Where the name begins: after the last title, role or word in lower case."""
    return max((n + 1 for n, w in enumerate(words) if _is_before_name(w, lexicon)), default=0)


def first_of(words: Sequence[str], lexicon: Lexicon) -> int:
    """The place of the first "of"; 0 where there is none."""
    closed, particles = lexicon.closed, lexicon.particles
    return next((n for n, w in enumerate(words) if closed.get(w) == "o" and w not in particles), 0)


def is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a title, among them those that only ever stand before a name: "Skipper"."""
    return lexicon.is_title(word.lower()) or word.lower() in lexicon.ranks


def _is_before_name(word: str, lexicon: Lexicon) -> bool:
    return is_title(word, lexicon) or (word[:1].islower() and word.lower() not in lexicon.particles)


def _bare(word: str) -> str:
    """A word without marks and possessive; an initial and "U.S." keep their full stop."""
    word = word.strip(",’'").removesuffix("'s").removesuffix("’s")
    return word if len(word) == 2 or "." in word[:-1] else word.rstrip(".")
