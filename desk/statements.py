"""Which quotes are one statement: the same words, or an edited copy of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from index.analyse import is_stop_word, terms, tokens
from index.engine import QuoteHit
from ingest.copies import normal_words

# Shared content words / content words of the shorter: an insertion, a cut or one changed word stays above it.
SAME_STATEMENT = 0.6
FEWEST_SHARED = 4  # content words: "we will see" is not one statement wherever it is said


def group_statements(quotes: Sequence[QuoteHit]) -> list[int]:
    """The statement of each quote, as the position of the statement's fullest printing.

    Overlap coefficient of content words (Szymkiewicz-Simpson) with the fullest printing alone, so that a chain of
    resemblances does not drift from one statement to the next. The same words are one statement however short.
    """
    words = [_content_words(quote.text, quote.language) for quote in quotes]
    fullest: dict[str, int] = {}  # the same words -> statement
    holders: defaultdict[str, list[int]] = defaultdict(list)  # content word -> statements that have it
    statements = [0] * len(quotes)
    for at in sorted(range(len(quotes)), key=lambda at: (-len(words[at]), at)):
        same = normal_words(quotes[at].text)
        if same not in fullest and (near := _nearest(words[at], holders)) is not None:
            fullest[same] = near
        elif same not in fullest:
            fullest[same] = at
            for word in words[at]:
                holders[word].append(at)
        statements[at] = fullest[same]
    return statements


def _content_words(text: str, language: str) -> frozenset[str]:
    telling = [token for token in tokens(text) if not is_stop_word(token.word)]
    return frozenset(term.word for term in terms(telling, language))


def _nearest(words: Iterable[str], holders: defaultdict[str, list[int]]) -> int | None:
    """The statement that shares most of these words, if it shares enough; the first of equals."""
    own = list(words)
    shared = Counter(statement for word in own for statement in holders[word])
    enough = max(FEWEST_SHARED, SAME_STATEMENT * len(own))
    near = [(-count, statement) for statement, count in shared.items() if count >= enough]
    return min(near)[1] if near else None
