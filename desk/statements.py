"""Which quotes are one statement: the same words, or an edited copy of them.

A quote is held against the fullest printing alone, so that a chain of resemblances does not drift from one statement
to the next. What counts is how much of the shorter one's telling words stand in runs that the fullest printing has
too: people on one theme share its words, but seldom three of them in a row.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from anyascii import anyascii

from index.analyse import is_stop_word
from index.engine import QuoteHit
from ingest.copies import words

RUN = 3  # words: two in a row are often a name
CANDIDATES = 8  # fullest printings that a quote is held against, those first that share most runs


CLITICS = frozenset("s t d m re ve ll".split())  # what an apostrophe leaves: they tell nothing
ONE_OCCASION = 7  # days: later, a few words or a reporter's own are rather said again than printed again


@dataclass(frozen=True, slots=True)
class Bar:
    """What two quotes must share to be one statement. Chosen on groups read by hand (benchmarks/statements.json)."""

    share: float  # of the shorter one's words, each weighed by how rare it is among the quotes
    words: int  # different telling words


SAME_SPEAKER = Bar(0.6, 4)
SPEAKER_UNKNOWN = Bar(0.7, 5)
OTHER_SPEAKER = Bar(0.8, 6)  # one outlet names somebody else
REPORTED = Bar(0.7, 6)  # one in a reporter's words, the other too or by nobody known: on one theme they are much alike
FEWEST_SAME = 2  # telling words from which the same words without a speaker, or without marks, are one: not "no"


@dataclass(slots=True)
class _Statement:
    """A fullest printing, and whoever was found to have said it."""

    quote: QuoteHit
    grams: frozenset[tuple[str, ...]]
    persons: set[str] = field(default_factory=set)


def group_statements(quotes: Sequence[QuoteHit]) -> list[int]:
    """The statement of each quote, as the position of the statement's fullest printing."""
    cut = [words(quote.text) for quote in quotes]
    weights = _weights(cut)
    statements: dict[int, _Statement] = {}
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)  # a run of words -> statements that have it
    same: defaultdict[str, list[int]] = defaultdict(list)  # the same words -> statements
    found = [0] * len(quotes)
    for at in sorted(range(len(quotes)), key=lambda at: (-len(cut[at]), at)):
        own, quote = cut[at], quotes[at]
        shared = Counter(one for gram in set(_grams(own)) for one in holders.get(gram, ()))
        nearest = sorted(shared, key=lambda one: (-shared[one], one))[:CANDIDATES]
        fitting = [one for one in nearest if _is_copy(quote, own, statements[one], weights)]
        fitting += [one for one in same[" ".join(own)] if _is_repeat(quote, own, statements[one])]
        found[at] = fitting[0] if fitting else at
        if not fitting:
            grams = frozenset(_grams(own))
            statements[at] = _Statement(quote, grams)
            same[" ".join(own)].append(at)
            for gram in grams:
                holders[gram].append(at)
        if quote.quote.person:
            statements[found[at]].persons.add(quote.quote.person)
    return found


def fullest(quotes: Iterable[QuoteHit]) -> QuoteHit:
    """The longest printing; of equals the oldest."""
    return min(quotes, key=lambda quote: (-len(quote.text), by_time(quote)))


def by_time(quote: QuoteHit) -> tuple[bool, str, str, int]:
    """Oldest first, undated last."""
    return quote.published is None, str(quote.published), quote.article, quote.start


def _weights(cut: Sequence[Sequence[str]]) -> dict[str, float]:
    """How much each word tells: nothing where it is a stop word, more the fewer quotes have it."""
    holding = Counter(word for own in cut for word in set(own))
    return {word: 0.0 if not _tells(word) else math.log(1 + len(cut) / n) for word, n in holding.items()}


def _grams(own: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(own[at : at + RUN]) for at in range(len(own) - RUN + 1)]


def _is_copy(quote: QuoteHit, own: Sequence[str], statement: _Statement, weights: dict[str, float]) -> bool:
    bar = _bar(quote, statement)
    if bar is None:
        return False
    covered = {at + step for at, gram in enumerate(_grams(own)) if gram in statement.grams for step in range(RUN)}
    telling = {own[at] for at in covered if weights[own[at]]}
    whole = sum(weights[word] for word in own)
    return len(telling) >= bar.words and sum(weights[own[at]] for at in covered) >= bar.share * whole


def _bar(quote: QuoteHit, statement: _Statement) -> Bar | None:
    """What they must share; None: whatever they share, they are two statements."""
    said = _said_by_one(quote.quote.person, statement.persons)
    kinds = {quote.quote.kind, statement.quote.quote.kind}
    if "indirect" in kinds and not (said and "direct" in kinds):
        return REPORTED if said is not False and _on_one_occasion(quote, statement.quote) else None
    if said is None:
        return SPEAKER_UNKNOWN
    return SAME_SPEAKER if said else OTHER_SPEAKER


def _is_repeat(quote: QuoteHit, own: Sequence[str], statement: _Statement) -> bool:
    """Whether the same few words were said by one person on one occasion."""
    said = _said_by_one(quote.quote.person, statement.persons)
    if said is False or not _on_one_occasion(quote, statement.quote):
        return False
    enough = sum(map(_tells, set(own))) >= FEWEST_SAME
    if "indirect" in (quote.quote.kind, statement.quote.quote.kind):
        return bool(said) and enough
    return bool(said) or enough


def _on_one_occasion(quote: QuoteHit, other: QuoteHit) -> bool:
    """Whether they were printed within days of one another, as far as their days are known."""
    if quote.published is None or other.published is None:
        return True
    return abs((quote.published - other.published).days) <= ONE_OCCASION


def _said_by_one(person: str | None, persons: set[str]) -> bool | None:
    """Whether the person is one of these, by a shorter name or another spelling; None: one side is unknown."""
    if not person or not persons:
        return None
    names = _name_words(person)
    return any(_is_shorter(names, other) or _is_shorter(other, names) for other in map(_name_words, persons))


def _is_shorter(names: frozenset[str], whole: frozenset[str]) -> bool:
    """Whether a name is the other, or a part of it; a son is not his father."""
    return names <= whole and not (whole - names) & {"jr", "jr.", "sr", "sr.", "ii", "iii"}


def _name_words(name: str) -> frozenset[str]:
    return frozenset(anyascii(name).casefold().split())


def _tells(word: str) -> bool:
    return word not in CLITICS and not is_stop_word(word)
