"""Events of the samples, whose README says what happened when and who printed copies."""

from dataclasses import replace
from datetime import date

import pytest

from desk.events import Events, events
from desk.periods import Period, period_of
from index.engine import Engine, Query
from index.local import Local
from ingest.article import Span
from ingest.verbatim import verbatim

SEIZED, SIGNED = date(2025, 3, 4), date(2025, 5, 22)
TRAWLER = Query("Skarn Bank trawler")


def test_the_days_of_the_story_are_found(engine: Local) -> None:
    days = [one.day for one in events(engine, TRAWLER).days]
    assert {SEIZED, SIGNED} <= set(days)
    assert days == sorted(days)


@pytest.mark.parametrize("question", ["ferry", "Kelm Strait", "cholera", ""])
def test_every_sentence_is_verbatim_in_the_article_it_names(engine: Local, question: str) -> None:
    found = [one for day in events(engine, Query(question), days=5).days for one in day.sentences]
    assert found
    for one in found:
        article = engine.article(one.article)
        assert verbatim(article.text, Span(one.start, one.end), one.text, sha256=one.sha256) == one.text
        assert (one.url, one.outlet, one.title) == (article.url, article.outlet, article.title.of(article.text))


def test_a_day_says_why_it_was_chosen(engine: Local) -> None:
    (seized,) = (one for one in events(engine, TRAWLER).days if one.day == SEIZED)
    assert seized.later > 1
    assert 1 <= seized.independent <= seized.outlets


def test_an_outlet_that_only_reprints_is_not_independent(engine: Local) -> None:
    (signed,) = (one for one in events(engine, TRAWLER).days if one.day == SIGNED)
    assert 1 < signed.independent < signed.outlets


def test_as_many_days_and_sentences_as_asked(engine: Local) -> None:
    answer = events(engine, TRAWLER, days=2, sentences=1)
    assert [len(one.sentences) for one in answer.days] == [1, 1]


def test_filters_hold(engine: Local) -> None:
    answer = events(engine, replace(TRAWLER, outlets=("dailyflare.example",)))
    assert {one.outlet for day in answer.days for one in day.sentences} == {"dailyflare.example"}
    assert all(day.outlets <= 1 for day in answer.days)


def test_an_archive_without_a_match_has_no_days(engine: Local) -> None:
    assert events(engine, Query('"no such phrase anywhere"')) == Events((), 0, 0, None)


def test_what_is_left_out_is_said(engine: Local) -> None:
    answer = events(engine, TRAWLER)
    assert answer.note and "without a day of publication" in answer.note


def test_the_same_question_has_the_same_answer(engine: Engine) -> None:
    assert events(engine, TRAWLER) == events(engine, TRAWLER)


def test_weeks_and_months_can_matter_too(engine: Local) -> None:
    for grain in ("week", "month"):
        found = events(engine, TRAWLER, grain=grain)  # type: ignore[arg-type]
        assert found.days
        assert all(period_of(day.day, grain) == Period(day.day, day.until) for day in found.days)  # type: ignore[arg-type]
    assert len(events(engine, TRAWLER, grain="month", days=9).days) < len(events(engine, TRAWLER, days=9).days)


def test_a_reader_can_ask_for_more_than_the_knee(engine: Local) -> None:
    fitting = {day.day for day in events(engine, TRAWLER).days}
    more = {day.day for day in events(engine, TRAWLER, days=len(fitting) + 3).days}
    assert fitting < more


def test_a_day_has_quotes_that_speak_of_it_each_statement_once(engine: Local) -> None:
    quoted = [day for day in events(engine, TRAWLER).days if day.quotes]
    assert quoted
    for day in quoted:
        assert len({quote.group for quote in day.quotes}) == len(day.quotes) <= 3
        for quote in day.quotes:
            assert quote.text == engine.article(quote.article).text[quote.start : quote.end]


def test_how_far_apart_outlets_are_is_told_where_two_are_independent(engine: Local) -> None:
    apart = [day.apart for day in events(engine, TRAWLER).days if day.independent > 1 and day.apart]
    assert apart
    assert all(0 < one.mean <= one.farthest <= 1 and one.pair[0] != one.pair[1] for one in apart)
