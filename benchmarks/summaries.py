"""Summaries of many articles on one day: `python -m benchmarks.summaries` (needs `pip install rouge-score`).

ROUGE F1 against the entry that journalists wrote for that day, on ../shared/gold/summaries/mds_t17_dev.jsonl. Every
method chooses whole sentences from the same candidates, at most 50 words; the oracle sees the reference.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rouge_score.rouge_scorer import RougeScorer  # type: ignore[import-untyped]

from benchmarks.results import record, seconds
from desk.candidates import Candidate, Material, candidates
from desk.summary import Length, summarise
from index.analyse import tokens
from ingest.article import Span
from ingest.paragraphs import find_paragraphs

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "summaries" / "mds_t17_dev.jsonl"
WORDS = Length(words=50)
METRICS = ("rouge1", "rouge2", "rougeLsum")  # as the gold set's own scorer asks for them
_DAMPING = 0.85  # Brin and Page 1998, and both methods after them
_LEXRANK = 0.1  # cosine from which two sentences vote for each other: Erkan and Radev 2004
_ALIKE = 0.5  # cosine from which a centroid's next sentence is redundant

Matrix = NDArray[np.float64]  # shape (sentences, terms) or (sentences, sentences)


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one day, and what journalists wrote of it."""

    topic: str
    materials: tuple[Material, ...]
    reference: str

    @property
    def sentences(self) -> tuple[Candidate, ...]:
        return candidates(self.materials)


Method = Callable[[Group], Sequence[Candidate]]


def main() -> None:
    groups = read_groups(GOLD)
    methods: dict[str, Method] = {
        "lead": lead,
        "TextRank": textrank,
        "LexRank": lexrank,
        "TF-IDF centroid, redundancy cut": centroid,
        "**`desk summary`**": lambda group: summarise(group.materials, WORDS),
        "oracle (sees the reference)": oracle,
    }
    rows = [_row(name, method, groups) for name, method in methods.items()]
    record(
        "Summaries of 50 words",
        "python -m benchmarks.summaries",
        ("method", "ROUGE-1", "ROUGE-2", "ROUGE-L", "words", "a summary takes"),
        rows,
        f"{len(groups)} days of 6 topics; whole sentences, never more than 50 words. "
        f"ROUGE-1 of `desk summary` by topic: {_by_topic(groups)}.",
    )


def read_groups(path: Path) -> list[Group]:
    """The gold set as its adapter gives it to `desk summary --from`: each article one text, dated with the day."""
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [
        Group(row["topic"], tuple(_material(n, doc) for n, doc in enumerate(row["docs"])), "\n".join(row["reference"]))
        for row in rows
    ]


def lead(group: Group) -> list[Candidate]:
    """First sentences of all articles, then second ones."""
    return _fill(sorted(group.sentences, key=lambda one: (one.place, one.material)))


def centroid(group: Group) -> list[Candidate]:
    """Sentences nearest to the mean of all (Radev 2004), none too near to another."""
    rows = tfidf(group.sentences)
    mean = rows.mean(axis=0)
    return _ranked(group.sentences, rows @ mean, rows @ rows.T)


def lexrank(group: Group) -> list[Candidate]:
    """PageRank over sentences that are alike (Erkan and Radev 2004)."""
    rows = tfidf(group.sentences)
    alike = rows @ rows.T
    return _ranked(group.sentences, pagerank((alike > _LEXRANK).astype(float)), alike)


def textrank(group: Group) -> list[Candidate]:
    """PageRank over words in common (Mihalcea and Tarau 2004)."""
    held = np.array(counts(group.sentences) > 0, dtype=float)
    lengths = np.log(np.maximum(held.sum(axis=1), 2))
    shared = held @ held.T / (lengths[:, None] + lengths[None, :])
    np.fill_diagonal(shared, 0)
    rows = tfidf(group.sentences)
    return _ranked(group.sentences, pagerank(shared), rows @ rows.T)


