"""Local answers as the brute-force reference does, whatever was added, changed, removed or reopened before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index.check import problems
from index.embed import Embedder, open_embedder
from index.engine import Engine, Hit, Hits, Query, QuoteHit
from index.local import Local
from index.settings import Settings
from ingest.article import Article
from tests.contract.build import article
from tests.contract.dying import POINTS, add_and_die
from tests.contract.memory import Memory

LINES = (
    "The harbour of Port Selm was closed on Monday after the ferry strike began at dawn.",
    "The harbour of Port Selm was closed on Monday, after the ferry strike began at dawn!",
    "After the ferry strike began at dawn the harbour of Port Selm was closed on Monday for a week.",
    '"Nobody will sail before the wages are paid", said Mara Vint.',
    '"It was the best spring in years", said Tom Arden. "We are glad", said Mara Vint.',
    "Growers expect a record harvest of apples; the harvests of pears were poor.",
    "Паромы вышли в море, сказал министр.",
    "港口的渡轮罢工结束了。",
    "The",
    "***",
    "The ferry left on 2024-01-29 and on 2024-01-30, and was expected back by 2024-02-31.",
    '"We sail again", said Mara Vint of the ferry on 2024-01-30.',
    "It has been so since 1969-07-20.",
)
TITLES = ("", "Ferry strike", "Harvest of apples and pears")
OUTLETS = (None, "lantern.example", "gazette.example")
DAYS = (None, date(1969, 7, 20), date(2024, 1, 30), date(2024, 1, 31))
TEXTS = (
    "", "harbour", "ferry strikes", "the", "apples -pears", '"ferry strike"', '-"ferry strike"', '"the" harbour',
    "the ferry strike began at dusk", "of the", "渡轮罢工开始了",
    "parliament", "паром", "渡轮", "口", '"港口"', '"the harbour" apples', "-harbour", "!!! ferry",
    "speaker:vint said:sail", "speaker:vint -said:sail", "-said:sail", "(speaker:arden OR speaker:vint) said:spring",
)  # fmt: skip
OPERANDS = (
    "harbour", "strikes", "the", '"ferry strike"', '"it was"', "ferr*", "2024*", "паром*", "港口", "港*",
    "record-harvest",
    "ferry NEAR/1 strike", "harbour NEAR/9 ferries", "harvest NEAR/2 apples", "title:ferries", 'title:"apples and"',
    "title:(harvest OR strike)", "title:harv*", "said:sail", "said:(nobody AND NOT glad)", 'said:"best spring"',
    "said:(wages NEAR/3 sail)", "said:gla*", "speaker:vint", 'speaker:"Tom Arden"', "outlet:lantern", "outlet:example",
    "outlet:nowhere", "lang:en", "lang:ru", "since:2024-01-30", "until:2024-01-30", "until:1969", "since:2024",
)  # fmt: skip

texts = strategies.recursive(
    strategies.sampled_from(OPERANDS),
    lambda inner: strategies.one_of(
        strategies.builds("({} AND {})".format, inner, inner),
        strategies.builds("({} OR {})".format, inner, inner),
        strategies.builds("({} {})".format, inner, inner),
        strategies.builds("NOT {}".format, inner),
    ),
    max_leaves=4,
)
articles = strategies.builds(
    lambda id, lines, title, outlet, day, language, precision: article(
        id, *lines, title=title, outlet=outlet, day=day, language=language, precision=precision
    ),
    id=strategies.sampled_from("abcdefg"),
    lines=strategies.lists(strategies.sampled_from(LINES), min_size=1, max_size=4),
    title=strategies.sampled_from(TITLES),
    outlet=strategies.sampled_from(OUTLETS),
    day=strategies.sampled_from(DAYS),
    language=strategies.sampled_from(("en", "ru", "zh", "und")),
    precision=strategies.sampled_from(("day", "day", "month")),
)
queries = strategies.builds(
    Query,
    text=strategies.sampled_from(TEXTS) | texts | strategies.builds("{} {}".format, texts, texts),
    since=strategies.sampled_from(DAYS),
    until=strategies.sampled_from(DAYS),
    undated=strategies.sampled_from((False, False, True)),
    outlets=strategies.sampled_from(((), ("lantern.example",), ("lantern.example", "gazette.example"))),
    languages=strategies.sampled_from(((), ("en",), ("ru", "zh"))),
    speakers=strategies.sampled_from(((), ("Mara Vint",))),
    clock=strategies.sampled_from(("published", "spoken", "said")),
    order=strategies.sampled_from(("relevance", "recent", "newest", "oldest")),
    received_after=strategies.sampled_from((0, 0, 4)),
    limit=strategies.sampled_from((1, 3, 50)),
    offset=strategies.sampled_from((0, 2)),
)


FIRST = (
    article("a", LINES[0], LINES[3], title="Ferry strike", day=DAYS[1], outlet="lantern.example"),
    article("b", LINES[1], LINES[4], title="Harbour", day=DAYS[2], outlet="gazette.example"),
    article("c", LINES[2], LINES[5], LINES[5], title="Harvest of apples", day=DAYS[3], outlet="lantern.example"),
    article("d", LINES[6], title="Паромы", day=DAYS[3], outlet=None, language="ru"),
    article("e", LINES[7], LINES[0], day=None, outlet="gazette.example", language="zh"),
    article("f", LINES[8], LINES[9], LINES[0], LINES[12], day=None, outlet=None),
    article("g", LINES[10], LINES[11], title="Ferries of 2024-01-30", day=DAYS[2], precision="month"),
)


class Pair:
    """Two engines that are told the same."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.local = Local.open(Settings(library=self.folder), create=True)
        self.memory = Memory(_embedder())
        assert self.local.add(FIRST) == self.memory.add(FIRST)

    def close(self) -> None:
        self.local.close()
        shutil.rmtree(self.folder)


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    pair = Pair()
    yield pair
    pair.close()


