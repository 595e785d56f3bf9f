"""Where the words of a query stand in a paragraph that matches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.analyse import tokens, where
from index.clauses import Free, Parsed, Phrase, Prefix, Term, query_terms
from ingest.article import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked: words in any of their forms, phrases, and words that begin as a prefix does."""

    terms: frozenset[Term]
    phrases: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]

    @classmethod
    def of(cls, parsed: Parsed, telling: Iterable[Term], languages: Iterable[str]) -> Marked:
        """What the query's text asks to see: of its free words those that rank; and what is telling of a passage."""
        ranking = set(query_terms(parsed.plain, languages))
        free = " ".join(clause.text for clause in parsed.marked if isinstance(clause, Free))
        return cls(
            frozenset(ranking.intersection(query_terms(free, languages))) | frozenset(telling),
            tuple(clause.words for clause in parsed.marked if isinstance(clause, Phrase)),
            tuple(clause.start for clause in parsed.marked if isinstance(clause, Prefix)),
        )

    def found_in(self, text: str, language: str, offset: int) -> tuple[Span, ...]:
        """Where they stand, moved by `offset`; what overlaps becomes one span."""
        spans = where({term.word for term in self.terms if term.field == "text"}, text, language)
        exact = {term.word for term in self.terms if term.field == "exact"}
        cut = tokens(text) if exact or self.prefixes or self.phrases else []
        spans += [(t.start, t.end) for t in cut if t.word in exact or t.word.startswith(self.prefixes)]
        words = [token.word for token in cut]
        for phrase in self.phrases:
            length = len(phrase)
            starts = (n for n in range(len(words) - length + 1) if tuple(words[n : n + length]) == phrase)
            spans += [(cut[n].start, cut[n + length - 1].end) for n in starts]
        return tuple(Span(start + offset, end + offset) for start, end in _joined(spans))


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one.

    >>> _joined([(4, 6), (0, 2), (5, 8)])
    [(0, 2), (4, 8)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
