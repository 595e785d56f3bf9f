"""What an article's headline and lede make of the words that they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.printing import words_of
from index.analyse import is_stop_word
from index.engine import Engine, QuoteHit

FEWEST = 2  # telling words that a lede shares with a quote to be shown beside it


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a headline or lede; all of them join up to exactly it."""

    text: str
    shared: bool  # the quote has these words too


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a quote in its article."""

    headline: tuple[Word, ...]  # empty: the article has none
    lede: tuple[Word, ...]  # empty: there is none, it is the quote's own place, or it says something else


def above(engine: Engine, quote: QuoteHit) -> Above:
    """Headline and lede of the quote's article, with the words marked that the quote has too."""
    article = engine.article(quote.article)
    lede = article.lede
    shown = lede is not None and not lede.start <= quote.start < lede.end
    words = tuple(_words(lede.of(article.text), quote)) if lede and shown else ()
    enough = sum(word.shared for word in words) >= FEWEST
    return Above(tuple(_words(article.title.of(article.text), quote)), words if enough else ())


def _words(text: str, quote: QuoteHit) -> Iterator[Word]:
    said = {word.key for word in words_of(quote.text, quote.language)}
    at = 0
    for span in (word.span for word in words_of(text, quote.language) if word.key in said and _tells(word.key)):
        if span.start > at:
            yield Word(text[at : span.start], shared=False)
        yield Word(span.of(text), shared=True)
        at = span.end
    if at < len(text):
        yield Word(text[at:], shared=False)


def _tells(key: str) -> bool:
    return len(key) > 1 and not is_stop_word(key)