def oracle(group: Group) -> list[Candidate]:
    """Greedily the sentences that raise ROUGE-1 and ROUGE-2 most."""
    scorer, chosen, best = RougeScorer(["rouge1", "rouge2"], use_stemmer=True), list[Candidate](), 0.0
    telling = sorted(group.sentences, key=lambda one: -_rouge(scorer, group, [one]))[:50]  # the rest adds nothing
    while rest := [one for one in telling if one not in chosen and WORDS.has_room(chosen, one)]:
        sums = [_rouge(scorer, group, [*chosen, one]) for one in rest]
        if max(sums) <= best:
            break
        best, chosen = max(sums), [*chosen, rest[int(np.argmax(sums))]]
    return chosen


def counts(sentences: Sequence[Candidate]) -> Matrix:
    """How often each sentence holds each word, shape (sentences, words)."""
    cut = [Counter(token.word for token in tokens(one.text)) for one in sentences]
    column = {word: n for n, word in enumerate(dict.fromkeys(word for words in cut for word in words))}
    held = np.zeros((len(cut), max(1, len(column))))
    for row, words in enumerate(cut):
        held[row, [column[word] for word in words]] = list(words.values())
    return held


def tfidf(sentences: Sequence[Candidate]) -> Matrix:
    """Unit rows, shape (sentences, words); the inverse frequency is taken over the sentences of the group."""
    held = counts(sentences)
    weighed = held * (np.log((1 + len(held)) / (1 + (held > 0).sum(axis=0))) + 1)
    unit: Matrix = weighed / np.maximum(np.linalg.norm(weighed, axis=1, keepdims=True), 1e-12)
    return unit


def pagerank(votes: Matrix) -> Matrix:
    """Where a walk over the votes is in the long run."""
    step = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1e-12)
    rank = np.full(len(votes), 1 / len(votes))
    for _ in range(50):  # .85 ** 50 < 1e-3: the ranking has settled
        rank = (1 - _DAMPING) / len(votes) + _DAMPING * rank @ step
    return rank


def _ranked(sentences: Sequence[Candidate], ranks: Matrix, alike: Matrix) -> list[Candidate]:
    """The best first, as many as fit, none too much like another."""
    kept: list[int] = []
    for n in np.argsort(-ranks, kind="stable"):
        unlike = all(alike[n, other] < _ALIKE for other in kept)
        if unlike and WORDS.has_room([sentences[k] for k in kept], sentences[n]):
            kept.append(int(n))
    return [sentences[n] for n in kept]


def _fill(order: Sequence[Candidate]) -> list[Candidate]:
    chosen: list[Candidate] = []
    for one in order:
        if WORDS.has_room(chosen, one):
            chosen.append(one)
    return chosen


def _material(number: int, doc: Sequence[str]) -> Material:
    text = " ".join(doc)
    return Material(str(number), None, None, "en", text, "", find_paragraphs(text, Span(0, len(text)), "en"))


def _row(name: str, method: Method, groups: Sequence[Group]) -> tuple[str, ...]:
    found: list[Sequence[Candidate]] = []
    took = seconds(lambda: found.extend(method(group) for group in groups))
    means = np.mean([_scores(group, one) for group, one in zip(groups, found, strict=True)], axis=0) * 100
    words = sum(one.words for chosen in found for one in chosen) / len(groups)
    return name, *(f"{mean:.1f}" for mean in means), f"{words:.0f}", f"{took / len(groups) * 1000:.0f} ms"


def _by_topic(groups: Sequence[Group]) -> str:
    topics: dict[str, list[float]] = {}
    for group in groups:
        topics.setdefault(group.topic, []).append(_scores(group, summarise(group.materials, WORDS))[0] * 100)
    return ", ".join(f"{topic} {math.fsum(found) / len(found):.1f}" for topic, found in topics.items())


_SCORER = RougeScorer(list(METRICS), use_stemmer=True)


def _scores(group: Group, chosen: Sequence[Candidate]) -> list[float]:
    scores = _SCORER.score(group.reference, "\n".join(one.text for one in chosen))
    return [scores[metric].fmeasure for metric in METRICS]


def _rouge(scorer: RougeScorer, group: Group, chosen: Sequence[Candidate]) -> float:
    scores = scorer.score(group.reference, "\n".join(one.text for one in chosen))
    return float(sum(score.fmeasure for score in scores.values()))


if __name__ == "__main__":
    main()
