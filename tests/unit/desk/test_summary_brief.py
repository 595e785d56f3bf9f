from collections.abc import Sequence
from dataclasses import replace

import pytest

from desk.assignment import Assignment, assignment
from desk.brief import Brief, brief, compose
from desk.pools import pool_of
from desk.salience import dangles
from index.engine import Engine, Query
from index.local import Local
from ingest.article import Article, Span
from ingest.verbatim import NotVerbatim, verbatim

QUESTIONS = ("ferry", "Skarn Bank trawler", "dockers strike Saltmere", "cholera", "")
PICKED = Assignment("picked", words=60)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_is_verbatim_in_the_article_it_names(engine: Local, question: str) -> None:
    answer = brief(engine, Assignment(query=Query(question)))
    assert answer.sentences
    for one in (sentence.passage for sentence in answer.sentences):
        article = engine.article(one.article)
        assert verbatim(article.text, Span(one.start, one.end), one.text, sha256=one.sha256) == one.text
        assert (one.url, one.outlet, one.title) == (article.url, article.outlet, article.title.of(article.text))


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_pronoun_begins_a_brief_without_a_name(engine: Local, question: str) -> None:
    assert all(
        one.stands_for or not dangles(one.passage.text)
        for one in brief(engine, Assignment(query=Query(question))).sentences
    )


def test_a_brief_is_on_the_question_and_in_order_of_time(engine: Local) -> None:
    sentences = brief(engine, Assignment(query=Query("ferry"))).sentences
    assert sentences and all("ferr" in one.passage.text.lower() for one in sentences)
    days = [one.passage.published for one in sentences if one.passage.published]
    assert days == sorted(days)


def test_at_least_two_outlets_speak_where_there_are_two(engine: Local) -> None:
    assert (
        len({one.passage.outlet for one in brief(engine, Assignment(query=Query("Skarn Bank trawler"))).sentences}) > 1
    )


def test_filters_hold_for_every_sentence(engine: Local) -> None:
    answer = brief(engine, Assignment(query=Query("Skarn Bank", outlets=("dailyflare.example",))))
    assert {one.passage.outlet for one in answer.sentences} == {"dailyflare.example"}


def test_thin_support_makes_no_brief_and_says_what_there_is(engine: Local) -> None:
    answer = brief(engine, Assignment(query=Query("bananas")))
    assert answer.sentences == ()
    assert answer.note and answer.note.startswith("Too little for a brief") and "nearest paragraph" in answer.note


def test_an_archive_without_a_match_says_so(engine: Local) -> None:
    assert brief(engine, Assignment(query=Query('"no such phrase anywhere"'))) == Brief(
        (), 0, 0, "Nothing in this archive matches."
    )


def test_a_brief_is_as_long_as_asked(engine: Local) -> None:
    assert (
        sum(len(one.passage.text.split()) for one in brief(engine, assignment(Query("ferry"), words=40)).sentences)
        <= 40
    )
    assert len(brief(engine, assignment(Query("ferry"), sentences=3)).sentences) == 3


class Changing:
    """An engine whose articles change between a search and a look at them."""

    def __init__(self, engine: Engine) -> None:
        self.search = engine.search
        self._article = engine.article

    def article(self, id: str, version: int | None = None) -> Article:
        article = self._article(id, version)
        return replace(article, text=article.text[:-1] + "?")


def test_an_article_that_changed_since_it_was_found_is_refused(engine: Local) -> None:
    with pytest.raises(NotVerbatim, match="has changed"):
        brief(Changing(engine), Assignment(query=Query("ferry")))  # type: ignore[arg-type]


def test_picked_articles_are_briefed_without_a_question(sample_articles: Sequence[Article]) -> None:
    answer = compose(pool_of(sample_articles[:6]), PICKED)
    assert answer.articles == 6 and answer.sentences
    texts = {article.id: article.text for article in sample_articles[:6]}
    passages = [sentence.passage for sentence in answer.sentences]
    assert all(texts[one.article][one.start : one.end] == one.text for one in passages)


def test_other_articles_with_the_same_words_are_counted(sample_articles: Sequence[Article]) -> None:
    article = next(article for article in sample_articles if article.outlet)
    again = replace(article, id="f" * 16, outlet="elsewhere.example")
    answer = compose(pool_of([article, again]), PICKED)
    assert answer.sentences and {(one.copies, one.outlets) for one in answer.sentences} == {(1, 2)}
