"""What a query's text asks for: free words that rank, and operators that are guarantees. index/query.py reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from index.analyse import Token, is_stop_word, stem, terms, tokens, without_accents


class Term(NamedTuple):
    """A word as an index holds it."""

    field: Literal["text", "exact"]  # stemmed, or as printed
    word: str


@dataclass(frozen=True, slots=True)
class Free:
    """Words of which any, in any of its forms, has to stand there."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand there exactly so, one after the other."""

    text: str
    words: tuple[str, ...]  # folded, never empty


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word that begins so."""

    start: str  # folded


@dataclass(frozen=True, slots=True)
class Near:
    """Two words, in any of their forms, with fewer than `distance` others between them."""

    left: Free
    right: Free
    distance: int


@dataclass(frozen=True, slots=True)
class Within:
    """What must stand in the article's title, or in one quote of the paragraph."""

    scope: Literal["title", "said"]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Speaker:
    """A quote by a person whose name holds these words, one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet whose name holds these words, one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that a reader put on the paragraph or its article, whose name holds these words, one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """An article in this language."""

    code: str  # ISO 639-1


@dataclass(frozen=True, slots=True)
class Since:
    """An article of this day or later; one without a date is of no day."""

    day: date


@dataclass(frozen=True, slots=True)
class Until:
    """An article of this day or earlier."""

    day: date


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class All:
    """AND."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """OR."""

    clauses: tuple[Clause, ...]


Clause = Free | Phrase | Prefix | Near | Within | Speaker | Outlet | Tag | Language | Since | Until | Not | All | Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's text, understood: its clauses stand side by side."""

    clauses: tuple[Clause, ...]
    remark: str | None = None  # what a reader may not expect of how it was read

    @property
    def required(self) -> tuple[Clause, ...]:
        """The guarantees: no match without each of them."""
        return tuple(clause for clause in self.clauses if not isinstance(clause, Free))

    @property
    def asks(self) -> bool:
        """Whether a guarantee asks for words: what keeps it is a match, and free words only rank."""
        return any(True for clause in self.required for _ in _asked(clause))

    @property
    def plain(self) -> str:
        """What is asked for, without marks and exclusions: what the model reads, and what ranks."""
        return " ".join(
            leaf.text for clause in self.clauses for leaf in _asked(clause) if isinstance(leaf, Free | Phrase)
        )

    @property
    def marked(self) -> tuple[Free | Phrase | Prefix, ...]:
        """What a hit shows as the query's words."""
        return tuple(leaf for clause in self.clauses for leaf in _asked(clause))


def query_terms(text: str, languages: Iterable[str]) -> tuple[Term, ...]:
    """The terms that rank: stop words only where there is nothing else, each word stemmed as each language does."""
    paired = terms(tokens(text), "und")
    telling = [token for token in paired if not is_stop_word(token.word)]
    return tuple(dict.fromkeys(term for token in telling or paired for term in _forms(token, languages)))


def is_called(name: str | None, words: tuple[str, ...]) -> bool:
    """Whether a name holds the words, one after the other, whichever of them has its accents.

    >>> is_called("the-lantern.example", ("lantern",)), is_called("Mara Vint", ("vint", "mara"))
    (True, False)
    >>> is_called("Petra Novotná", ("novotna",)), is_called("Petra Novotna", ("novotná",))
    (True, True)
    """
    held, wanted = [without_accents(token.word) for token in tokens(name or "")], [*map(without_accents, words)]
    return any(held[at : at + len(wanted)] == wanted for at in range(len(held) - len(wanted) + 1))


def _asked(clause: Clause) -> Iterator[Free | Phrase | Prefix]:
    """The words that a clause wants, in order; those that it excludes are not among them."""
    match clause:
        case Free() | Phrase() | Prefix():
            yield clause
        case Near():
            yield from (clause.left, clause.right)
        case Within():
            yield from _asked(clause.clause)
        case All() | Any():
            yield from (leaf for part in clause.clauses for leaf in _asked(part))


def _forms(token: Token, languages: Iterable[str]) -> Iterator[Term]:
    if (
        token.unspaced and len(token.word) == 1
    ):  # runs are indexed in pairs; only the exact field holds single characters
        yield Term("exact", token.word)
        return
    yield Term("text", token.word)
    yield from (Term("text", stem([token.word], language)[0]) for language in sorted(languages))
