"""Train ingest/speaker_model.json on PolNeAR: `python -m benchmarks.train_speakers GOLD.jsonl`.

Only numbers are shipped: features are made of token letters, positions, closed-class words and the verbs of the
project's own list (ingest/shapes.py). The same gold gives the same bytes: no randomness, weights rounded.
"""

from __future__ import annotations

import argparse
import bisect
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from ingest.article import Span
from ingest.choices import SHIPPED, Chooser, Model
from ingest.clauses import Said, ends, read_clause, read_subject, starts, subjects
from ingest.cues import Cue
from ingest.lexicon import lexicon
from ingest.links import Earlier, Link, links
from ingest.paragraphs import find_paragraphs
from ingest.scenes import Scene, read_scenes

RARE = {"subject": 10, "link": 8, "start": 16, "end": 14}  # a feature of fewer candidates is left out
STRENGTH = {"subject": 2.0, "link": 2.0, "start": 1.0, "end": 2.0}  # of the L2 penalty
SMALL = 0.18  # a smaller weight is left out
DECIMALS = 2
VERSION = "polnear-4"

Gold = dict[str, Any]  # one attribution's part, as in the gold file


@dataclass(slots=True)
class Examples:
    """Choices with their right answers; features as text."""

    candidates: list[list[list[str]]] = field(default_factory=list)
    right: list[set[int]] = field(default_factory=list)

    def add(self, features: list[list[str]], right: Iterable[int]) -> None:
        answers = set(right)
        if answers and len(features) > 1:
            self.candidates.append(features)
            self.right.append(answers)

    def extend(self, other: Examples) -> None:
        self.candidates += other.candidates
        self.right += other.right


class GoldArticle:
    """One gold article with its scenes, and where each attribution stands in them."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.text: str = row["text"]
        self.paragraphs = find_paragraphs(self.text, Span(0, len(self.text)), "en")
        self.scenes = read_scenes(self.text, self.paragraphs, lexicon("en"))
        self._starts = [p.span.start for p in self.paragraphs]

    def tokens(self, start: int, end: int) -> tuple[int, list[int]]:
        """The paragraph and the tokens that a span covers; (-1, []) where none."""
        place = bisect.bisect_right(self._starts, start) - 1
        if place < 0:
            return -1, []
        spans = self.scenes[place].frame.spans
        return place, [n for n, span in enumerate(spans) if span[0] < end and span[1] > start]


def verb_counts(articles: Sequence[GoldArticle]) -> Counter[str]:
    """How often each verb stands alone as a gold cue: of several in one cue text, the commonest is the cue."""
    counts: Counter[str] = Counter()
    for article in articles:
        for cues in gold_cues(article).values():
            if len(cues) == 1:
                counts[cues[0][1].base] += 1
    return counts


def gold_cues(article: GoldArticle) -> dict[str, list[tuple[int, Cue]]]:
    """group -> the cues (with their paragraph) that its cue text covers."""
    found: dict[str, list[tuple[int, Cue]]] = {}
    for part in article.row["quotes"]:
        if part["group"] in found or part.get("cue_start") is None:
            continue
        place, tokens = article.tokens(part["cue_start"], part["cue_end"])
        inside = set(tokens)
        found[part["group"]] = [(place, c) for c in (article.scenes[place].cues if tokens else ()) if c.first in inside]
    return found


def chosen_cues(article: GoldArticle, counts: Counter[str]) -> dict[str, tuple[int, Cue]]:
    """group -> its one cue."""
    cues = gold_cues(article)
    return {g: max(found, key=lambda one: counts[one[1].base]) for g, found in cues.items() if found}


def subject_examples(article: GoldArticle, chosen: dict[str, tuple[int, Cue]]) -> Examples:
    examples = Examples()
    parts = {part["group"]: part for part in reversed(article.row["quotes"])}
    for group, (place, cue) in chosen.items():
        mentions, features = subjects(article.scenes[place], cue)
        part = parts[group]
        examples.add(features, right_subject(mentions, part))
    return examples


def right_subject(mentions: Sequence[Any], part: Gold) -> list[int]:
    """The first mention that overlaps the gold speaker; nobody where the gold names nobody."""
    if part["speaker_start"] is None:
        return [0]
    low, high = part["speaker_start"], part["speaker_end"]
    return [n for n, m in enumerate(mentions) if m and m.span.start < high and m.span.end > low][:1]


def with_subjects(scenes: Sequence[Scene], chooser: Chooser) -> list[list[Said]]:
    return [[read_subject(scene, cue, chooser) for cue in scene.cues] for scene in scenes]


def with_clauses(
    article: GoldArticle, said: Sequence[Sequence[Said]], start: Chooser, end: Chooser
) -> list[list[Said]]:
    rows = zip(article.scenes, said, strict=True)
    return [[read_clause(scene, one, start, end) for one in row] for scene, row in rows]


def content_examples(
    article: GoldArticle, said: Sequence[Sequence[Said]], chosen: dict[str, tuple[int, Cue]]
) -> tuple[Examples, Examples]:
    start_examples, end_examples = Examples(), Examples()
    within = {(p, c.first) for found in gold_cues(article).values() for p, c in found}
    parts = {(p, c.first): content_part(article, g) for g, (p, c) in chosen.items()}
    for place, row in enumerate(said):
        for one in row:
            key = (place, one.cue.first)
            if key in parts:
                add_content(article, place, one, parts[key], start_examples, end_examples)
            elif key not in within:
                start_examples.add(starts(article.scenes[place], one)[1], [0])
    return start_examples, end_examples


def content_part(article: GoldArticle, group: str) -> Gold:
    """The part that stands for an attribution's content: the longest that is not wholly quoted, else the first."""
    parts = [part for part in article.row["quotes"] if part["group"] == group]
    reported = [part for part in parts if part["kind"] != "direct"]
    return max(reported, key=lambda part: part["end"] - part["start"]) if reported else parts[0]


