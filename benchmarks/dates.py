"""Dates in text against gold: `python -m benchmarks.dates [FOLDER]`, by default the shared development files.

Paragraphs and dates are found as `python -m ingest annotate` finds them; the folder's own score_dates.py scores them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, scorer, shared
from benchmarks.results import record
from ingest.article import Span
from ingest.dates import find_dates
from ingest.paragraphs import find_paragraphs

GOLD = SHARED / "gold" / "dates"
COMMAND = "python -m benchmarks.dates"
PUBLISHED_FIGURES = (  # other taggers on the same three files, pooled
    ("HeidelTime", "", "", ".917", ".763", ".863"),
    ("dateparser", "", "", ".570", ".154", ".218"),
)
SHORT = 5000  # characters: the length up to which speed is told
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
CLASSES = (  # the first whose pattern is in the printed words; the type decides before them
    ("full date", rf"{_MONTH} \d{{1,2}}, ?\d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d+/\d+/\d+"),
    ("month and day", rf"{_MONTH} (?:\d{{1,2}}|[a-z]+th)\b|\b\d{{1,2}} {_MONTH}"),
    ("weekday", r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"),
    ("today, yesterday, tomorrow", r"today|yesterday|tomorrow"),
    (
        "relative to a mention",
        r"earlier\b|later\b|\bthat\b|same|previous|following|year-(?:ago|earlier)|latest|\bthen\b",
    ),
    ("quarter, half, season", r"quarter|half|spring|summer|fall|autumn|winter"),
    ("month", _MONTH),
    ("year, decade, century", r"\d{4}|\d0s|nineteen|centur|decade"),
    ("relative to publication", r"ago|last|this|next|past|current|year|month|week|day"),
)
Mention = dict[str, Any]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    files = sorted(folder.glob("timex_*_dev.jsonl"))
    if not files:
        sys.exit(f"{folder}: no timex_*_dev.jsonl; give the folder that holds the gold files")
    articles = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").strip().split("\n")]
    found, speed = _tagged(articles)
    rows = [_scored(folder, file.stem.split("_")[1], [file], found) for file in files]
    rows += [_scored(folder, "pooled", files, found), *PUBLISHED_FIGURES]
    header = ("file", "gold", "found", "relaxed span F1", "value F1", "whole-day F1")
    remark = f"{speed:,.0f} articles a second on one core, each under {SHORT:,} characters, paragraphs given."
    record("Dates in text", COMMAND, header, rows, remark)
    record("Dates in text, by class", COMMAND, ("class", "gold", "found", "value right"), _classes(articles, found))


def quick() -> dict[str, float]:
    """Figures with a floor: all development files, pooled."""
    files = sorted(shared("gold/dates").glob("timex_*_dev.jsonl"))
    articles = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").strip().split("\n")]
    found, _ = _tagged(articles)
    gold = {article["id"]: article for article in articles}
    scores = scorer("gold/dates/score_dates.py").score(gold, {name: {"mentions": m} for name, m in found.items()})
    names = {"relaxed_F1": "relaxed span F1", "value_F1": "value F1", "day_F1": "whole-day F1"}
    return {told: scores[name] / 100 for name, told in names.items()}


def _tagged(articles: Sequence[Mention]) -> tuple[dict[str, list[Mention]], float]:
    """The mentions found, by article, and the articles a second of processor time over those that are short."""
    found, short, took = {}, 0, 0.0
    for article in articles:
        text, day = article["text"], date.fromisoformat(article["pub_date"][:10])
        paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
        started = time.process_time()
        mentions = find_dates(text, paragraphs, "en", day)
        if len(text) < SHORT:
            short, took = short + 1, took + time.process_time() - started
        found[article["id"]] = [
            {"start": m.span.start, "end": m.span.end, "value": m.value, "type": m.type} for m in mentions
        ]
    return found, short / took


def _scored(folder: Path, name: str, gold: Sequence[Path], found: dict[str, list[Mention]]) -> tuple[object, ...]:
    """One row of figures, by the gold's own scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for article, mentions in found.items():
            predicted.write(json.dumps({"id": article, "mentions": mentions}) + "\n")
        predicted.flush()
        command = [sys.executable, str(folder / "score_dates.py"), ",".join(map(str, gold)), predicted.name]
        scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["all"]
    shares = (f"{scores[key] / 100:.3f}".lstrip("0") for key in ("relaxed_F1", "value_F1", "day_F1"))
    return (name, scores["gold"], scores["pred"], *shares)


def _classes(articles: Sequence[Mention], found: dict[str, list[Mention]]) -> list[tuple[object, ...]]:
    """Of each class: how many the gold has, how many were found, and how many of these with the gold's value."""
    gold, overlapping, right = Counter[str](), Counter[str](), Counter[str]()
    for article in articles:
        for mention in article["mentions"]:
            name = _class_of(article["text"][mention["start"] : mention["end"]], mention)
            values = [other["value"] for other in found[article["id"]] if _overlap(mention, other)]
            gold[name] += 1
            overlapping[name] += bool(values)
            right[name] += mention["value"] in values
    return [
        (name, count, f"{overlapping[name] / count:.2f}", f"{right[name] / max(overlapping[name], 1):.2f}")
        for name, count in gold.most_common()
    ]


def _overlap(one: Mention, other: Mention) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _class_of(printed: str, mention: Mention) -> str:
    if mention["type"] != "DATE":
        return {"TIME": "time of day", "DURATION": "duration", "SET": "set"}[mention["type"]]
    if mention["value"].endswith("_REF"):
        return "past, present, future"
    return next((name for name, pattern in CLASSES if re.search(pattern, printed.lower())), "other")


if __name__ == "__main__":
    main()
