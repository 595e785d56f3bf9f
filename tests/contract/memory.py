"""The reference engine: lists, and every question by looking at every paragraph. Slow, and meant to be obvious.

It shares with the real engines what defines an answer (the analyser, the query language, when texts are copies, which
languages the model reads, the model itself) and nothing of how an answer is found.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.analyse import terms, tokens
from index.copies import are_copies, are_same_paragraph
from index.embed import Embedder
from index.engine import (
    POOL,
    Added,
    Alike,
    Copy,
    Day,
    Hit,
    Hits,
    Query,
    QuoteHit,
    Quotes,
    Sharing,
    Speaker,
    Status,
    UnknownArticle,
)
from index.find import ALIKE
from index.languages import reads, reads_query
from index.match import MEANING_SHARE
from index.query import Free, Parsed, Phrase, Term, parse, query_terms
from index.settings import Settings
from index.sharing import rarity, runs_of
from index.words import TITLE_WEIGHT
from ingest.article import Article, Paragraph, Precision, Quote, Span
from ingest.copies import normal_words, shingles
from tests.contract.clocks import passes_by_day, ticks_asked

K1, B = 1.2, 0.75  # tantivy's
MARKS = 1  # the words index holds a document that is no paragraph, and its statistics count it

Vector = NDArray[np.float32]
_Node = TypeVar("_Node")


def _norms() -> list[int]:
    """The lengths that Lucene and tantivy tell apart: SmallFloat with three bits of mantissa beyond 24."""
    small = [bits if bits < 8 else (bits & 7 | 8) << (bits >> 3) - 1 for bits in range(232)]
    return list(range(24)) + [24 + value for value in small]


NORMS = _norms()


@dataclass(frozen=True)
class Row:
    """A live paragraph."""

    row: int
    article: Article
    paragraph: Paragraph

    @cached_property
    def text(self) -> str:
        return self.paragraph.span.of(self.article.text)

    @cached_property
    def plain(self) -> str:
        return " ".join(self.text.split())

    @cached_property
    def stems(self) -> list[str]:
        return [term.word for term in terms(tokens(self.text), self.article.language)]

    @cached_property
    def words(self) -> list[str]:
        return [token.word for token in tokens(self.text)]

    @cached_property
    def title_stems(self) -> list[str]:
        return [term.word for term in terms(tokens(self.article.title.of(self.article.text)), self.article.language)]

    @cached_property
    def quotes(self) -> list[Quote]:
        span = self.paragraph.span
        return [quote for quote in self.article.quotes if span.start <= quote.span.start < span.end]


@dataclass(frozen=True)
class Match:
    """A paragraph that matches."""

    row: Row
    bm25: float
    cosine: float | None
    fused: float


class Memory:
    """Every engine answers as this one does."""

    def __init__(self, embedder: Embedder, languages: str = "en") -> None:
        self._embedder = embedder
        self._languages = languages
        self._versions: dict[str, list[Article]] = {}
        self._first_row: dict[str, int] = {}  # of each article's current version
        self._rows = 0
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
        self._known = None
        kept = {
            " ".join(p.span.of(a.text).split()) for all_ in self._versions.values() for a in all_ for p in a.paragraphs
        }
        self._vectors = {text: vector for text, vector in self._vectors.items() if text in kept}
        self._writes += 1
        return sum(versions is not None for versions in gone)

    def search(self, query: Query) -> Hits:
        parsed = parse(query.text)
        matches = self._matches(query, parsed)
        group = self._paragraph_groups()
        members: dict[int, list[Match]] = defaultdict(list)
        for match in matches:
            members[group[match.row.row]].append(match)
        page = list(members.values())[query.offset : query.offset + query.limit]
        return Hits(
            hits=tuple(self._hit(first, copies, parsed) for first, *copies in page),
            total=len(matches),
            articles=len({match.row.article.id for match in matches}),
            groups=len(members),
            meaning=self._covered(query) if self._near(parsed) is not None else 0.0,
        )

    def sharing(self, query: Query) -> tuple[Sharing, ...]:
        live = self._live()
        shared: defaultdict[int, float] = defaultdict(float)
        for run in runs_of(query.text):
            holding = [row for row in live if _starts(row.words, run)]
            for row in holding:
                shared[row.row] += rarity(len(live), len(holding))
        found = [row for row in live if shared[row.row] and _passes(row, query)]
        best = sorted(found, key=lambda row: (-round(shared[row.row], 6), row.row))[: query.limit]
        return tuple(_sharing(row, shared[row.row]) for row in best)

    def days(self, query: Query) -> tuple[Day, ...]:
        group = self._article_groups()
        found: dict[tuple[date | None, Precision, str | None], set[str]] = defaultdict(set)
        matches = self._matches(query, parse(query.text))
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
            numbers.setdefault(_words(quote.span.of(row.article.text)), len(numbers) + 1)
        page = found[query.offset : query.offset + query.limit]
        return Quotes(tuple(_quote_hit(rank, row, quote, numbers) for rank, row, quote in page), len(found))

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
        )

    # What is kept

    def _add(self, article: Article) -> str:
        versions = self._versions.setdefault(article.id, [])
        if any(_identity(known) == _identity(article) for known in versions):
            return "same"
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
        passing = [row for row in self._live() if _passes(row, query) and self._allows(row, parsed)]
        if not parsed.plain:
            return _by_day([Match(row, 0.0, None, 0.0) for row in passing], query)
        wanted = self._terms(parsed.plain)
        bm25 = self._bm25(wanted)
        cosine = self._cosines(parsed, passing)
        holding = [row for row in passing if parsed.phrases or _holds(row, wanted)]
        by_words = sorted(holding, key=lambda row: (-bm25(row), row.row))[:POOL]
        near = (row for row in passing if cosine.get(row.row, -1) >= Settings().near_cosine)
        nearest = sorted(near, key=lambda row: (-cosine[row.row], row.row))
        pool = {row.row: row for row in [*by_words, *nearest[:POOL]]}
        fused = _fuse(pool.values(), bm25, cosine, MEANING_SHARE if self._near(parsed) is not None else 0.0)
        rest = [row for row in holding if row.row not in pool]
        matches = [
            Match(row, bm25(row), cosine.get(row.row), fused.get(row.row, 0.0)) for row in [*pool.values(), *rest]
        ]
        if query.order != "relevance":
            return _by_day(matches, query)
        return sorted(matches, key=lambda m: (m.row.row not in pool, -round(m.fused, 6), -m.bm25, m.row.row))

    def _allows(self, row: Row, parsed: Parsed) -> bool:
        return all(_phrase_in(row, phrase) for phrase in parsed.phrases) and not any(
            self._excludes(row, clause) for clause in parsed.excluded
        )

    def _excludes(self, row: Row, clause: Free | Phrase) -> bool:
        return _phrase_in(row, clause) if isinstance(clause, Phrase) else _holds(row, self._terms(clause.text))

    def _terms(self, text: str) -> tuple[Term, ...]:
        return query_terms(text, {row.article.language for row in self._live()})

    def _bm25(self, wanted: Sequence[Term]) -> Callable[[Row], float]:
        live = self._live()
        parts = [_Field(live, lambda row: row.stems), _Field(live, lambda row: row.words)]
        titles = _Field(live, lambda row: row.title_stems)

        def bm25(row: Row) -> float:
            fields = ((parts[term.field == "exact"], term) for term in wanted)
            in_text = sum(field.bm25(row, term.word) for field, term in fields)
            in_title = sum(titles.bm25(row, term.word) for term in wanted if term.field == "text")
            return in_text + TITLE_WEIGHT * in_title

        return bm25

    def _near(self, parsed: Parsed) -> Vector | None:
        if not parsed.plain or not self._vectors or not reads_query(self._languages, parsed.plain):
            return None
        text = " ".join(parsed.plain.split())
        if text not in self._asked:
            self._asked[text] = self._embedder.embed([text])[0]
        return self._asked[text]

    def _cosines(self, parsed: Parsed, rows: Iterable[Row]) -> dict[int, float]:
        if (vector := self._near(parsed)) is None:
            return {}
        return {row.row: float(self._vectors[row.plain] @ vector) for row in rows if self._reads(row)}

    def _covered(self, query: Query) -> float:
        passing = [row for row in self._live() if _passes(row, query)]
        return sum(self._reads(row) for row in passing) / len(passing) if passing else 0.0

    # What is shown

    def _hit(self, match: Match, copies: Sequence[Match], parsed: Parsed) -> Hit:
        article, paragraph = match.row.article, match.row.paragraph
        return Hit(
            article=article.id,
            given_id=article.given_id,
            url=article.url,
            outlet=article.outlet,
            language=article.language,
            title=article.title.of(article.text),
            published=article.published.day if article.published else None,
            sha256=article.sha256,
            start=paragraph.span.start,
            end=paragraph.span.end,
            text=match.row.text,
            paragraph=paragraph.ordinal,
            cosine=match.cosine,
            bm25=match.bm25,
            fused=match.fused,
            matched=self._matched(match.row, parsed),
            copies=tuple(_copy(copy.row) for copy in copies),
        )

    def _matched(self, row: Row, parsed: Parsed) -> tuple[Span, ...]:
        free = set(self._terms(" ".join(clause.text for clause in parsed.free))) & set(self._terms(parsed.plain))
        cut = tokens(row.text)
        spans = [(term.start, term.end) for term in terms(cut, row.article.language) if Term("text", term.word) in free]
        spans += [(token.start, token.end) for token in cut if Term("exact", token.word) in free]
        for phrase in parsed.phrases:
            starts = _starts(row.words, phrase.words)
            spans += [(cut[at].start, cut[at + len(phrase.words) - 1].end) for at in starts]
        return _without_overlap(spans, row.paragraph.span.start)

    def _quotes(self, query: Query) -> Iterator[tuple[int, Row, Quote]]:
        for rank, match in enumerate(self._matches(query, parse(query.text)), 1):
            for quote in sorted(match.row.quotes, key=lambda quote: quote.span.start):
                if not query.speakers or quote.person in query.speakers:
                    yield rank, match.row, quote

    def _article_groups(self) -> dict[str, str]:
        grams = {id: shingles(versions[-1].text) for id, versions in self._versions.items()}
        return _connected(grams, [(a, b) for a, b in combinations(grams, 2) if are_copies(grams[a], grams[b])])

    def _paragraph_groups(self) -> dict[int, int]:
        live = self._live()
        grams = {row.row: shingles(row.text) for row in live}
        whole = {id: shingles(versions[-1].text) for id, versions in self._versions.items()}

        def same(a: Row, b: Row) -> bool:
            if _words(a.text) == _words(b.text):
                return True
            return are_copies(whole[a.article.id], whole[b.article.id]) and are_same_paragraph(
                grams[a.row], grams[b.row]
            )

        pairs = [
            (a.row, b.row)
            for a, b in combinations(live, 2)
            if (a.article.id != b.article.id and same(a, b)) or _words(a.text) == _words(b.text)
        ]
        return _connected(grams, pairs)


class _Field:
    """BM25 over one field, its lengths as coarse as tantivy keeps them."""

    def __init__(self, live: Sequence[Row], words: Callable[[Row], list[str]]) -> None:
        self._counts = {row.row: Counter(words(row)) for row in live}
        self._documents = len(live) + MARKS
        self._average = sum(counts.total() for counts in self._counts.values()) / self._documents
        self._holding = Counter(word for counts in self._counts.values() for word in counts)

    def bm25(self, row: Row, word: str) -> float:
        counts = self._counts[row.row]
        if not (often := counts[word]):
            return 0.0
        holding = self._holding[word]
        rarity = math.log(1 + (self._documents - holding + 0.5) / (holding + 0.5))
        length = NORMS[bisect_right(NORMS, counts.total()) - 1]
        return rarity * (1 + K1) * often / (often + K1 * (1 - B + B * length / self._average))


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


def _holds(row: Row, wanted: Iterable[Term]) -> bool:
    held = {Term("text", word) for word in row.stems} | {Term("exact", word) for word in row.words}
    return not held.isdisjoint(wanted)


def _phrase_in(row: Row, phrase: Phrase) -> bool:
    return bool(_starts(row.words, phrase.words))


def _starts(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    return [at for at in range(len(words) - len(phrase) + 1) if list(words[at : at + len(phrase)]) == list(phrase)]


def _fuse(
    pool: Iterable[Row], bm25: Callable[[Row], float], cosine: dict[int, float], share: float
) -> dict[int, float]:
    rows = list(pool)
    by_words = _spread({row.row: bm25(row) for row in rows})
    by_meaning = _spread({row.row: cosine[row.row] for row in rows if row.row in cosine})
    return {row.row: share * by_meaning.get(row.row, 0.0) + (1 - share) * by_words[row.row] for row in rows}


def _spread(values: dict[int, float]) -> dict[int, float]:
    low, high = min(values.values(), default=0.0), max(values.values(), default=0.0)
    if high == low:
        return {row: float(value != 0) for row, value in values.items()}
    return {row: (value - low) / (high - low) for row, value in values.items()}


def _by_day(matches: list[Match], query: Query) -> list[Match]:
    def key(match: Match) -> tuple[bool, int, int]:
        published = match.row.article.published
        day = published.day.toordinal() if published else 0
        return published is None, day if query.order == "oldest" else -day, match.row.row

    return sorted(matches, key=key)


def _words(text: str) -> str:
    return normal_words(text) or text


def _without_overlap(spans: Iterable[tuple[int, int]], offset: int) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        span = Span(start + offset, end + offset)
        if merged and span.start < merged[-1].end:
            span = Span(merged[-1].start, max(span.end, merged.pop().end))
        merged.append(span)
    return tuple(merged)


def _connected(nodes: Iterable[_Node], pairs: Iterable[tuple[_Node, _Node]]) -> dict[_Node, _Node]:
    group = {node: node for node in nodes}
    for a, b in pairs:
        keep, drop = group[a], group[b]
        group = {node: keep if of == drop else of for node, of in group.items()}
    return group


def _copy(row: Row) -> Copy:
    article, span = row.article, row.paragraph.span
    return Copy(article.id, article.outlet, article.published.day if article.published else None, span.start, span.end)


def _quote_hit(rank: int, row: Row, quote: Quote, numbers: dict[str, int]) -> QuoteHit:
    article = row.article
    return QuoteHit(
        article=article.id,
        given_id=article.given_id,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        title=article.title.of(article.text),
        published=article.published.day if article.published else None,
        sha256=article.sha256,
        start=quote.span.start,
        end=quote.span.end,
        text=quote.span.of(article.text),
        paragraph=row.paragraph.ordinal,
        quote=quote,
        speaker=quote.speaker.of(article.text) if quote.speaker else None,
        rank=rank,
        group=numbers[_words(quote.span.of(article.text))],
        extracted=quote.person,
    )


def _sharing(row: Row, shared: float) -> Sharing:
    article, span = row.article, row.paragraph.span
    return Sharing(
        article=article.id,
        given_id=article.given_id,
        url=article.url,
        outlet=article.outlet,
        language=article.language,
        title=article.title.of(article.text),
        published=article.published.day if article.published else None,
        sha256=article.sha256,
        start=span.start,
        end=span.end,
        text=row.text,
        paragraph=row.paragraph.ordinal,
        shared=shared,
    )


def _counted(names: Iterable[str | None]) -> tuple[tuple[str | None, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0] or "")))