def add_content(article: GoldArticle, place: int, said: Said, part: Gold, begun: Examples, ended: Examples) -> None:
    paragraph, tokens = article.tokens(part["start"], part["end"])
    letters = article.scenes[place].frame.letters
    tokens = [n for n in tokens if letters[n] not in ",.;:"] if paragraph == place else []
    if not tokens:
        return
    places, features = starts(article.scenes[place], said)
    if part["speech"] or said.cue.base == ":":  # the gold counts "X: ..." of a headline as no speech
        begun.add(features, [n for n, p in enumerate(places) if p == tokens[0]])
    if tokens[0] in places:
        lasts, features = ends(article.scenes[place], said, tokens[0])
        ended.add(features, [n for n, p in enumerate(lasts) if p == tokens[-1]])


def link_examples(article: GoldArticle, said: Sequence[Sequence[Said]], chosen: dict[str, tuple[int, Cue]]) -> Examples:
    examples = Examples()
    earlier: Earlier | None = None
    earlier_gold: Gold | None = None
    pieces = quoted_pieces(article)
    for place, scene in enumerate(article.scenes):
        for token, stretch in scene.frame.stretches.items():
            gold = piece_of(stretch.inner, pieces)
            found, features = links(article.text, article.scenes, said, place, token, earlier)
            right = right_links(found, gold, earlier_gold, chosen) if len(found) > 1 else [0]
            examples.add(features, right)
            if gold:
                how = found[min(right, key=lambda n: found[n].how != "link")].how if right else "link"
                earlier, earlier_gold = Earlier(place, token, stretch.closed, how), gold
    return examples


def quoted_pieces(article: GoldArticle) -> list[tuple[int, int, Gold]]:
    pieces = []
    for part in article.row["quotes"]:
        if part["kind"] == "direct":
            pieces.append((part["start"], part["end"], part))
        pieces += [(start, end, part) for start, end in part.get("inner", [])]
    return sorted(pieces, key=lambda piece: piece[:2])


def piece_of(inner: Span, pieces: Sequence[tuple[int, int, Gold]]) -> Gold | None:
    """The gold part of which a stretch is a quoted piece."""
    for start, end, part in pieces:
        shared = min(end, inner.end) - max(start, inner.start)
        if shared > 0.7 * (inner.end - inner.start):
            return part
    return None


