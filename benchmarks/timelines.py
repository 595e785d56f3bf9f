"""Timelines against those that journalists made: `python -m benchmarks.timelines` (needs `pip install nltk`).

T17 by its own scorer and through its own adapter (../shared/gold): as many days and sentences as the reference has, all
topics held out, as nothing is trained. Entities has reference days without sentences.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.results import record, seconds
from desk.loose_timeline import timeline_lines

GOLD = Path(__file__).parents[2] / "shared" / "gold"
T17 = GOLD / "timelines" / "timelines_t17_dev.jsonl.gz"
ENTITIES = GOLD / "timelines" / "timelines_entities_dev.jsonl.gz"
METRICS = ("date", "align1", "align2", "agree1", "agree2", "concat1", "concat2")
SEEDS = range(3)  # drawings of random days that are averaged

Json = dict[str, Any]


def main() -> None:
    lines = _adapt("timelines-in", T17).splitlines()
    answers: list[str] = []
    took = seconds(lambda: answers.extend(_answered(lines)))
    random_days = [_scores([_random_days(json.loads(line), seed) for line in lines]) for seed in SEEDS]
    floor = {metric: sum(one[metric] for one in random_days) / len(random_days) for metric in METRICS}
    articles = sum(len(json.loads(line)["articles"]) for line in lines)
    entities = [_entity_line(topic) for topic in _topics(ENTITIES)]
    record(
        "Timelines of T17",
        "python -m benchmarks.timelines",
        ("days chosen", "Date-F1", "AR1-F", "AR2-F", "agree R1", "agree R2", "concat R1", "concat R2"),
        [
            ("at random, opening sentences", *_cells(floor)),
            ("DATEWISE, published (9 topics)", ".544", ".120", ".035", "", "", "", ""),
            ("**`desk timeline`**", *_cells(_scores(answers))),
        ],
        f"{len(lines)} timelines of {len(list(_topics(T17)))} topics; {articles / took:.0f} articles a second, from text "
        f"to timeline. Date-F1 on {len(entities)} people of the entities set: {_date_f1(entities, _answered):.3f} "
        f"(DATEWISE on all of it .205, days at random {_date_f1(entities, _at_random):.3f}).",
    )


def _adapt(what: str, path: Path) -> str:
    return _python(GOLD / "adapt.py", what, str(path))


def _python(script: Path, *arguments: str) -> str:
    run = subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True, check=True)
    return run.stdout


def _answered(lines: Iterable[str]) -> list[str]:
    answers = list(timeline_lines(lines))
    return [answer for answer in answers if isinstance(answer, str)]


def _random_days(asked: Json, seed: int) -> str:
    """As many days as asked between the first and the last article, each told by what opens an article of that time."""
    chance = random.Random(f"{asked['id']} {seed}")
    articles = sorted(asked["articles"], key=lambda article: (article["published"], article["id"]))
    first, last = (date.fromisoformat(articles[at]["published"][:10]) for at in (0, -1))
    stretch = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rows = []
    for day in sorted(chance.sample(stretch, min(asked["days"], len(stretch)))):
        near = min(articles, key=lambda one: (abs(date.fromisoformat(one["published"][:10]) - day), one["id"]))
        sentences = [line.strip() for line in near["text"].splitlines() if line.strip()][: asked["sentences"]]
        rows.append({"day": day.isoformat(), "sentences": [{"text": sentence} for sentence in sentences]})
    return json.dumps({"id": asked["id"], "days": rows})


def _at_random(lines: Sequence[str]) -> list[str]:
    return [_random_days(json.loads(line), 0) for line in lines]


def _scores(answers: Iterable[str]) -> dict[str, float]:
    """What the set's own scorer says of the answers."""
    with TemporaryDirectory() as folder:
        out, gold, predicted = (Path(folder) / name for name in ("out.jsonl", "gold.json", "predicted.json"))
        out.write_text("\n".join(answers), encoding="utf-8")
        gold.write_text(_adapt("timelines-gold", T17), encoding="utf-8")
        predicted.write_text(_adapt("timelines-out", out), encoding="utf-8")
        scores: dict[str, float] = json.loads(
            _python(GOLD / "timelines" / "score_timeline.py", str(gold), str(predicted))
        )
    return scores


def _cells(scores: dict[str, float]) -> list[str]:
    return [f"{scores[metric]:.3f}".removeprefix("0") for metric in METRICS]


def _topics(path: Path) -> Iterable[Json]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _entity_line(topic: Json) -> tuple[str, set[str]]:
    """The topic as the adapter gives those of T17, articles between the first and the last reference day; those days."""
    days = set(topic["gold_dates"])
    articles = [
        {"id": one["id"], "published": one["date"], "title": one["title"], "text": one["text"]}
        for one in topic["articles"]
        if min(days) <= one["date"][:10] <= max(days)
    ]
    asked = {"id": topic["topic"], "query": " ".join(topic["keywords"]), "days": len(days), "sentences": 1}
    return json.dumps(asked | {"articles": articles}), days


def _date_f1(entities: Sequence[tuple[str, set[str]]], method: Callable[[Sequence[str]], list[str]]) -> float:
    """F1 of mean precision and mean recall, as the scorer aggregates."""
    found = [{day["day"] for day in json.loads(answer)["days"]} for answer in method([line for line, _ in entities])]
    pairs = list(zip(found, (days for _, days in entities), strict=True))
    precision = sum(len(one & days) / max(1, len(one)) for one, days in pairs) / len(pairs)
    recall = sum(len(one & days) / len(days) for one, days in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
