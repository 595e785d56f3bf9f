"""Summaries of articles picked at random: `python -m benchmarks.briefs [COUNT]` (10,000 unless told).

From ../shared/corpus, one to eight articles of one language, 20 to 200 words. Counted: sentences that the gate
refuses, pairs that are copies, summaries longer than asked; then one character of each text is changed, and the gate
must refuse.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from benchmarks.results import record, seconds
from desk.candidates import Candidate, Material
from desk.redundancy import repeats_any
from desk.summary import Length, summarise
from ingest.article import Span
from ingest.paragraphs import find_paragraphs
from ingest.verbatim import NotVerbatim, verbatim

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "articles.jsonl.gz"
SEED = 7
KINDS = (
    "sentences",
    "not verbatim",
    "pairs of copies",
    "longer than asked",
    "empty",
    "changed texts",
    "changes not refused",
)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chance, by_language = random.Random(SEED), _by_language()
    seen: Counter[str] = Counter()
    took = seconds(lambda: seen.update(_all(count, chance, by_language)))
    rows = [("summaries", f"{count:,}"), *((kind, f"{seen[kind]:,}") for kind in KINDS)]
    rows.append(("each, with its checks", f"{took / count * 1000:.0f} ms"))
    record("Summaries of random articles", f"python -m benchmarks.briefs {count}", ("what", "figure"), rows)


def _by_language() -> dict[str, list[dict[str, str]]]:
    articles: dict[str, list[dict[str, str]]] = {}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            articles.setdefault(article["lang"], []).append(article)
    return articles


def _all(count: int, chance: random.Random, by_language: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    for _ in range(count):
        articles = by_language[chance.choice(sorted(by_language))]
        picked = chance.sample(articles, chance.randint(1, min(8, len(articles))))
        yield from _one([_material(article) for article in picked], chance)


def _one(materials: Sequence[Material], chance: random.Random) -> Iterator[str]:
    """What is to be counted of one summary."""
    words = chance.randint(20, 200)
    chosen = summarise(materials, Length(words=words))
    yield from ["empty"] * (not chosen)
    yield from ["longer than asked"] * (sum(one.words for one in chosen) > words)
    yield from ("pairs of copies" for one, other in combinations(chosen, 2) if repeats_any(one, [other]))
    for sentence in chosen:
        yield "sentences"
        yield from _at_the_gate(sentence, materials[sentence.material].text, chance)


def _at_the_gate(sentence: Candidate, text: str, chance: random.Random) -> Iterator[str]:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if not _passes(text, sentence, sha256):
        yield "not verbatim"
    at = chance.randrange(len(text))
    changed = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
    yield "changed texts"
    if _passes(changed, sentence, sha256):
        yield "changes not refused"


def _passes(text: str, sentence: Candidate, sha256: str) -> bool:
    try:
        return (
            verbatim(text, sentence.span, sentence.text, sha256=sha256) == text[sentence.span.start : sentence.span.end]
        )
    except NotVerbatim:
        return False


def _material(article: dict[str, str]) -> Material:
    text, language = article["text"], article["lang"]
    paragraphs = find_paragraphs(text, Span(0, len(text)), language)
    return Material(article["id"], None, article["source"], language, text, article["title"] or "", paragraphs)


if __name__ == "__main__":
    main()
