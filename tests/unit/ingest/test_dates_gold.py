"""The date tagger against the development files, where they are."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.article import Span
from ingest.dates import find_dates
from ingest.paragraphs import find_paragraphs

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "dates"
BARS = {"value_F1": 80, "relaxed_F1": 92, "day_F1": 90}  # HeidelTime on the same files: 76.3, 91.7, 86.3


def found_in(article: dict[str, Any]) -> dict[str, Any]:
    text = article["text"]
    paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
    mentions = find_dates(text, paragraphs, "en", date.fromisoformat(article["pub_date"][:10]))
    return {
        "mentions": [{"start": m.span.start, "end": m.span.end, "value": m.value, "type": m.type} for m in mentions]
    }


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_dates", GOLD / "score_dates.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"no development data at {GOLD}")
def test_the_pooled_development_files_score_above_the_bars() -> None:
    lines = "".join(file.read_text(encoding="utf-8") for file in GOLD.glob("timex_*_dev.jsonl")).strip().split("\n")
    gold = {article["id"]: article for article in map(json.loads, lines)}
    scores = scorer().score(gold, {name: found_in(article) for name, article in gold.items()})
    assert scores["gold"] > 1000
    assert {name: scores[name] for name in BARS if scores[name] < BARS[name]} == {}
