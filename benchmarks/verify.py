"""Quotes of the corpus, edited in known ways, verified: `python -m benchmarks.verify [LIBRARY]`.

LIBRARY holds ../shared/corpus/articles.jsonl.gz (by default the one that benchmarks.corpus makes; words suffice).
Up to 5,000 quotes are sampled, as many as are direct and of 8 to 80 words; then splices of two of them, quotes given
to another speaker, and sentences of this project's own samples, which the corpus cannot hold. With --wrong each wrong
answer is named on standard error, without its words; with --times only the time is taken, of a part of the quotes.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.corpus import LIBRARY
from benchmarks.edits import EDITS, edited
from benchmarks.results import record
from desk.changes import bare
from desk.verify import Verdict, Verified, verify
from index.engine import Query, QuoteHit
from index.local import Local
from index.settings import Settings
from ingest.read import read
from ingest.received import Received
from ingest.understand import understand

QUOTES = 5000
TIMED = 600
OTHERS = 500  # splices, quotes given to another, and sentences that are nowhere
SEED = 11
PAGE = 50
LANGUAGES = ("en", "en", "en", "en", "en", "en", "ru", "ru", "zh")  # as the corpus has them
WORDS = (8, 80)  # of a sampled quote; characters in Chinese
VERDICTS: dict[str, Verdict] = {"same": "exact", "typographic": "typographic", "cut": "cut", "ellipsis": "cut"}
SAMPLES = Path(__file__).parents[1] / "samples"


class Tally:
    """What came of each kind of edit."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.false_exact = 0
        self.printed_so = 0
        self.wrong: list[tuple[str, str, str, str]] = []  # kind, verdict, article, what it was taken for
        self.seconds: list[float] = []
        self.processor: list[float] = []  # seconds of it: what is left of them where nothing else runs

    def timed(self, engine: Local, words: str, *, speaker: str | None = None) -> Verified:
        """Verify, with the time it took."""
        started, worked = time.perf_counter(), time.process_time()
        found = verify(engine, words, speaker=speaker)
        self.seconds.append(time.perf_counter() - started)
        self.processor.append(time.process_time() - worked)
        if found.verdict == "exact" and not _stands(engine, found):
            self.false_exact += 1
        return found

    def count(self, kind: str, right: bool, found: Verified, article: str) -> None:
        """Note one answer."""
        self.tried[kind] += 1
        self.right[kind] += right
        if not right:
            self.wrong.append((kind, found.verdict, article, f"{found.kinds} {found.reasons}"))

    def share(self, *kinds: str) -> str:
        """Right of tried, over these kinds."""
        right, tried = sum(self.right[k] for k in kinds), sum(self.tried[k] for k in kinds)
        return f"{right:,} of {tried:,} ({right / max(tried, 1):.2%})"


def main() -> None:
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    library, timing = Path(given[0]) if given else LIBRARY, "--times" in sys.argv
    with Local.open(Settings(library=library, model_languages="xx")) as engine:
        chance, tally = random.Random(SEED), Tally()
        quotes = _sampled(engine, chance, TIMED if timing else QUOTES)
        verify(engine, quotes[0].text)  # opens what a first question opens
        _edits(engine, quotes, range(len(quotes)), tally)
        articles = engine.status().articles
        if timing:
            _record_times(tally, articles)
            return
        _splices(engine, quotes, chance, tally)
        _others_words(engine, quotes, chance, tally)
        _nowhere(engine, tally)
    for kind, verdict, article, taken in tally.wrong if "--wrong" in sys.argv else ():
        print(kind, verdict, article, taken, file=sys.stderr)
    _record(tally, articles)


def _record(tally: Tally, articles: int) -> None:
    rows = [
        ("exact found", tally.share("same")),
        ("typographic found", tally.share("typographic")),
        *((f"kind right: {kind}", tally.share(kind)) for kind in EDITS[2:]),
        ("kind right, all edits", tally.share(*EDITS)),
        ("spliced from two statements", tally.share("splice")),
        ("said by someone else", tally.share("misattributed")),
        ("not in this archive", tally.share("absent")),
        ("false exact", tally.false_exact),
        ("edits left out, because the archive prints them so", tally.printed_so),
    ]
    remark = (
        f"An archive of {articles:,} articles in English, Russian and Chinese. Kind right: the gravest kind, and for "
        "an altered quote the reason."
    )
    record("Verifying quotes", "python -m benchmarks.verify", ("what", "figure"), rows, remark)


