"""Why a hit stands where it does; what is said where there is none; what is like it."""

import json
import re

import pytest

from desk.__main__ import main
from desk.absence import absence
from desk.like import LikeError, like, passage
from desk.nearest import nearest_sentences
from desk.wording import absence_line, why_line
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.article import Span

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("order", ["relevance", "recent"])
def test_the_sum_can_be_done_again_from_the_receipt(engine: Local, order: str) -> None:
    hits = engine.search(Query("ferry strike", order=order)).hits  # type: ignore[arg-type]
    assert len(hits) > 5
    for hit in hits:
        assert hit.why and hit.cosine is not None and hit.why.best_cosine
        meaning, words = max(hit.cosine, 0) / hit.why.best_cosine, hit.bm25 / hit.why.best_bm25
        again = hit.why.share * meaning + (1 - hit.why.share) * words + hit.why.recency
        assert hit.fused == pytest.approx(again, abs=1e-6)
    assert [hit.fused for hit in hits] == sorted((hit.fused for hit in hits), reverse=True)
    assert hits[0].why and 1 in (hits[0].why.words_rank, hits[0].why.meaning_rank)


def test_recency_is_bounded_and_shown_and_off_unless_asked_for(engine: Local) -> None:
    plain, recent = (
        engine.search(Query("ferry strike", order=order, limit=99)).hits for order in ("relevance", "recent")
    )  # type: ignore[arg-type]
    assert all(hit.why and hit.why.recency == 0 for hit in plain)
    added = [hit.why.recency for hit in recent if hit.why]
    assert len(added) == len(plain) and 0 < max(added) <= 0.1


def test_the_terminal_explains_each_hit(
    library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(library.library))
    main(["search", "ferry strike", "--explain", "--limit", "3"])
    assert len(re.findall(r"\d\.\d+ = words 0\.6 x .* \+ meaning 0\.4 x ", capsys.readouterr().out)) == 3


def test_a_hit_in_order_of_day_was_not_ranked(engine: Local) -> None:
    (hit,) = engine.search(Query(limit=1)).hits
    assert hit.why is None and why_line(hit).startswith("Not ranked")


def test_an_absence_says_what_was_looked_through_and_what_is_nearest(engine: Local) -> None:
    found = absence(engine, Query('"zebra crossing" ferry'))
    assert found.nearest and not found.wider
    assert re.match(r"Nothing in these \d+ articles, from .* of \d+ outlets has .* Nearest are:", absence_line(found))
    assert absence(engine, Query("ferry", outlets=("nowhere.example",))).wider
    assert not absence(engine, Query("speaker:nobody")).nearest
    assert absence_line(absence(engine, Query("xyzzy plugh"))).endswith("Nothing is near it either.")
    assert absence_line(absence(engine, Query("нефть"))).endswith("has “нефть”.")  # the model does not read Russian


def test_like_an_article_finds_others_and_never_itself(engine: Local) -> None:
    hit = engine.search(Query("ferry strike")).hits[0]
    article = engine.article(hit.article)
    for span in (None, Span(hit.start, hit.end)):
        found = like(engine, article, span, Query(limit=5))
        assert len(found.hits) == 5
        assert article.id not in {other.article for other in found.hits}
    with pytest.raises(LikeError, match="no words"):
        passage(article, Span(10**6, 10**6 + 5))


def test_the_nearest_sentence_is_one_of_the_paragraph(engine: Local) -> None:
    hits = engine.search(Query("dockers walked out at midnight", limit=8)).hits
    nearest = nearest_sentences(engine, "dockers walked out at midnight", hits)
    found = [(hit, span) for hit, span in zip(hits, nearest, strict=True) if span]
    assert found
    for hit, span in found:
        assert span in engine.article(hit.article).paragraphs[hit.paragraph].sentences


def test_the_json_of_a_search_has_the_receipt(
    library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(library.library))
    main(["like", json.loads(_search(capsys))["hits"][0]["article"], "--json"])
    assert json.loads(capsys.readouterr().out)["hits"][0]["why"]["share"] == 0.4


def _search(capsys: Captured) -> str:
    main(["search", "ferry", "--json"])
    return capsys.readouterr().out
