"""Which paragraphs keep a query's guarantees: each clause becomes a mask over the columns.

What is asked of a quote (`speaker:`, `said:`) is judged within one quote where it stands side by side or under AND: a
mask over the quotes, which becomes one over their paragraphs only when everything about the quote has been asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from index.clauses import (
    All,
    Any,
    Clause,
    Free,
    Language,
    Near,
    Not,
    Outlet,
    Phrase,
    Prefix,
    Since,
    Speaker,
    Tag,
    Term,
    Until,
    Within,
    is_called,
    query_terms,
)
from index.columns import UNDATED, Columns, Ints, Mask, QuoteColumns, chosen
from index.records import day_number
from index.tags import Tagged
from index.words import Scope, Words, quote_key


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeps all guarantees."""

    paragraphs: Mask  # shape (paragraphs,)
    quotes: Mask  # shape (quotes,): keeps what is asked of a quote; all where nothing is


def keeping(clauses: Sequence[Clause], asked: Mask | None, words: Words, columns: Columns, tagged: Tagged) -> Kept:
    """What keeps every clause. `asked`: the quotes that the filter on speakers lets pass; None: there is none."""
    judge = _Judge(words, columns, tagged)
    about_quotes = [clause for clause in clauses if _is_of_quotes(clause)]
    paragraphs = judge.all_of(clauses, asked)
    if not about_quotes and asked is None:
        return Kept(paragraphs, np.ones(len(columns.quotes.article), np.bool_))
    return Kept(paragraphs, judge.quotes_with(about_quotes, asked))


class _Judge:
    """Turns clauses into masks, for one state of the library."""

    def __init__(self, words: Words, columns: Columns, tagged: Tagged) -> None:
        self._words = words
        self._columns = columns
        self._tagged = tagged

    def all_of(self, clauses: Sequence[Clause], asked: Mask | None = None) -> Mask:
        """The paragraphs that keep all the clauses, those about a quote in one quote."""
        of_quotes = [clause for clause in clauses if _is_of_quotes(clause)]
        masks = [self.paragraphs(clause) for clause in clauses if not _is_of_quotes(clause)]
        if asked is not None or any(not isinstance(clause, Not) for clause in of_quotes):
            masks.append(self._around(self.quotes_with(of_quotes, asked)))
        else:  # nothing is wanted of a quote: no quote may have what is excluded
            masks += [~self.paragraphs(clause.clause) for clause in of_quotes if isinstance(clause, Not)]
        return reduce(np.logical_and, masks, np.ones(len(self._columns.row), np.bool_))

    def quotes_with(self, clauses: Sequence[Clause], asked: Mask | None = None) -> Mask:
        """The quotes that keep all the clauses."""
        everything = np.ones(len(self._columns.quotes.article), np.bool_) if asked is None else asked
        return reduce(np.logical_and, map(self.quotes, clauses), everything)

    def paragraphs(self, clause: Clause) -> Mask:
        """The paragraphs that keep one clause."""
        columns = self._columns
        match clause:
            case All():
                return self.all_of(clause.clauses)
            case Any():
                return reduce(np.logical_or, map(self.paragraphs, clause.clauses))
            case Not():
                return ~self.paragraphs(clause.clause)
            case Speaker() | Within("said", _):
                return self._around(self.quotes(clause))
            case Within():
                return self._holding("title", clause.clause, columns.only)
            case Outlet():
                called = np.array([is_called(name, clause.words) for name in columns.outlets], np.bool_)
                return called[columns.outlet]
            case Tag():
                return columns.only(self._tagged(clause.words))
            case Language():
                return chosen(columns.languages, [clause.code])[columns.language]
            case Since():
                return self._between(day_number(clause.day), UNDATED - 1)
            case Until():
                return self._between(columns.day.min(initial=0), day_number(clause.day))
            case _:
                return self._holding("text", clause, columns.only)

    def quotes(self, clause: Clause) -> Mask:
        """The quotes that keep one clause about a quote."""
        quotes = self._columns.quotes
        match clause:
            case All():
                return self.quotes_with(clause.clauses)
            case Any():
                return reduce(np.logical_or, map(self.quotes, clause.clauses))
            case Not():
                return ~self.quotes(clause.clause)
            case Speaker():
                return quotes.called(clause.words)
            case Within():
                return self._holding("said", clause.clause, lambda keys: _quotes_of(keys, quotes))
        raise TypeError(f"{clause} is not about a quote")

    def _holding(self, scope: Scope, clause: Clause, mask: Callable[[Ints], Mask]) -> Mask:
        """What holds words in a scope: `mask` makes one of the numbers that the index gives."""
        match clause:
            case All():
                return reduce(np.logical_and, [self._holding(scope, part, mask) for part in clause.clauses])
            case Any():
                return reduce(np.logical_or, [self._holding(scope, part, mask) for part in clause.clauses])
            case Not():
                return ~self._holding(scope, clause.clause, mask)
            case Free():
                return mask(self._words.with_terms(scope, self._terms(clause)))
            case Phrase():
                return mask(self._words.with_phrase(scope, clause.words))
            case Prefix():
                return mask(self._words.with_prefix(scope, clause.start))
            case Near():
                pair = self._terms(clause.left), self._terms(clause.right)
                return mask(self._words.with_pair(scope, *pair, clause.distance))
        raise TypeError(f"{clause} cannot stand within {scope}")

    def _between(self, first: int, last: int) -> Mask:
        within: Mask = (self._columns.day >= first) & (self._columns.day <= last)
        return within

    def _terms(self, clause: Free) -> tuple[Term, ...]:
        return query_terms(clause.text, self._columns.languages)

    def _around(self, quotes: Mask) -> Mask:
        """The paragraphs that the quotes stand in."""
        return self._columns.only(self._columns.quotes.paragraph[quotes])


def _is_of_quotes(clause: Clause) -> bool:
    """Whether the clause is about a quote and nothing else."""
    match clause:
        case Speaker() | Within("said", _):
            return True
        case Not():
            return _is_of_quotes(clause.clause)
        case All() | Any():
            return all(map(_is_of_quotes, clause.clauses))
    return False


def _quotes_of(keys: Ints, quotes: QuoteColumns) -> Mask:
    return np.isin(quote_key(quotes.article, quotes.number), keys)
