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
from collections.abc import Iterable, Sequence
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
    wanted = [json.loads(line)["days"] for line in lines]
    every = _answered(map(_every_day, lines))
    drawn = [_scores(_drawn(*one, seed) for one in zip(every, wanted, strict=True)) for seed in SEEDS]
    floor = {metric: sum(one[metric] for one in drawn) / len(drawn) for metric in METRICS}
    articles = sum(len(json.loads(line)["articles"]) for line in lines)
    entities = [_entity_line(topic) for topic in _topics(ENTITIES)]
    record(
        "Timelines of T17",
        "python -m benchmarks.timelines",
        ("days chosen", "Date-F1", "AR1-F", "AR2-F", "agree R1", "agree R2", "concat R1", "concat R2"),
        [
            ("at random, the same choice of sentences", *_cells(floor)),
            ("DATEWISE, published (9 topics)", ".544", ".120", ".035", "", "", "", ""),
            ("**`desk timeline`**", *_cells(_scores(answers))),
        ],
        f"{len(lines)} timelines of {len(list(_topics(T17)))} topics; {articles / took:.0f} articles a second from "
        "text to timeline on the machine as it was. "
        f"Date-F1 on {len(entities)} people of the entities set: {_date_f1(entities):.3f} "
        "(DATEWISE on its full set .205).",
    )


def _adapt(what: str, path: Path) -> str:
    return _python(GOLD / "adapt.py", what, str(path))


def _python(script: Path, *arguments: str) -> str:
    run = subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True, check=True)
    return run.stdout


def _answered(lines: Iterable[str]) -> list[str]:
    answers = list(timeline_lines(lines))
    return [answer for answer in answers if isinstance(answer, str)]


def _every_day(line: str) -> str:
    return json.dumps(json.loads(line) | {"days": 10**6})


def _drawn(every: str, days: int, seed: int) -> str:
    """Of an answer with every day that is told of, as many as asked, whichever chance draws."""
    answer = json.loads(every)
    chance = random.Random(f"{answer['id']} {seed}")
    return json.dumps(answer | {"days": chance.sample(answer["days"], min(days, len(answer["days"])))})


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
    """The topic as the adapter gives those of T17, articles from the first reference day to the last; these days."""
    days = set(topic["gold_dates"])
    articles = [
        {"id": one["id"], "published": one["date"], "title": one["title"], "text": one["text"]}
        for one in topic["articles"]
        if min(days) <= one["date"][:10] <= max(days)
    ]
    asked = {"id": topic["topic"], "query": " ".join(topic["keywords"]), "days": len(days), "sentences": 1}
    return json.dumps(asked | {"articles": articles}), days


def _date_f1(entities: Sequence[tuple[str, set[str]]]) -> float:
    """F1 of mean precision and mean recall, as the scorer aggregates."""
    found = [{day["day"] for day in json.loads(answer)["days"]} for answer in _answered(line for line, _ in entities)]
    pairs = list(zip(found, (days for _, days in entities), strict=True))
    precision = sum(len(one & days) / max(1, len(one)) for one, days in pairs) / len(pairs)
    recall = sum(len(one & days) / len(days) for one, days in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
