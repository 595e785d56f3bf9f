"""Random briefs over the corpus: `python -m benchmarks.briefs [COUNT [LIBRARY]]` (10,000 unless told).

Of questions, speakers, days, articles and picked passages of ../shared/corpus, each picked at random, 20 to 200 words
long. Every sentence is looked up in the article *and* in the line that the article was read from; then one character of
the text, and one of the words, is changed, and the gate must refuse. Without LIBRARY one is made, words only (minutes).
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import record, seconds
from desk.assignment import Assignment, assignment
from desk.brief import Brief, brief
from desk.candidates import content_terms, word_count
from desk.passages import Passage
from desk.picks import pick_of
from index.engine import Hit, Query
from index.local import Local
from index.settings import Settings
from ingest.article import Span
from ingest.copies import COPY, containment, shingles
from ingest.verbatim import NotVerbatim, verbatim

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "articles.jsonl.gz"
SEED = 7
WORDS_ONLY = {"NEWSDESK_MODEL_LANGUAGES": "none"}  # a language that no article is in: nothing is embedded
KINDS = (
    "abstained",
    "sentences",
    "not verbatim in the article",
    "not in the lines received",
    "pairs of copies",
    "longer than asked",
    "changed characters",
    "changes not refused",
)


@dataclass(frozen=True, slots=True)
class Archive:
    """What random briefs are made of."""

    engine: Local
    hits: Sequence[Hit]
    speakers: Sequence[str]
    days: Sequence[date]
    received: Mapping[str, str]  # given id -> title and text of its lines


Draw = Callable[[random.Random, Archive], Assignment]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with TemporaryDirectory() as folder:
        library = Path(sys.argv[2]) if len(sys.argv) > 2 else _made(Path(folder))
        settings = replace(Settings.from_environment(), library=library, model_languages="none")
        with Local.open(settings) as engine:
            _measure(count, _archive(engine))


def _measure(count: int, archive: Archive) -> None:
    chance, seen = random.Random(SEED), Counter[str]()
    took = seconds(lambda: seen.update(_all(count, chance, archive)))
    rows = [("briefs", f"{count:,}"), *((f"briefs of {about}", f"{seen[about]:,}") for about in DRAWS)]
    rows += [(kind, f"{seen[kind]:,}") for kind in KINDS]
    rows.append(("each, with its checks", f"{took / count * 1000:.0f} ms"))
    record("Random briefs", f"python -m benchmarks.briefs {count}", ("what", "figure"), rows)


def _made(folder: Path) -> Path:
    library = folder / "library"
    given = os.environ | WORDS_ONLY | {"NEWSDESK_LIBRARY": str(library)}
    subprocess.run([sys.executable, "-m", "ingest", "add", str(CORPUS)], env=given, check=True)
    return library


def _archive(engine: Local) -> Archive:
    hits = engine.search(Query(limit=1_000_000)).hits
    speakers = [speaker.person for speaker in engine.speakers(Query())]
    days = sorted({day.day for day in engine.days(Query()) if day.day})
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    received: defaultdict[str, str] = defaultdict(str)  # some ids stand for several lines
    for row in rows:
        received[row["id"]] += f"{row['title']}\n{row['text']}\n"
    return Archive(engine, hits, speakers, days, received)


def _of_query(chance: random.Random, archive: Archive) -> Assignment:
    hit = chance.choice(archive.hits)
    terms = sorted(content_terms(hit.text, hit.language)) or ["news"]
    return assignment(Query(" ".join(chance.sample(terms, min(len(terms), chance.randint(1, 3))))))


def _of_speaker(chance: random.Random, archive: Archive) -> Assignment:
    return assignment(Query(), said_by=chance.choice(archive.speakers))


def _of_day(chance: random.Random, archive: Archive) -> Assignment:
    return assignment(Query(), day=str(chance.choice(archive.days)))


def _of_article(chance: random.Random, archive: Archive) -> Assignment:
    return assignment(Query(), article=chance.choice(archive.hits).article)


def _of_picked(chance: random.Random, archive: Archive) -> Assignment:
    return assignment(Query(), picks=[str(pick_of(hit)) for hit in chance.sample(archive.hits, chance.randint(2, 12))])


DRAWS: dict[str, Draw] = {
    "a question": _of_query,
    "a speaker": _of_speaker,
    "a day": _of_day,
    "an article": _of_article,
    "picked passages": _of_picked,
}


def _all(count: int, chance: random.Random, archive: Archive) -> Iterator[str]:
    for number in range(count):
        about = list(DRAWS)[number % len(DRAWS)]
        yield about
        asked = replace(DRAWS[about](chance, archive), words=chance.randint(20, 200))
        yield from _faults(brief(archive.engine, asked), asked, archive, chance)
        if number % 500 == 499:
            print(f"{number + 1:,}", file=sys.stderr, flush=True)


def _faults(found: Brief, asked: Assignment, archive: Archive, chance: random.Random) -> Iterator[str]:
    """What is to be counted of one brief."""
    passages = [one.passage for one in found.sentences]
    yield from ["abstained"] * (not passages)
    yield from ["longer than asked"] * (sum(word_count(one.text) for one in passages) > (asked.words or 0))
    cut = [shingles(one.text) for one in passages]
    yield from ("pairs of copies" for one, other in combinations(cut, 2) if containment(one, other) >= COPY)
    for passage in passages:
        yield "sentences"
        yield from _at_the_gate(passage, archive, chance)


def _at_the_gate(passage: Passage, archive: Archive, chance: random.Random) -> Iterator[str]:
    text = archive.engine.article(passage.article).text
    if text[passage.start : passage.end] != passage.text:
        yield "not verbatim in the article"
    if passage.text not in archive.received[passage.given_id or ""]:
        yield "not in the lines received"
    yield from ["changed characters"] * 2
    if _passes(_changed(text, chance), passage, passage.text) or _passes(text, passage, _changed(passage.text, chance)):
        yield "changes not refused"


def _changed(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]


def _passes(text: str, passage: Passage, words: str) -> bool:
    try:
        verbatim(text, Span(passage.start, passage.end), words, sha256=passage.sha256)
    except NotVerbatim:
        return False
    return True


if __name__ == "__main__":
    main()
