"""What changed from one version of an article to the next, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from ingest.article import Article

Kind = Literal["same", "removed", "added"]
_Replaced = Callable[[str, str], Iterator["Piece"]]  # a stretch of the earlier, and what stands in its place

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\s+|[⺀-鿿豈-﫿]|[^\W⺀-鿿豈-﫿]+|[^\w\s]")  # Han is written without spaces: each sign is a word
_MOST = 4000  # words of a changed stretch compared one by one: difflib is quadratic at worst
_ALIKE = 0.3  # of their words shared; two stretches less alike are shown one after the other, and not woven together


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that both versions have, or only the earlier, or only the later."""

    kind: Kind
    text: str


def revision(earlier: str, later: str) -> tuple[Piece, ...]:
    """The two texts in pieces: those that are not `added` join up to the earlier, those not `removed` to the later.

    >>> [(piece.kind, piece.text) for piece in revision("Twelve men drowned.", "Eleven men drowned.")]
    [('removed', 'Twelve'), ('added', 'Eleven'), ('same', ' men drowned.')]
    """
    return tuple(_joined(_compared(_LINE.findall(earlier), _LINE.findall(later), _words_compared)))


def facts_changed(earlier: Article, later: Article) -> tuple[tuple[str, str, str], ...]:
    """What is known of the article and differs: name, earlier, later."""
    facts = (
        ("title", earlier.title.of(earlier.text), later.title.of(later.text)),
        ("day", _day(earlier), _day(later)),
        ("outlet", earlier.outlet or "none named", later.outlet or "none named"),
        ("language", earlier.language, later.language),
        ("address", earlier.url or "none", later.url or "none"),
    )
    return tuple(fact for fact in facts if fact[1] != fact[2])


def _day(article: Article) -> str:
    return f"{article.published.day} (to the {article.published.precision})" if article.published else "undated"


def _words_compared(earlier: str, later: str) -> Iterator[Piece]:
    """A changed stretch, woven together where it is the same stretch at all."""
    words, others = _WORD.findall(earlier), _WORD.findall(later)
    if max(len(words), len(others)) <= _MOST and _likeness(words, others) >= _ALIKE:
        yield from _compared(words, others, _both)
    else:
        yield from _both(earlier, later)


def _likeness(words: Sequence[str], others: Sequence[str]) -> float:
    """0..1, without the spaces that all texts share."""
    some, more = ([word for word in side if not word.isspace()] for side in (words, others))
    return SequenceMatcher(None, some, more, autojunk=False).ratio()


def _both(earlier: str, later: str) -> Iterator[Piece]:
    yield Piece("removed", earlier)
    yield Piece("added", later)


def _compared(earlier: Sequence[str], later: Sequence[str], replaced: _Replaced) -> Iterator[Piece]:
    for kind, start, end, other, other_end in SequenceMatcher(None, earlier, later, autojunk=False).get_opcodes():
        before, after = "".join(earlier[start:end]), "".join(later[other:other_end])
        if kind == "equal":
            yield Piece("same", before)
        else:
            yield from replaced(before, after) if kind == "replace" else _both(before, after)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece, without empty ones."""
    for kind, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in group))
