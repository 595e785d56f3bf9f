"""A library of any size made from a real archive: `python -m benchmarks.synthetic COUNT [FOLDER]`.

Real paragraphs are embedded once; each synthetic one takes sentences of a real paragraph and of two like it, and lies
between their vectors, with noise. Rows are written straight into the archive; words and meaning are built as ever.
Nothing of it is committed: it lies in benchmarks/out.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import CORPUS
from benchmarks.results import seconds
from index.archive import set_meta
from index.embedding import claim
from index.engine import LibraryError
from index.local import Local
from index.records import pack, text_hash, words_key
from index.settings import Settings
from index.upkeep import silent
from ingest.article import Span

OUT = Path(__file__).parent / "out"
SEEDS = 20_000  # real paragraphs that are embedded: 3 minutes
ALIKE = 32  # neighbours that a paragraph may be mixed with
NOISE = 0.3  # length of the noise beside a unit vector: neighbours of the real archive are farther apart than that
PARAGRAPHS = 12  # of an article, as in the real archive
LOT = 1_000  # articles written together
FIRST_DAY, DAYS = 6_210, 14_400  # 1987 to 2026
OUTLETS, PERSONS = 200, 50_000
QUOTED, COPIED = 0.3, 0.03  # share of paragraphs with a quote, of articles with a copy

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Seeds:
    """Real paragraphs."""

    sentences: list[list[str]]  # of each
    titles: list[str]  # of the article of each
    vectors: Vectors
    alike: NDArray[np.int32]  # shape (seeds, ALIKE): the nearest others
    more: list[str]  # sentences of paragraphs that were not embedded, for their vocabulary


def read_seeds(library: Local) -> Seeds:
    """The real paragraphs, embedded at the first time."""
    random = np.random.default_rng(0)
    found = list(_paragraphs())
    order = random.permutation(len(found))
    chosen = [found[place] for place in order[:SEEDS]]
    kept = OUT / "seeds.npz"
    if not kept.exists():
        OUT.mkdir(exist_ok=True)
        vectors = library.finder.embedder().embed([text for _, text in chosen])
        np.savez(kept, vectors=vectors, alike=_alike(vectors))
    with np.load(kept) as arrays:
        vectors, alike = arrays["vectors"], arrays["alike"]
    more = [sentence for place in order[SEEDS:] for sentence in _sentences(found[place][1])]
    return Seeds([_sentences(text) for _, text in chosen], [title for title, _ in chosen], vectors, alike, more)


def _paragraphs() -> Iterator[tuple[str, str]]:
    """(title, paragraph) of the real archive, once each, in the language that the model reads."""
    seen = set[str]()
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for text in article["text"].split("\n"):
                if 60 < len(text) < 1500 and text.isascii() and text not in seen:
                    seen.add(text)
                    yield article["title"], text


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) +", text)


def _alike(vectors: Vectors) -> NDArray[np.int32]:
    nearest = []
    for start in range(0, len(vectors), 1000):
        cosines = vectors[start : start + 1000] @ vectors.T
        nearest.append(np.argpartition(-cosines, ALIKE, axis=1)[:, : ALIKE + 1])
    return np.concatenate(nearest).astype(np.int32)[:, :ALIKE]


def mixed(seeds: Seeds, a: NDArray[np.int64], b: NDArray[np.int64], random: np.random.Generator) -> Vectors:
    """Unit vectors between those of two seeds, with noise."""
    share = random.random((len(a), 1), np.float32)
    noise = random.standard_normal((len(a), seeds.vectors.shape[1]), np.float32)
    noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
    vectors: Vectors = share * seeds.vectors[a] + (1 - share) * seeds.vectors[b]
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True) + noise
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fill(library: Local, seeds: Seeds, count: int, *, embedded: bool = True) -> None:
    """Write `count` paragraphs into an empty library, `embedded` or waiting for it."""
    random = np.random.default_rng(1)
    articles = -(-count // PARAGRAPHS)
    with library.archive.writing() as connection:
        if connection.execute("SELECT 1 FROM articles").fetchone():
            raise LibraryError(f"{library.folder} is not empty")
        if embedded:
            claim(connection, library.finder.embedder())
        set_meta(connection, "generation", 1)
    for first in range(1, articles + 1, LOT):
        with library.archive.writing() as connection:
            _write_lot(connection, seeds, range(first, min(first + LOT, articles + 1)), random, embedded)
        if first // LOT % 10 == 0:
            print(f"\r{first * PARAGRAPHS:,} paragraphs", end="", file=sys.stderr, flush=True)
    library.archive.checkpoint()


def _write_lot(
    connection: Connection, seeds: Seeds, articles: range, random: np.random.Generator, embedded: bool
) -> None:
    count = len(articles) * PARAGRAPHS
    topic = np.repeat(random.integers(len(seeds.vectors), size=len(articles)), PARAGRAPHS)
    a = seeds.alike[topic, random.integers(ALIKE, size=count)].astype(np.int64)
    b = seeds.alike[a, random.integers(ALIKE, size=count)].astype(np.int64)
    vectors = mixed(seeds, a, b, random) if embedded else ()
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _TABLES}
    for number, article in enumerate(articles):
        places = range(number * PARAGRAPHS, (number + 1) * PARAGRAPHS)
        texts = [_text(seeds, a[place], b[place], random) for place in places]
        _add_article(rows, article, seeds.titles[topic[places[0]]], texts, random)
        if embedded:
            hashes = map(text_hash, texts)
            rows["embeddings"] += zip(hashes, (vectors[place].tobytes() for place in places), strict=True)
    for name, values in rows.items():
        marks = ", ".join("?" * (_TABLES[name].count(",") + 1))
        connection.executemany(f"INSERT OR IGNORE INTO {name}({_TABLES[name]}) VALUES ({marks})", values)


_TABLES = {
    "sources": "sha256, content",
    "articles": "row, id, version",
    "versions": "article, version, given_id, outlet, language, day, precision, evidence, text, sha256, "
    "title_start, title_end, source, origin, media_type",
    "paragraphs": 'row, article, version, ordinal, start, "end", text_hash, words_key, sentences',
    "quotes": 'article, version, number, paragraph, start, "end", kind, fragments, person, confidence, decided_by, '
    "words_key",
    "embeddings": "text_hash, vector",
    "changes": "article",
    "article_copies": "a, b",
    "paragraph_copies": "a, b",
}


def _text(seeds: Seeds, a: int, b: int, random: np.random.Generator) -> str:
    """Sentences of two alike paragraphs, and one of any other."""
    first, second = seeds.sentences[a], seeds.sentences[b]
    chosen = [first[random.integers(len(first))], second[random.integers(len(second))]]
    if random.random() < 0.5:
        chosen.append(seeds.more[random.integers(len(seeds.more))])
    return " ".join(chosen)


def _add_article(
    rows: dict[str, list[tuple[object, ...]]], row: int, title: str, texts: list[str], random: np.random.Generator
) -> None:
    text = "\n".join([title, *texts])
    digest = sha256(f"{row}{text}".encode()).hexdigest()
    outlet = f"outlet-{int(min(random.zipf(1.3), OUTLETS))}.example"
    day = FIRST_DAY + int(DAYS * random.random() ** 0.5)  # more of late, as archives grow
    rows["sources"].append((digest, None))
    rows["articles"].append((row, f"synthetic-{row}", 1))
    rows["versions"].append(
        (row, 1, str(row), outlet, "en", day, "day", "synthetic", text, sha256(text.encode()).hexdigest(),
         0, len(title), digest, f"synthetic#{row}", "text/plain")
    )  # fmt: skip
    rows["changes"].append((row,))
    copied, start = row > 1 and random.random() < COPIED, len(title) + 1
    if copied:
        rows["article_copies"].append((row - 1, row))
    for ordinal, paragraph in enumerate(texts):
        end, place = start + len(paragraph), (row - 1) * PARAGRAPHS + ordinal + 1
        sentences = pack([Span(start, end)])
        rows["paragraphs"].append(
            (place, row, 1, ordinal, start, end, text_hash(paragraph), words_key(paragraph), sentences)
        )
        if random.random() < QUOTED:
            person = f"Person {int(min(random.zipf(1.2), PERSONS))}"
            rows["quotes"].append(
                (row, 1, ordinal, place, start, end, "direct", sentences, person, 0.9,
                 "synthetic", int(random.integers(2**62)))
            )  # fmt: skip
        if copied:
            rows["paragraph_copies"].append((place - PARAGRAPHS, place))
        start = end + 1


def build(library: Local) -> dict[str, float]:
    """Derive words and meaning; the seconds of each."""
    with library.lock.held():
        return {
            "words": seconds(lambda: library.derived.rebuild_words(silent)),
            "meaning": seconds(lambda: library.derived.update_base(always=True)),
        }


def of_size(count: int) -> Settings:
    """The settings of a library of so many paragraphs, which is made where there is none."""
    settings = replace(Settings.from_environment(), library=OUT / f"synthetic-{count}")
    if not settings.library.exists():
        make(settings, count)
    return settings


def main() -> None:
    count = int(sys.argv[1].replace("_", ""))
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT / f"synthetic-{count}"
    make(replace(Settings.from_environment(), library=folder), count)


def make(settings: Settings, count: int, *, embedded: bool = True) -> None:
    """Fill a new library and derive its indexes."""
    with Local.open(settings, create=True) as library:
        seeds = read_seeds(library)
        took = seconds(lambda: fill(library, seeds, count, embedded=embedded))
        print(f"\n{count:,} paragraphs written in {took:,.0f} s, {build(library)}")


if __name__ == "__main__":
    main()
