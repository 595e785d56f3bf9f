"""What a query's text says: free words, "exact phrases", -excluded words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from index.analyse import Token, is_stop_word, stem, terms, tokens
from index.engine import QueryError

# Opening mark -> what may close it. Fonts and keyboards mix the double marks, so a straight one closes any of them.
_CLOSING = {'"': '"“”', "“": '”"“', "”": '”"', "„": '“”"', "«": "»", "「": "」", "『": "』"}
_STRAY = str.maketrans(dict.fromkeys("»」』", " "))
_MINUS = "-−–"


class Term(NamedTuple):
    """A word as an index holds it."""

    field: Literal["text", "exact"]  # stemmed, or as printed
    word: str


@dataclass(frozen=True, slots=True)
class Free:
    """Words that rank: any of them makes a match."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand in the paragraph exactly so, one after the other."""

    text: str
    words: tuple[str, ...]  # folded, never empty


@dataclass(frozen=True, slots=True)
class Not:
    """What must not stand in the paragraph: a word in any of its forms, or a phrase exactly."""

    clause: Free | Phrase


Clause = Free | Phrase | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's text, understood."""

    clauses: tuple[Clause, ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The guarantees."""
        return tuple(clause for clause in self.clauses if isinstance(clause, Phrase))

    @property
    def free(self) -> tuple[Free, ...]:
        """The words that rank."""
        return tuple(clause for clause in self.clauses if isinstance(clause, Free))

    @property
    def excluded(self) -> tuple[Free | Phrase, ...]:
        """What rules a paragraph out."""
        return tuple(clause.clause for clause in self.clauses if isinstance(clause, Not))

    @property
    def plain(self) -> str:
        """What is asked for, without marks and exclusions: what the model reads, and what ranks."""
        return " ".join(clause.text for clause in self.clauses if not isinstance(clause, Not))


def parse(text: str) -> Parsed:
    """Understand a query's text. Raises QueryError where a quotation mark is not closed, or no word stands in it.

    >>> parse('talks "Joint Sword" -drill').phrases[0].words
    ('joint', 'sword')
    """
    clauses = tuple(_clauses(text))
    if text.strip() and not clauses:
        raise QueryError(f"There is no word in this query: {text.strip()[:30]!r}. Leave it empty to see everything.")
    return Parsed(clauses)


def query_terms(text: str, languages: Iterable[str]) -> tuple[Term, ...]:
    """The terms that rank: stop words only where there is nothing else, each word stemmed as each language does."""
    paired = terms(tokens(text), "und")
    telling = [token for token in paired if not is_stop_word(token.word)]
    return tuple(dict.fromkeys(term for token in telling or paired for term in _forms(token, languages)))


def _forms(token: Token, languages: Iterable[str]) -> Iterator[Term]:
    if (
        token.unspaced and len(token.word) == 1
    ):  # runs are indexed in pairs; only the exact field holds single characters
        yield Term("exact", token.word)
        return
    yield Term("text", token.word)
    yield from (Term("text", stem([token.word], language)[0]) for language in sorted(languages))


def _clauses(text: str) -> Iterator[Clause]:
    position = 0
    while position < len(text):
        excluded = _excludes(text, position)
        start = position + excluded
        if text[start : start + 1] in _CLOSING and text[start : start + 1]:
            end = _closing(text, start)
            clause: Free | Phrase | None = _phrase(text[start + 1 : end - 1])
        else:
            end = _free_end(text, start)
            clause = _word(text[start:end]) if excluded else _free(text[start:end])
        if clause:
            yield Not(clause) if excluded else clause
        position = end


def _excludes(text: str, position: int) -> bool:
    """Whether a minus stands here before a word: between two spaces it is a dash."""
    before, after = text[position - 1 : position] if position else "", text[position + 1 : position + 2]
    return text[position] in _MINUS and not before.strip() and bool(after.strip())


def _closing(text: str, start: int) -> int:
    """One past the mark that closes the one at `start`."""
    ends = [end for mark in _CLOSING[text[start]] if (end := text.find(mark, start + 1)) >= 0]
    if not ends:
        raise QueryError(
            f"The quotation mark at character {start + 1} is not closed: {text[start : start + 30]!r}. "
            "Close it, or leave it out to search for the words anywhere."
        )
    return min(ends) + 1


def _free_end(text: str, start: int) -> int:
    """Where free words stop: at a quotation mark or before an exclusion; an excluded word stops at a space."""
    excluded = start > 0 and _excludes(text, start - 1)
    for position in range(start, len(text)):
        if text[position] in _CLOSING and position > start:
            return position
        if excluded and text[position].isspace():
            return position
        if position > start and _excludes(text, position):
            return position
    return len(text)


def _free(text: str) -> Free | None:
    words = text.translate(_STRAY).strip()
    return Free(words) if tokens(words) else None


def _word(text: str) -> Free | Phrase | None:
    """What a minus excludes: one word in all its forms, or a hyphenated one exactly."""
    return _phrase(text) if len(tokens(text)) > 1 else _free(text)


def _phrase(text: str) -> Phrase | None:
    words = tuple(token.word for token in tokens(text))
    return Phrase(text.strip(), words) if words else None
