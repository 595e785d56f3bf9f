"""Whether a paragraph keeps a query's guarantees, found by looking at it, at its title and at each of its quotes."""

from __future__ import annotations

from collections.abc import Sequence

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
    Term,
    Until,
    Within,
    query_terms,
)
from ingest.article import Quote
from tests.contract.rows import Held, Row


def keeps(row: Row, clauses: Sequence[Clause], speakers: Sequence[str], languages: set[str]) -> bool:
    """All of the clauses; `speakers` are those of the query's own filter."""
    others = [clause for clause in clauses if not is_of_quote(clause)]
    of_quote = [clause for clause in clauses if is_of_quote(clause)]
    if not all(_keeps(row, clause, languages) for clause in others):
        return False
    if not speakers and all(isinstance(clause, Not) for clause in of_quote):
        return not any(_keeps(row, clause.clause, languages) for clause in of_quote if isinstance(clause, Not))
    return any(quote_keeps(row, quote, clauses, speakers, languages) for quote in row.quotes)


def quote_keeps(
    row: Row, quote: Quote, clauses: Sequence[Clause], speakers: Sequence[str], languages: set[str]
) -> bool:
    """What the clauses ask of a quote, all in this one."""
    if speakers and quote.person not in speakers:
        return False
    return all(_said(row, quote, clause, languages) for clause in clauses if is_of_quote(clause))


def is_of_quote(clause: Clause) -> bool:
    if isinstance(clause, Not):
        return is_of_quote(clause.clause)
    if isinstance(clause, All | Any):
        return all(is_of_quote(part) for part in clause.clauses)
    return isinstance(clause, Speaker) or (isinstance(clause, Within) and clause.scope == "said")


def holds(held: Held, wanted: Sequence[Term]) -> bool:
    """Any of the terms."""
    return any(term.word in (held.stems if term.field == "text" else held.words) for term in wanted)


def starts(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    """Where the phrase stands."""
    return [at for at in range(len(words) - len(phrase) + 1) if list(words[at : at + len(phrase)]) == list(phrase)]


def _keeps(row: Row, clause: Clause, languages: set[str]) -> bool:
    article, day = row.article, row.article.published and row.article.published.day
    if isinstance(clause, All):
        return keeps(row, clause.clauses, (), languages)
    if isinstance(clause, Any):
        return any(_keeps(row, part, languages) for part in clause.clauses)
    if isinstance(clause, Not):
        return not _keeps(row, clause.clause, languages)
    if is_of_quote(clause):
        return any(_said(row, quote, clause, languages) for quote in row.quotes)
    if isinstance(clause, Within):
        return _held(row.title, clause.clause, languages)
    if isinstance(clause, Outlet):
        return bool(starts(Held.of(article.outlet or "", "und").words, clause.words))
    if isinstance(clause, Language):
        return article.language == clause.code
    if isinstance(clause, Since):
        return day is not None and day >= clause.day
    if isinstance(clause, Until):
        return day is not None and day <= clause.day
    return _held(row.held, clause, languages)


def _said(row: Row, quote: Quote, clause: Clause, languages: set[str]) -> bool:
    if isinstance(clause, All):
        return all(_said(row, quote, part, languages) for part in clause.clauses)
    if isinstance(clause, Any):
        return any(_said(row, quote, part, languages) for part in clause.clauses)
    if isinstance(clause, Not):
        return not _said(row, quote, clause.clause, languages)
    if isinstance(clause, Speaker):
        return bool(starts(Held.of(quote.person or "", "und").words, clause.words))
    assert isinstance(clause, Within)
    return _held(row.said(quote), clause.clause, languages)


def _held(held: Held, clause: Clause, languages: set[str]) -> bool:
    if isinstance(clause, All):
        return all(_held(held, part, languages) for part in clause.clauses)
    if isinstance(clause, Any):
        return any(_held(held, part, languages) for part in clause.clauses)
    if isinstance(clause, Not):
        return not _held(held, clause.clause, languages)
    if isinstance(clause, Free):
        return holds(held, query_terms(clause.text, languages))
    if isinstance(clause, Phrase):
        return bool(starts(held.words, clause.words))
    if isinstance(clause, Prefix):
        return any(word.startswith(clause.start) for word in held.words)
    assert isinstance(clause, Near)
    left, right = ({term.word for term in query_terms(side.text, languages)} for side in (clause.left, clause.right))
    places = [(at, word) for at, word in enumerate(held.stems) if word in left | right]
    return any(
        0 < abs(a - b) <= clause.distance for a, one in places if one in left for b, other in places if other in right
    )
