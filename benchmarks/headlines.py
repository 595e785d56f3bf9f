"""Headlines held against their articles, on generated cases: `python -m benchmarks.headlines`.

Articles of ../shared/corpus, picked at random. Each gets in turn a headline made of one of its own sentences, the same
with a number altered, the same turned around, another article's headline; and its own. headlines.json holds 50 others,
judged by reading headline and sentences: whether the article supports its headline, at least in part.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.edits import edited
from benchmarks.results import record
from desk.headline_check import Claim, check_headline
from ingest.article import Article, Source, Span
from ingest.received import Received
from ingest.understand import understand

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "articles.jsonl.gz"
JUDGED = Path(__file__).with_suffix(".json")
SEED = 5
ARTICLES = 300
WORDS = (6, 25)  # of a sentence that becomes a headline
CASES = {
    "made of a sentence": "supported, nothing added or dropped",
    "with a number altered": "adds a number",
    "turned around": "adds or drops a negation",
    "of another article": "no support found",
    "its own": "not “no support found”",
    "its own, judged by hand": "as judged",
}


def main() -> None:
    chance, lines = random.Random(SEED), _lines()
    tried: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line, other in zip(chance.sample(lines, ARTICLES), chance.sample(lines, ARTICLES), strict=True):
        for case, good in _cases(line, other, chance):
            tried[case] += 1
            right[case] += good
    for line, supported in _judged(lines):
        claim = _headline(line["title"], _body(line))
        tried["its own, judged by hand"] += 1
        right["its own, judged by hand"] += claim is not None and (claim.support != "not found") == supported
    rows = [(case, CASES[case], f"{right[case]:,} of {n:,} ({right[case] / n:.1%})") for case, n in tried.items()]
    record("Headlines and their articles", "python -m benchmarks.headlines", ("headline", "must be", "is"), rows)


def _judged(lines: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], bool]]:
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))
    yield from ((line, judged[line["id"]] == "supports") for line in lines if line["id"] in judged)


def _body(line: dict[str, str]) -> str:
    return line["text"].removeprefix(line["title"]).strip()


def _lines() -> list[dict[str, str]]:
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return [line for line in lines if line["lang"] == "en" and line["title"] and 500 < len(line["text"]) < 8000]


def _cases(line: dict[str, str], other: dict[str, str], chance: random.Random) -> Iterator[tuple[str, bool]]:
    body = _body(line)
    own = _headline(line["title"], body)
    yield "its own", own is not None and own.support != "not found"
    foreign = _headline(other["title"], body)
    yield "of another article", foreign is not None and foreign.support == "not found"
    article = _article("", body)
    sentences = [s.of(article.text).strip() for p in article.paragraphs for s in p.sentences]
    fit = [s for s in sentences if WORDS[0] <= len(s.split()) <= WORDS[1] and "\n" not in s]
    if not fit:
        return
    sentence = chance.choice(fit)
    made = _headline(sentence, body)
    yield "made of a sentence", made is not None and made.support == "supported" and not made.differences
    for case, kind, reason in (
        ("with a number altered", "altered:number", "number"),
        ("turned around", "altered:negation", "negation"),
    ):
        if edit := edited(sentence, "en", kind, chance):
            claim = _headline(edit.text, body)
            yield case, claim is not None and any(one.reason == reason for one in claim.differences)


def _headline(title: str, body: str) -> Claim | None:
    return next(iter(check_headline(_article(title, body))), None)


def _article(title: str, body: str) -> Article:
    text = f"{title}\n{body}" if title else body
    source = Source("0" * 64, "benchmark", "text/plain")
    return understand(Received(text=text, title=Span(0, len(title)), lede=None, source=source, language="en"))


if __name__ == "__main__":
    main()
