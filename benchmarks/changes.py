"""Kinds of change told apart, F1 per class: `python -m benchmarks.changes`.

Two sets: pairs that this project wrote (those of its tests), and every quote and sentence of its samples with one
generated edit of each kind. A pair has the class of its gravest kind, and where that is "altered" also its reasons.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.edits import EDITS, edited
from benchmarks.results import record
from desk.changes import GRAVEST, REASONS, bare, changes
from ingest.article import Article
from ingest.read import read
from ingest.received import Received
from ingest.understand import understand
from tests.unit.desk.test_changes import ALTERED, OTHERS, TYPOGRAPHIC

SAMPLES = Path(__file__).parents[1] / "samples"
SEED = 3
FEWEST = 8  # words of a sentence that is edited
CLASSES = (*GRAVEST, *REASONS)

Judged = tuple[frozenset[str], frozenset[str]]  # what was done, what was found


def main() -> None:
    generated, written = tuple(_generated()), tuple(_written())
    rows = [(name, *_figures(name, generated), *_figures(name, written)) for name in CLASSES]
    header = ("class", "generated", "precision", "recall", "F1", "written", "precision", "recall", "F1")
    remark = f"{len(generated):,} generated edits, {len(written):,} written pairs."
    record("Change kinds: F1 per class", "python -m benchmarks.changes", header, rows, remark)


def _generated() -> Iterator[Judged]:
    chance = random.Random(SEED)
    articles = [understand(received) for received in read(SAMPLES) if isinstance(received, Received)]
    for text, language in dict.fromkeys(pair for article in articles for pair in _texts(article)):
        for kind in EDITS:
            if edit := edited(text, language, kind, chance):
                done = frozenset({edit.kind, *([edit.reason] if edit.reason else [])})
                yield done, _found(text, edit.text, language)


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    spans = [quote.span for quote in article.quotes if quote.kind == "direct"]
    spans += [sentence for paragraph in article.paragraphs for sentence in paragraph.sentences]
    for span in spans:
        text = bare(span.of(article.text))
        if len(text.split()) >= FEWEST and "\n" not in text:
            yield text, article.language


def _written() -> Iterator[Judged]:
    for one, other in TYPOGRAPHIC:
        yield frozenset({"typographic"}), _found(one, other, "und")
    for one, other, reasons in ALTERED:
        yield frozenset({"altered", *reasons}), _found(one, other, "und")
    for one, other, kind in OTHERS:
        yield frozenset({kind}), _found(one, other, "de" if one.startswith("Er ") else "und")


def _found(one: str, other: str, language: str) -> frozenset[str]:
    found = changes(one, other, language=language)
    return frozenset({found.gravest, *(found.reasons if found.gravest == "altered" else ())})


def _figures(name: str, judged: Iterable[Judged]) -> tuple[str, str, str, str]:
    seen = Counter((name in done, name in found) for done, found in judged)
    right, missed, false = seen[True, True], seen[True, False], seen[False, True]
    if not right + missed:
        return "0", "", "", ""
    precision, recall = right / max(right + false, 1), right / (right + missed)
    f1 = 2 * right / (2 * right + missed + false)
    return f"{right + missed:,}", f"{precision:.3f}", f"{recall:.3f}", f"{f1:.3f}"


if __name__ == "__main__":
    main()
