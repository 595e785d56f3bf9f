"""The article that the project began with, checked by eye once and held since.

`seed.json` holds offsets, ordinals and names, not the article's words; the article itself lies outside the repository.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.article import Article
from ingest.copies import normal_words
from ingest.read import read
from ingest.received import Received
from ingest.understand import understand

SEED = Path(__file__).parents[3] / "shared" / "seed"
GOLDEN = json.loads(Path(__file__).with_name("seed.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not part of the repository")


@pytest.fixture(scope="module")
def seed() -> Article:
    (received,) = read(SEED)
    assert isinstance(received, Received)
    return understand(received)


def offsets(article: Article) -> dict[str, Any]:
    """The article in the form of the golden file."""
    return {
        "published": article.published and article.published.day.isoformat(),
        "outlet": article.outlet,
        "language": article.language,
        "title": [article.title.start, article.title.end],
        "lede": article.lede and [article.lede.start, article.lede.end],
        "paragraphs": [
            {
                "span": [p.span.start, p.span.end],
                "repeats": p.repeats,
                "sentences": [[s.start, s.end] for s in p.sentences],
            }
            for p in article.paragraphs
        ],
        "direct quotes": [
            {
                "span": [q.span.start, q.span.end],
                "speaker": q.speaker and [q.speaker.start, q.speaker.end],
                "cue": q.cue and [q.cue.start, q.cue.end],
                "person": q.person,
            }
            for q in article.quotes
            if q.kind == "direct"
        ],
    }


@pytest.mark.parametrize("part", GOLDEN)
def test_the_seed_is_understood_as_it_was_by_eye(seed: Article, part: str) -> None:
    assert offsets(seed)[part] == GOLDEN[part]


def test_a_broken_line_is_one_paragraph(seed: Article) -> None:
    assert sum("\n" in p.span.of(seed.text) for p in seed.paragraphs) == 1


def test_five_stretches_of_direct_speech_are_four_different_ones_of_one_person(seed: Article) -> None:
    direct = [quote for quote in seed.quotes if quote.kind == "direct"]
    assert len(direct) == 5
    assert len({normal_words(quote.span.of(seed.text)) for quote in direct}) == 4
    assert {quote.person for quote in direct} == {"Dong Jun"}


def test_one_of_them_is_known_by_his_office_alone(seed: Article) -> None:
    speakers = [quote.speaker.of(seed.text) for quote in seed.quotes if quote.kind == "direct" and quote.speaker]
    assert speakers.count("the Chinese military leader") == 1