@settings(max_examples=60, deadline=None)
@given(query=queries)
def test_every_question_gets_the_answer_of_the_reference(pair: Pair, query: Query) -> None:
    assert_same_sets(pair.local, pair.memory, query)
    assert_same_ranks(pair.local, pair.memory, query)


class Alike(RuleBasedStateMachine):
    """Whatever happens to the archive, the two stay alike."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = Pair()

    @property
    def local(self) -> Local:
        return self.pair.local

    @property
    def memory(self) -> Memory:
        return self.pair.memory

    def teardown(self) -> None:
        self.pair.close()

    @rule(added=strategies.lists(articles, min_size=1, max_size=4))
    def add(self, added: list[Article]) -> None:
        assert self.local.add(added) == self.memory.add(added)

    @rule(ids=strategies.lists(strategies.sampled_from("abcdef"), max_size=2, unique=True))
    def remove(self, ids: list[str]) -> None:
        named = [article(id, "").id for id in ids]
        assert self.local.remove(named) == self.memory.remove(named)

    @rule(added=strategies.lists(articles, min_size=1, max_size=4), point=strategies.sampled_from(list(POINTS)))
    def crash(self, added: list[Article], point: str) -> None:
        """What was committed is kept and found by its words at once; the rest is as if it had never come."""
        self.local.close()
        add_and_die(self.pair.folder, point, added)
        if POINTS[point]:
            self.memory.add(added)
        self.pair.local = Local.open(Settings(library=self.pair.folder))
        assert self.local.search(Query()).total == self.memory.search(Query()).total
        assert self.local.status().words_behind == 0
        self.local.embed_missing()

    @rule()
    def reopen(self) -> None:
        self.local.close()
        self.pair.local = Local.open(Settings(library=self.pair.folder))

    @rule(query=queries)
    def search(self, query: Query) -> None:
        assert_same_sets(self.local, self.memory, query)

    @rule(query=queries)
    def search_after_a_rebuild(self, query: Query) -> None:
        self.local.rebuild()
        assert_same_sets(self.local, self.memory, query)
        assert_same_ranks(self.local, self.memory, query)
        assert_same_ranks(self.local, self.memory, replace(query, like=LINES[0]))

    @invariant()
    def count_alike(self) -> None:
        ours, theirs = self.local.status(), self.memory.status()
        assert replace(ours, generation=0, bytes=0, meaning_index=None) == replace(theirs, generation=0, bytes=0)
        assert not list(problems(self.local))


def assert_same_sets(local: Engine, memory: Engine, query: Query) -> None:
    """What is found and counted; not in which order, which drifts with the statistics of what was deleted."""
    whole = replace(query, limit=1000, offset=0)
    ours, theirs = local.search(whole), memory.search(whole)
    assert _counts(ours) == _counts(theirs)
    assert {_places(hit) for hit in _all(ours)} == {_places(hit) for hit in _all(theirs)}
    assert {(hit.article, hit.start, hit.matched) for hit in ours.hits if not hit.copies} == {
        (hit.article, hit.start, hit.matched) for hit in theirs.hits if not hit.copies
    }
    assert set(local.sharing(whole)) == set(memory.sharing(whole))
    assert local.days(query) == memory.days(query)
    assert local.speakers(query) == memory.speakers(query)
    ours_said, theirs_said = local.quotes(whole), memory.quotes(whole)
    assert ours_said.total == theirs_said.total
    assert {_unranked(quote) for quote in ours_said.quotes} == {_unranked(quote) for quote in theirs_said.quotes}


def assert_same_ranks(local: Engine, memory: Engine, query: Query) -> None:
    """What a page shows, and its numbers."""
    ours, theirs = local.search(query), memory.search(query)
    assert [_places(hit) for hit in ours.hits] == [_places(hit) for hit in theirs.hits]
    for hit, other in zip(ours.hits, theirs.hits, strict=True):
        assert hit.bm25 == pytest.approx(other.bm25, abs=1e-4)
        assert hit.fused == pytest.approx(other.fused, abs=1e-3)
        assert hit.cosine == (None if other.cosine is None else pytest.approx(other.cosine, abs=1e-5))
        assert _whys(hit) == pytest.approx(_whys(other), abs=1e-4)
        assert _without_numbers(hit) == _without_numbers(other)
    assert local.quotes(query) == memory.quotes(query)
    assert local.sharing(query) == memory.sharing(query)


def _whys(hit: Hit) -> dict[str, float]:
    return {name: number or 0.0 for name, number in asdict(hit.why).items()} if hit.why else {}


def _without_numbers(hit: Hit) -> Hit:
    return replace(hit, bm25=0, fused=0, cosine=None, why=None)


def _counts(hits: Hits) -> tuple[object, ...]:
    return hits.total, hits.articles, hits.groups, pytest.approx(hits.meaning)


def _all(hits: Hits) -> list[object]:
    return [each for hit in hits.hits for each in (hit, *hit.copies)]


def _places(hit: object) -> tuple[str, int]:
    return hit.article, hit.start  # type: ignore[attr-defined]  # a Hit or a Copy


def _unranked(quote: QuoteHit) -> QuoteHit:
    return replace(quote, rank=0, group=0)


_models: list[Embedder] = []


def _embedder() -> Embedder:
    if not _models:
        _models.append(open_embedder(Settings()))
    return _models[0]


TestAlike = Alike.TestCase
TestAlike.settings = settings(max_examples=6, stateful_step_count=8, deadline=None)
