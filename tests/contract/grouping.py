"""Which paragraphs and which articles are copies, every pair compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeVar

from index.copies import are_copies, are_same_paragraph
from ingest.article import Article
from ingest.copies import normal_words, shingles
from tests.contract.rows import Row

_Node = TypeVar("_Node")


def article_groups(articles: Iterable[Article]) -> dict[str, str]:
    """Articles with the same value are copies."""
    grams = {article.id: shingles(article.text) for article in articles}
    return _connected(grams, [(a, b) for a, b in combinations(grams, 2) if are_copies(grams[a], grams[b])])


def paragraph_groups(live: Sequence[Row]) -> dict[int, int]:
    """Paragraphs with the same value are copies."""
    grams = {row.row: shingles(row.text) for row in live}
    whole = {row.article.id: shingles(row.article.text) for row in live}

    def same(a: Row, b: Row) -> bool:
        if key_of(a.text) == key_of(b.text):
            return True
        return are_copies(whole[a.article.id], whole[b.article.id]) and are_same_paragraph(grams[a.row], grams[b.row])

    pairs = [
        (a.row, b.row)
        for a, b in combinations(live, 2)
        if (a.article.id != b.article.id and same(a, b)) or key_of(a.text) == key_of(b.text)
    ]
    return _connected(grams, pairs)


def key_of(text: str) -> str:
    """Equal where two texts are the same words."""
    return normal_words(text) or text


def _connected(nodes: Iterable[_Node], pairs: Iterable[tuple[_Node, _Node]]) -> dict[_Node, _Node]:
    group = {node: node for node in nodes}
    for a, b in pairs:
        keep, drop = group[a], group[b]
        group = {node: keep if of == drop else of for node, of in group.items()}
    return group
