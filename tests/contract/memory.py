"""The reference engine: lists, and every question by looking at every paragraph. Slow, and meant to be obvious.

It shares with the real engines what defines an answer (the analyser, the query language, when texts are copies, which
languages the model reads, the model itself) and nothing of how an answer is found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from index.clauses import Parsed, Term, query_terms
from index.embed import Embedder
from index.engine import (
    POOL,
    Added,
    Alike,
    Day,
    Hits,
    Query,
    QuoteHit,
    Quotes,
    Sharing,
    Speaker,
    Status,
    UnknownArticle,
)
from index.find import ALIKE, TELLING
from index.languages import reads, reads_query
from index.query import understood
from index.settings import Settings
from index.sharing import rarity, runs_of
from ingest.article import Article, Precision, Quote
from tests.contract.clocks import passes_by_day, ticks_asked
from tests.contract.grouping import article_groups, key_of, paragraph_groups
from tests.contract.judging import holds, keeps, quote_keeps, starts
from tests.contract.ranking import bm25_of, fused, telling
from tests.contract.rows import Row
from tests.contract.showing import Match, hit_of, quote_hit, sharing_of

Vector = NDArray[np.float32]


class Memory:
    """Every engine answers as this one does."""

    def __init__(self, embedder: Embedder, languages: str = "en") -> None:
        self._embedder = embedder
        self._languages = languages
        self._versions: dict[str, list[Article]] = {}
        self._first_row: dict[str, int] = {}  # of each article's current version
        self._rows = 0
        self._received: dict[str, int] = {}  # each article's number in order of coming
        self._last = 0
        self._vectors: dict[str, Vector] = {}
        self._asked: dict[str, Vector] = {}  # a query's vector
        self._known: list[Row] | None = None  # live paragraphs; None: to be listed anew
        self._writes = 0

    @property
    def version(self) -> str:
        return f"memory-{self._writes}"

    def close(self) -> None:
        """Nothing to let go of."""

    def add(self, articles: Iterable[Article]) -> Added:
        outcomes = Counter(self._add(article) for article in articles)
        self._known = None
        missing = list(dict.fromkeys(row.plain for row in self._live() if self._reads(row)))
        missing = [text for text in missing if text not in self._vectors]
        self._vectors |= {text: self._embedder.embed([text])[0] for text in missing}
        self._writes += 1
        return Added(outcomes["new"], outcomes["same"], outcomes["changed"], embedded=len(missing))

    def remove(self, ids: Iterable[str]) -> int:
        gone = [self._versions.pop(id, None) for id in ids]
        self._received = {id: number for id, number in self._received.items() if id in self._versions}
        self._known = None
        kept = {
            " ".join(p.span.of(a.text).split()) for all_ in self._versions.values() for a in all_ for p in a.paragraphs
        }
        self._vectors = {text: vector for text, vector in self._vectors.items() if text in kept}
        self._writes += 1
        return sum(versions is not None for versions in gone)

    def search(self, query: Query) -> Hits:
        parsed = understood(query)
        matches = self._matches(query, parsed)
        group = paragraph_groups(self._live())
        members: dict[int, list[Match]] = defaultdict(list)
        for match in matches:
            members[group[match.row.row]].append(match)
        page = list(members.values())[query.offset : query.offset + query.limit]
        return Hits(
            hits=tuple(
                hit_of(first, copies, parsed, self._telling(query), self._all_languages()) for first, *copies in page
            ),
            total=len(matches),
            articles=len({match.row.article.id for match in matches}),
            groups=len(members),
            meaning=self._covered(query) if self._near(query.like or parsed.plain) is not None else 0.0,
        )

    def sharing(self, query: Query) -> tuple[Sharing, ...]:
        live = self._live()
        shared: defaultdict[int, float] = defaultdict(float)
        for run in runs_of(query.text):
            holding = [row for row in live if starts(row.held.words, run)]
            for row in holding:
                shared[row.row] += rarity(len(live), len(holding))
        found = [row for row in live if shared[row.row] and self._passes(row, query)]
        best = sorted(found, key=lambda row: (-round(shared[row.row], 6), row.row))[: query.limit]
        return tuple(sharing_of(row, shared[row.row]) for row in best)

    def cosines(self, text: str, others: Sequence[str]) -> tuple[float, ...]:
        if not reads_query(self._languages, text):
            return ()
        asked = self._embedder.embed([text])[0]
        return tuple(float(self._embedder.embed([other])[0] @ asked) for other in others)

    def days(self, query: Query) -> tuple[Day, ...]:
        group = article_groups(versions[-1] for versions in self._versions.values())
        found: dict[tuple[date | None, Precision, str | None], set[str]] = defaultdict(set)
        matches = self._matches(query, understood(query))
        for row in (match.row for match in matches):
            for day, precision in ticks_asked(row.article, row.paragraph, query):
                found[day, precision, row.article.outlet].add(row.article.id)
        told = {id for ids in found.values() for id in ids}
        for article in (match.row.article for match in matches):
            if article.id not in told:
                found[None, "day", article.outlet].add(article.id)
        days = (
            Day(day, outlet, len(ids), len({group[id] for id in ids}), precision)
            for (day, precision, outlet), ids in found.items()
        )
        return tuple(sorted(days, key=_day_order))

    def quotes(self, query: Query) -> Quotes:
        found = list(self._quotes(query))
        numbers: dict[str, int] = {}
        for _, row, quote in found:
            numbers.setdefault(key_of(quote.span.of(row.article.text)), len(numbers) + 1)
        page = found[query.offset : query.offset + query.limit]
        return Quotes(tuple(quote_hit(rank, row, quote, numbers) for rank, row, quote in page), len(found))

    def speakers(self, query: Query) -> tuple[Speaker, ...]:
        said: dict[str, list[str]] = defaultdict(list)
        for _, row, quote in self._quotes(query):
            if quote.person is not None:
                said[quote.person].append(row.article.id)
        speakers = (Speaker(person, len(ids), len(set(ids))) for person, ids in said.items())
        return tuple(sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.person)))

    def alike(self, quotes: Sequence[QuoteHit]) -> tuple[Alike, ...]:
        found = [
            Alike(one, other, cosine)
            for one, other in combinations(range(len(quotes)), 2)
            if all(reads(self._languages, quotes[at].language) for at in (one, other))
            and (cosine := float(np.dot(*self._embedder.embed([quotes[one].text, quotes[other].text])))) >= ALIKE
        ]
        return tuple(sorted(found, key=lambda pair: (-round(pair.cosine, 6), pair.one, pair.other)))

    def article(self, id: str, version: int | None = None) -> Article:
        versions = self._versions.get(id, [])
        wanted = versions[-1:] if version is None else [each for each in versions if each.version == version]
        if not wanted:
            raise UnknownArticle(f"No article {id!r} of version {version}.")
        return wanted[0]

    def versions(self, id: str) -> tuple[tuple[int, str], ...]:
        self.article(id)
        return tuple((article.version, article.sha256) for article in self._versions[id])

    def status(self) -> Status:
        articles = [versions[-1] for versions in self._versions.values()]
        days = [article.published.day for article in articles if article.published]
        live = self._live()
        return Status(
            articles=len(articles),
            versions=sum(map(len, self._versions.values())),
            paragraphs=len(live),
            quotes=sum(len(row.quotes) for row in live),
            undated=len(articles) - len(days),
            outlets=_counted(article.outlet for article in articles),
            languages=_counted(article.language for article in articles),  # type: ignore[arg-type]
            since=min(days, default=None),
            until=max(days, default=None),
            generation=self._writes,
            words_behind=0,
            meaning_behind=0,
            meaning_left_out=sum(not self._reads(row) for row in live),
            model=self._embedder.model,
            bytes=0,
            received=max(self._received.values(), default=0),
        )

    # What is kept

    def _add(self, article: Article) -> str:
        versions = self._versions.setdefault(article.id, [])
        if any(_identity(known) == _identity(article) for known in versions):
            return "same"
        if not versions:
            self._last += 1
            self._received[article.id] = self._last
        versions.append(replace(article, version=len(versions) + 1))
        self._first_row[article.id] = self._rows
        self._rows += len(article.paragraphs)
        return "changed" if len(versions) > 1 else "new"

    def _live(self) -> list[Row]:
        if self._known is None:
            self._known = [
                Row(self._first_row[id] + number, versions[-1], paragraph)
                for id, versions in self._versions.items()
                for number, paragraph in enumerate(versions[-1].paragraphs)
            ]
        return self._known

    def _reads(self, row: Row) -> bool:
        return reads(self._languages, row.article.language)

    # What matches

    def _matches(self, query: Query, parsed: Parsed) -> list[Match]:
        passing = [row for row in self._live() if self._passes(row, query) and self._keeps(row, query, parsed)]
        if not (query.like or parsed.plain):
            return _by_day([Match(row, 0.0, None) for row in passing], query)
        wanted = self._telling(query) or query_terms(query.like or parsed.plain, self._all_languages())
        bm25 = bm25_of(self._live(), wanted)
        cosine = self._cosines(query.like or parsed.plain, passing)
        holding = [row for row in passing if (parsed.asks and not query.like) or holds(row.held, wanted)]
        by_words = sorted(holding, key=lambda row: (-bm25(row), row.row))[:POOL]
        near = (row for row in passing if cosine.get(row.row, -1) >= Settings().near_cosine)
        nearest = sorted(near, key=lambda row: (-cosine[row.row], row.row))
        pool = {row.row: row for row in [*by_words, *nearest[:POOL]]}
        why = fused(pool.values(), bm25, cosine, self._newest(), query, wanted)
        rest = [row for row in holding if row.row not in pool]
        matches = [Match(row, bm25(row), cosine.get(row.row), why.get(row.row)) for row in [*pool.values(), *rest]]
        if query.order in ("newest", "oldest"):
            return _by_day(matches, query)
        return sorted(matches, key=lambda m: (m.why is None, -round(m.fused, 6), -m.bm25, m.row.row))

    def _passes(self, row: Row, query: Query) -> bool:
        return _passes(row, query) and self._received[row.article.id] > query.received_after

    def _telling(self, query: Query) -> tuple[Term, ...]:
        return telling(self._live(), query_terms(query.like, self._all_languages()), TELLING) if query.like else ()

    def _keeps(self, row: Row, query: Query, parsed: Parsed) -> bool:
        return keeps(row, parsed.required, query.speakers, self._all_languages())

    def _all_languages(self) -> set[str]:
        return {row.article.language for row in self._live()}

    def _newest(self) -> date | None:
        return max((row.article.published.day for row in self._live() if row.article.published), default=None)

    def _near(self, text: str) -> Vector | None:
        if not text or not self._vectors or not reads_query(self._languages, text):
            return None
        text = " ".join(text.split())
        if text not in self._asked:
            self._asked[text] = self._embedder.embed([text])[0]
        return self._asked[text]

    def _cosines(self, text: str, rows: Iterable[Row]) -> dict[int, float]:
        if (vector := self._near(text)) is None:
            return {}
        return {row.row: float(self._vectors[row.plain] @ vector) for row in rows if self._reads(row)}

    def _covered(self, query: Query) -> float:
        passing = [row for row in self._live() if self._passes(row, query)]
        return sum(self._reads(row) for row in passing) / len(passing) if passing else 0.0

    # What is shown

    def _quotes(self, query: Query) -> Iterator[tuple[int, Row, Quote]]:
        parsed, languages = understood(query), self._all_languages()
        for rank, match in enumerate(self._matches(query, parsed), 1):
            for quote in sorted(match.row.quotes, key=lambda quote: quote.span.start):
                if quote_keeps(match.row, quote, parsed.required, query.speakers, languages):
                    yield rank, match.row, quote


def _identity(article: Article) -> tuple[object, ...]:
    published = article.published and (article.published.day, article.published.precision)
    return article.text, article.title, article.lede, article.outlet, article.language, published


def _passes(row: Row, query: Query) -> bool:
    return (
        passes_by_day(row.article, row.paragraph, query)
        and (not query.outlets or row.article.outlet in query.outlets)
        and (not query.languages or row.article.language in query.languages)
        and (not query.speakers or any(quote.person in query.speakers for quote in row.quotes))
    )


def _day_order(day: Day) -> tuple[bool, str, int, str]:
    return day.day is None, str(day.day), ("day", "month", "year").index(day.precision), day.outlet or ""


def _by_day(matches: list[Match], query: Query) -> list[Match]:
    def key(match: Match) -> tuple[bool, int, int]:
        published = match.row.article.published
        day = published.day.toordinal() if published else 0
        return published is None, day if query.order == "oldest" else -day, match.row.row

    return sorted(matches, key=key)


def _counted(names: Iterable[str | None]) -> tuple[tuple[str | None, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0] or "")))