def _record_times(tally: Tally, articles: int) -> None:
    rows = []
    for what, seconds in (("processor time", tally.processor), ("wall time", tally.seconds)):
        p50, p95, longest = np.percentile(seconds, [50, 95, 100]) * 1e3
        rows.append((what, f"{p50:.0f} ms", f"{p95:.0f} ms", f"{longest:.0f} ms"))
    header = ("", "p50", "p95", "longest")
    load = f", load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    remark = f"{len(tally.seconds):,} quotes, {articles:,} articles{load}."
    record("How long a verification takes", "python -m benchmarks.verify --times", header, rows, remark)


def _sampled(engine: Local, chance: random.Random, count: int) -> list[QuoteHit]:
    """Direct quotes from pages picked at random, each once however many print it."""
    quotes: list[QuoteHit] = []
    for language in sorted(set(LANGUAGES)):
        query, wanted = (
            Query(languages=(language,), limit=PAGE),
            round(count * LANGUAGES.count(language) / len(LANGUAGES)),
        )
        pages = list(range(0, engine.quotes(replace(query, limit=0)).total, PAGE))
        fit: dict[str, QuoteHit] = {}
        for offset in chance.sample(pages, len(pages)):
            found = engine.quotes(replace(query, offset=offset)).quotes
            fit |= {bare(q.text): q for q in found if q.quote.kind == "direct" and _fits(q)}
            if len(fit) >= wanted:
                break
        quotes += list(fit.values())[:wanted]
    chance.shuffle(quotes)
    return quotes


def _fits(quote: QuoteHit) -> bool:
    words = len(bare(quote.text)) if quote.language == "zh" else len(quote.text.split())
    return WORDS[0] <= words <= WORDS[1] and "\n" not in quote.text


def _edits(engine: Local, quotes: Sequence[QuoteHit], numbers: Iterable[int], tally: Tally) -> None:
    """Quotes with one edit each, the kinds in turn; where a quote has no place for one, the next that has."""
    for number in numbers:
        quote, chance = quotes[number], random.Random(number)
        turn = [*EDITS[number % len(EDITS) :], *EDITS[: number % len(EDITS)]]
        edits = ((kind, edited(bare(quote.text), quote.language, kind, chance)) for kind in turn)
        kind, edit = next((kind, edit) for kind, edit in edits if edit)
        found = tally.timed(engine, edit.text)
        if found.verdict == "exact" and kind != "same":
            tally.printed_so += 1
            continue
        right = found.verdict == VERDICTS.get(edit.kind, "altered") and found.kinds[:1] == (edit.kind,)
        tally.count(kind, right and (not edit.reason or edit.reason in found.reasons), found, quote.article)


def _splices(engine: Local, quotes: Sequence[QuoteHit], chance: random.Random, tally: Tally) -> None:
    for _ in range(OTHERS):
        one, other = chance.sample([q for q in quotes if q.language == "en"], 2)
        some, others = bare(one.text).split(), bare(other.text).split()
        words = " ".join([*some[: max(6, len(some) // 2)], *others[-max(6, len(others) // 2) :]])
        found = tally.timed(engine, words)
        tally.count("splice", found.verdict == "spliced", found, f"{one.article} {other.article}")


def _others_words(engine: Local, quotes: Sequence[QuoteHit], chance: random.Random, tally: Tally) -> None:
    """Quotes whose speaker is known, given to somebody who is quoted nowhere."""
    named = [quote for quote in quotes if quote.quote.person]
    for quote in chance.sample(named, min(OTHERS, len(named))):
        found = tally.timed(engine, bare(quote.text), speaker="Oswin Tarrabel")
        tally.count("misattributed", found.verdict == "misattributed", found, quote.article)


def _nowhere(engine: Local, tally: Tally) -> None:
    for words in _own_sentences():
        found = tally.timed(engine, words)
        tally.count("absent", found.verdict == "absent", found, "samples")


def _own_sentences() -> Iterator[str]:
    """Sentences of the fictional archive, of eight words at least."""
    articles = (understand(received) for received in read(SAMPLES) if isinstance(received, Received))
    sentences = (s.of(a.text) for a in articles for p in a.paragraphs for s in p.sentences)
    yield from [words for words in dict.fromkeys(sentences) if len(words.split()) >= WORDS[0]][:OTHERS]


def _stands(engine: Local, found: Verified) -> bool:
    source = found.sources[0]
    return engine.article(source.article).text[source.start : source.end] == bare(found.words)


if __name__ == "__main__":
    main()
