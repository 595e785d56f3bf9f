"""Who said what, measured: `python -m benchmarks.quotes` on the gold of ../shared/gold/quotes, by its own scorer.

PolNeAR is scored by cross-validation, never with a model that saw the article: five folds of articles, then one fold a
publisher. RiQuA and the German Wikinews are scored with the shipped model, as they come.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.gold import SHARED, scorer, shared
from benchmarks.results import record
from benchmarks.train_speakers import GoldArticle, read_gold, train
from ingest.article import Quote, Span
from ingest.choices import load_model
from ingest.dates import find_dates
from ingest.lexicon import lexicon
from ingest.paragraphs import find_paragraphs
from ingest.persons import resolve_all
from ingest.quotes import find_quotes, read_cues, read_quotes
from ingest.scenes import read_scenes

GOLD = SHARED / "gold" / "quotes"
SCORER = "gold/quotes/score_quotes.py"
BY_HAND, UNSEEN = (Path(__file__).with_name(f"persons{part}.json") for part in ("", "_unseen"))  # offsets; no text
SEEN = "The weights of ingest/persons.py were chosen on these."
FIRST = 'At first sight 74 of the first 92 were right; then whoever is known to be a woman came first for "she".'
SHORT = 5000  # characters: the length up to which speed is told
FOLDS = 5
COMMAND = "python -m benchmarks.quotes"
EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)  # of the reliability table
HEADER = ("set", "kind", "gold", "found", "exact P", "R", "F1", "IoU-80 F1", "joint P", "R", "F1", "speaker")

Row = dict[str, Any]  # an article or a quote of the gold, or of a prediction, in the scorer's form


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="take every n-th article only")
    options = parser.parse_args()
    articles = [GoldArticle(row) for row in list(read_gold(GOLD / "polnear.dev.jsonl"))[:: options.step]]
    rows = [article.row for article in articles]
    by_article = cross_validated(articles, lambda n, _: n % FOLDS)
    by_publisher = cross_validated(articles, lambda _, article: publisher(article))
    scores = scorer(SCORER)
    lines = [*table(scores, "by article", rows, by_article), *table(scores, "by publisher", rows, by_publisher)]
    for name in ("riqua", "de_wikinews"):
        foreign = list(read_gold(GOLD / f"{name}.dev.jsonl"))
        lines += table(scores, name, foreign, {row["article_id"]: shipped(row) for row in foreign})
    record("Quotes", COMMAND, HEADER, lines)
    record("Quotes by class", COMMAND, ("class", "gold", "span", "span and speaker"), classes(scores, rows, by_article))
    header = ("mention", "by hand", "right", "share")
    record("Quotes, persons resolved by hand", COMMAND, header, list(resolved(BY_HAND)), SEEN)
    record("Quotes, persons of other articles resolved by hand", COMMAND, header, list(resolved(UNSEEN)), FIRST)
    header = ("confidence", "kind", "quotes", "said", "right")
    record("Quotes, confidence", COMMAND, header, reliability(scores, rows, by_article))
    header = ("part", "ms an article")
    record("Quotes, dates and sentences, speed", COMMAND, header, list(speed(corpus())), "Processor time of one core.")


def quick() -> dict[str, float]:
    """Figures with a floor: trained on half of PolNeAR, scored on an unseen quarter; the rest as shipped."""
    scores = scorer(SCORER)
    articles = [GoldArticle(row) for row in read_gold(GOLD / "polnear.dev.jsonl")]
    model, unseen = train(articles[::2]), articles[1::4]
    found = {a.row["article_id"]: as_scored(a.text, read_quotes(a.text, a.paragraphs, "en", model)) for a in unseen}
    by_kind = scores.score([article.row for article in unseen], found)
    figures = {f"{kind} joint F1": by_kind[kind]["joint"]["F1"] for kind in ("direct", "verbatim", "indirect")}
    figures["indirect exact F1"] = by_kind["indirect"]["exact"]["F1"]
    for name, step in (("riqua", 10), ("de_wikinews", 3)):
        rows = list(read_gold(GOLD / f"{name}.dev.jsonl"))[::step]
        by_kind = scores.score(rows, {row["article_id"]: shipped(row) for row in rows})
        figures[f"{name} direct joint F1"] = by_kind["direct"]["joint"]["F1"]
    for told, path in (("persons right", BY_HAND), ("persons of other articles right", UNSEEN)):
        *_, (_, by_hand, right, _) = resolved(path)
        figures[told] = int(right) / int(by_hand)
    return figures


def corpus() -> list[Row]:
    """Every eighth of the corpus's short articles."""
    with gzip.open(shared("corpus/articles.jsonl.gz"), "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if len(row["text"]) < SHORT][::8]


def speed(rows: Sequence[Row]) -> Iterator[list[str]]:
    """Processor time of each part of understanding an article, and articles a second on one core."""
    took: dict[str, float] = defaultdict(float)
    for row in rows:
        text, language = row["text"], row["lang"]
        started = time.process_time()
        paragraphs = find_paragraphs(text, Span(0, len(text)), language)
        parted = time.process_time()
        find_quotes(text, paragraphs, language)
        quoted = time.process_time()
        find_dates(text, paragraphs, language, date(2020, 1, 1))
        took["paragraphs and sentences"] += parted - started
        took["quotes"] += quoted - parted
        took["dates"] += time.process_time() - quoted
    yield from ([part, f"{1000 * seconds / len(rows):.2f}"] for part, seconds in took.items())
    yield [f"articles a second, {len(rows):,} of them", f"{len(rows) / sum(took.values()):,.0f}"]


def resolved(by_hand: Path) -> Iterator[list[str]]:
    """Pronouns and roles that were resolved by hand: how many the extractor gives to the right person."""
    rows = {row["article_id"]: row for row in read_gold(GOLD / "polnear.dev.jsonl")}
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for gold in json.loads(by_hand.read_text(encoding="utf-8")):
        text = rows[gold["article_id"]]["text"]
        kind = "pronoun" if text[gold["start"] : gold["end"]].lower() in ("he", "she") else "role"
        kind = kind if gold["person"] else "role of nobody named"
        tally[kind][0] += 1
        tally[kind][1] += same_person(text[slice(*gold["person"])] if gold["person"] else "", person_at(text, gold))
    tally["all"] = [sum(column) for column in zip(*tally.values(), strict=True)]
    return ([kind, str(n), str(right), f"{right / n:.2f}"] for kind, (n, right) in tally.items())


def person_at(text: str, gold: Row) -> str:
    """The person of the mention that overlaps a gold one; "" where there is none."""
    scenes = read_scenes(text, find_paragraphs(text, Span(0, len(text)), "en"), lexicon("en"))
    said = [read_cues(scene, load_model(), "en") for scene in scenes]
    for found in resolve_all(text, scenes, said, lexicon("en")):
        for mention, person in found.items():
            if mention.span.start < gold["end"] and mention.span.end > gold["start"]:
                return person.name
    return ""


def same_person(one: str, other: str) -> bool:
    """Whether one name is the other with more or fewer parts, or neither is anybody."""
    parts, others = set(one.replace(".", "").split()), set(other.replace(".", "").split())
    return parts == others or bool(parts and others and (parts <= others or others <= parts))


def publisher(article: GoldArticle) -> str:
    return str(article.row["article_id"]).partition("_")[0]


def cross_validated(
    articles: Sequence[GoldArticle], fold: Callable[[int, GoldArticle], object]
) -> dict[str, list[Row]]:
    """article id -> its quotes, found with a model trained on the other folds."""
    folds = [fold(n, article) for n, article in enumerate(articles)]
    found: dict[str, list[Row]] = {}
    for held in sorted(set(folds), key=str):
        model = train([a for a, f in zip(articles, folds, strict=True) if f != held])
        for article in (a for a, f in zip(articles, folds, strict=True) if f == held):
            quotes = read_quotes(article.text, article.paragraphs, "en", model)
            found[article.row["article_id"]] = as_scored(article.text, quotes)
    return found


def shipped(row: Row) -> list[Row]:
    text, language = row["text"], row.get("lang", "en")
    paragraphs = find_paragraphs(text, Span(0, len(text)), language)
    return as_scored(text, read_quotes(text, paragraphs, language, load_model()))


def as_scored(text: str, quotes: Sequence[Quote]) -> list[Row]:
    """Quotes in the scorer's form; the pieces of a mixed one stand beside it."""
    return [row for quote in quotes for row in _rows(text, quote)]


def _rows(text: str, quote: Quote) -> Iterator[Row]:
    who = {
        "speaker_text": quote.speaker.of(text) if quote.speaker else None,
        "speaker_start": quote.speaker.start if quote.speaker else None,
        "speaker_end": quote.speaker.end if quote.speaker else None,
        "speaker_full": quote.person,
        "confidence": quote.confidence,
    }
    yield {"start": quote.span.start, "end": quote.span.end, "kind": quote.kind, **who}
    for piece in quote.fragments:
        yield {"start": piece.start, "end": piece.end, "kind": "fragment", **who}


def table(scores: Any, name: str, rows: Sequence[Row], found: dict[str, list[Row]]) -> Iterator[list[str]]:
    for kind, score in scores.score(rows, found).items():
        exact, near, joint = score["exact"], score["iou80"], score["joint"]
        figures = (exact["P"], exact["R"], exact["F1"], near["F1"], joint["P"], joint["R"], joint["F1"])
        speaker = score["speaker"]["acc"]
        counts = [str(near["gold"]), str(near["pred"])]
        yield [name, kind, *counts, *(f"{figure:.3f}" for figure in (*figures, speaker or 0.0))]


def classes(scores: Any, rows: Sequence[Row], found: dict[str, list[Row]]) -> list[list[str]]:
    """Recall by class of gold quote."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        for kinds in (("direct", "fragment"), ("indirect", "mixed")):
            gold = scores.spans(row["text"], [q for q in row["quotes"] if q["kind"] in kinds and q["speech"]])
            quotes = scores.spans(row["text"], [q for q in found[row["article_id"]] if q["kind"] in kinds])
            pairs = dict(scores.match(gold, quotes, 0.8))
            for n, (_, quote) in enumerate(gold):
                hit = quotes[pairs[n]][1] if n in pairs else None
                for name in classes_of(scores, row, quote):
                    for place, counts in enumerate((True, hit is not None, hit and scores.speaker_ok(quote, hit))):
                        tally[name][place] += bool(counts)
    return [[name, str(n), f"{span / n:.3f}", f"{both / n:.3f}"] for name, (n, span, both) in sorted(tally.items())]


def classes_of(scores: Any, row: Row, quote: Row) -> Iterator[str]:
    """Which hard classes a gold quote belongs to."""
    text, kind = row["text"], "direct" if quote["kind"] == "direct" else "reported"
    names, head = scores.name_parts(quote["speaker_text"])
    speaker = "name" if names else "pronoun" if head in scores.PRON else "role or body" if head else "nobody"
    yield f"{kind}: speaker a {speaker}"
    yield f"{kind}: {'under four words' if len(text[quote['start'] : quote['end']].split()) < 4 else 'longer'}"
    yield f"{kind}: {_cue_class(quote)}"
    parts = [q for q in row["quotes"] if q["group"] == quote["group"]]
    if kind == "direct":
        low, high = min(q["start"] for q in parts), max(q["end"] for q in parts)
        spread = "several paragraphs" if _breaks(text, low, high) else "split" if len(parts) > 1 else "one part"
        yield f"direct: {spread}"
        if text[quote["end"] - 1].isalnum() or text[quote["end"] - 1] in ".!?":
            yield "direct: no closing mark"
        if _breaks(text, *sorted((quote["start"], quote["speaker_start"] or quote["start"]))):
            yield "direct: speaker in another paragraph"
    else:
        yield f"reported: {quote['kind']}"


def _cue_class(quote: Row) -> str:
    """What announces a quote."""
    cue = (quote["cue_text"] or "").lower()
    names = {"according": "cue according to", "tweet": "cue a tweet", ":": "cue with a colon", "-": "cue a dash"}
    return next((name for part, name in names.items() if part in cue), "cue a verb or noun" if cue else "no cue")


def _breaks(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end]


def reliability(scores: Any, rows: Sequence[Row], found: dict[str, list[Row]]) -> list[list[str]]:
    """How often quotes of a stated confidence have the right span (IoU 0.8) and speaker."""
    bins: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        for confidence, kind, right in judged(scores, row, found[row["article_id"]]):
            bins[kind, sum(confidence >= edge for edge in EDGES)].append((confidence, right))
    return [
        [
            f"{EDGES[place - 1]:.2f}-{min(EDGES[place], 1):.2f}",
            kind,
            str(len(pairs)),
            f"{sum(c for c, _ in pairs) / len(pairs):.3f}",
            f"{sum(r for _, r in pairs) / len(pairs):.3f}",
        ]
        for (kind, place), pairs in sorted(bins.items())
    ]


def judged(scores: Any, row: Row, found: Sequence[Row]) -> Iterator[tuple[float, str, bool]]:
    """Every quote's confidence, kind, and whether it is right; those that the scorer ignores are left out."""
    for kind, own in (("direct", ("direct",)), ("reported", ("indirect", "mixed"))):
        gold = scores.spans(row["text"], [q for q in row["quotes"] if q["kind"] in own])
        quotes = scores.spans(row["text"], [q for q in found if q["kind"] in own])
        pairs = {p: g for g, p in scores.match(gold, quotes, 0.8)}
        pieces = [scores.trim(row["text"], *piece) for q in row["quotes"] for piece in q.get("inner", [])]
        pieces += [span for span, q in gold if not q["speech"]]
        for n, (span, quote) in enumerate(quotes):
            ignored = any(scores.iou(span, piece) >= 0.5 for piece in pieces)
            if n in pairs:
                yield quote["confidence"], kind, scores.speaker_ok(gold[pairs[n]][1], quote)
            elif not ignored:
                yield quote["confidence"], kind, False


if __name__ == "__main__":
    main()