def right_links(
    found: Sequence[Link], gold: Gold | None, earlier: Gold | None, chosen: dict[str, tuple[int, Cue]]
) -> list[int]:
    if gold is None:
        return [0]
    if gold["speaker_start"] is None:
        return [1]
    cue = chosen.get(gold["group"])
    right = [
        n
        for n, link in enumerate(found)
        if (link.how == "carry" and earlier and same_speaker(earlier, gold))
        or (link.said and (link.paragraph, link.said.cue) == cue)
        or (link.said and link.said.subject and overlaps(link.said.subject.span, gold))
    ]
    return right or [1]


def overlaps(span: Span, gold: Gold) -> bool:
    return gold["speaker_start"] is not None and span.start < gold["speaker_end"] and span.end > gold["speaker_start"]


def same_speaker(earlier: Gold, gold: Gold) -> bool:
    return bool(earlier["group"] == gold["group"] or earlier["speaker_start"] == gold["speaker_start"])


# Fitting


def fit(examples: Examples, rare: int, strength: float) -> Chooser:
    """The weights that make the right answers most probable (L2-penalised, L-BFGS from zero)."""
    counts = Counter(f for choice in examples.candidates for features in choice for f in features)
    names = sorted(name for name, count in counts.items() if count >= rare)
    matrix, firsts, right = _matrix(examples, {name: n for n, name in enumerate(names)})
    solved = minimize(
        _loss, np.zeros(len(names)), (matrix, firsts, right, strength), "L-BFGS-B", jac=True, options={"maxiter": 150}
    )
    rounded = np.round(solved.x, DECIMALS)
    return Chooser({name: float(weight) for name, weight in zip(names, rounded, strict=True) if abs(weight) >= SMALL})


def _matrix(examples: Examples, ids: dict[str, int]) -> tuple[csr_matrix, NDArray[np.int64], NDArray[np.float64]]:
    columns, ends, firsts, right = [], [0], [], []
    for choice, answers in zip(examples.candidates, examples.right, strict=True):
        firsts.append(len(ends) - 1)
        for place, features in enumerate(choice):
            columns += [ids[f] for f in features if f in ids]
            ends.append(len(columns))
            right.append(float(place in answers))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(ids)))
    return matrix, np.array(firsts), np.array(right)


def _loss(
    weights: NDArray[np.float64],
    matrix: csr_matrix,
    firsts: NDArray[np.int64],
    right: NDArray[np.float64],
    strength: float,
) -> tuple[float, NDArray[np.float64]]:
    """Negative log of the summed probability of the right answers, and its gradient."""
    sizes = np.diff(np.append(firsts, matrix.shape[0]))
    sums = matrix @ weights
    odds = np.exp(sums - np.repeat(np.maximum.reduceat(sums, firsts), sizes))
    share = odds / np.repeat(np.add.reduceat(odds, firsts), sizes)
    held = np.add.reduceat(share * right, firsts)
    pulled = share * right / np.repeat(held, sizes)
    loss = -np.log(held).sum() + strength / 2 * weights @ weights
    return float(loss), matrix.T @ (share - pulled) + strength * weights


def train(articles: Sequence[GoldArticle]) -> Model:
    """Every chooser, each on the answers of the one before."""
    counts = verb_counts(articles)
    chosen = [chosen_cues(article, counts) for article in articles]
    choosers = {"subject": fit(joined(map(subject_examples, articles, chosen)), RARE["subject"], STRENGTH["subject"])}
    said = [with_subjects(article.scenes, choosers["subject"]) for article in articles]
    contents = [content_examples(*each) for each in zip(articles, said, chosen, strict=True)]
    choosers["start"] = fit(joined(start for start, _ in contents), RARE["start"], STRENGTH["start"])
    choosers["end"] = fit(joined(end for _, end in contents), RARE["end"], STRENGTH["end"])
    start, end = choosers["start"], choosers["end"]
    said = [with_clauses(article, one, start, end) for article, one in zip(articles, said, strict=True)]
    choosers["link"] = fit(joined(map(link_examples, articles, said, chosen)), RARE["link"], STRENGTH["link"])
    return Model(VERSION, choosers)


def joined(parts: Iterable[Examples]) -> Examples:
    whole = Examples()
    for part in parts:
        whole.extend(part)
    return whole


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    options = parser.parse_args()
    model = train([GoldArticle(row) for row in read_gold(options.gold)])
    choosers = {name: chooser.weights for name, chooser in model.choosers.items()}
    stored = {"version": model.version, "choosers": choosers}
    options.out.write_text(json.dumps(stored, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
