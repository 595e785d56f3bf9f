"""Briefs about a speaker, a day, an article and picked passages, over the samples."""

from datetime import date

import pytest

from desk.assignment import Assignment, BriefError, assignment
from desk.brief import Brief, brief
from desk.picks import PickError, parse_pick, pick_of
from index.engine import Engine, Query
from index.local import Local

SEIZED = date(2025, 3, 4)  # the trawler; samples/README.md
EVERYTHING = Query()


def passages(answer: Brief) -> list[tuple[str, int, int]]:
    return [(one.passage.article, one.passage.start, one.passage.end) for one in answer.sentences]


def test_a_speakers_brief_holds_only_sentences_that_quote_them(engine: Local) -> None:
    answer = brief(engine, assignment(EVERYTHING, said_by="Ilse Maravec", words=120))
    assert len(answer.sentences) > 1
    for article, start, end in passages(answer):
        spoken = [quote.span for quote in engine.article(article).quotes if quote.person == "Ilse Maravec"]
        assert any(span.start < end and start < span.end for span in spoken)


def test_a_speakers_brief_can_be_on_a_theme(engine: Local) -> None:
    on_theme = brief(engine, assignment(Query("strait"), said_by="Ilse Maravec"))
    assert (
        on_theme.sentences
        and on_theme.paragraphs < brief(engine, assignment(EVERYTHING, said_by="Ilse Maravec")).paragraphs
    )


def test_nobody_quotes_a_stranger(engine: Engine) -> None:
    answer = brief(engine, assignment(EVERYTHING, said_by="Nemo Nobody"))
    assert not answer.sentences and "Nemo Nobody" in (answer.note or "")


def test_a_days_brief_is_of_that_day(engine: Engine) -> None:
    answer = brief(engine, assignment(EVERYTHING, day="2025-03-04"))
    assert answer.sentences and {one.passage.published for one in answer.sentences} == {SEIZED}


def test_what_later_articles_say_of_the_day_belongs_to_it(engine: Engine) -> None:
    answer = brief(engine, assignment(Query("trawler"), day="2025-03-04", sentences=12))
    later = [one.passage for one in answer.sentences if one.passage.published and one.passage.published > SEIZED]
    named = [m.span for p in later for m in engine.article(p.article).dates if m.value[:10] == str(SEIZED)]
    assert all(any(p.start <= span.start < p.end for span in named) for p in later)


def test_an_articles_brief_is_of_that_article(engine: Engine) -> None:
    article = engine.search(Query("trawler")).hits[0].article
    answer = brief(engine, assignment(EVERYTHING, article=article))
    assert answer.sentences and {one.passage.article for one in answer.sentences} == {article}


def test_picked_passages_are_briefed_in_the_version_that_was_picked(engine: Engine) -> None:
    hits = engine.search(Query("trawler crew", limit=4)).hits
    picks = [str(pick_of(hit)) for hit in hits]
    answer = brief(engine, assignment(EVERYTHING, picks=picks))
    assert answer.sentences
    for article, start, end in passages(answer):
        assert any((hit.article, hit.start <= start, end <= hit.end) == (article, True, True) for hit in hits)


def test_a_picked_quote_brings_the_sentence_around_it(engine: Engine) -> None:
    quote = next(
        one for one in engine.quotes(Query("strait", limit=50)).quotes if one.quote.kind == "direct" and one.speaker
    )
    answer = brief(engine, assignment(EVERYTHING, picks=[str(pick_of(quote))]))
    assert all(start < quote.end and quote.start < end for _, start, end in passages(answer))


def test_a_copy_names_where_else_it_was_printed(engine: Engine) -> None:
    answer = brief(engine, assignment(Query("trawler"), day="2025-03-04", sentences=4))
    copied = [one for one in answer.sentences if one.copies]
    assert copied and all(one.passage.article not in dict(one.printings) for one in copied)


def test_the_name_for_an_open_pronoun_stands_beside_it_and_outside_the_words(engine: Engine) -> None:
    answer = brief(engine, assignment(EVERYTHING, said_by="Arno Velt", words=900))
    opened = [one for one in answer.sentences if one.stands_for]
    assert opened
    for one in opened:
        before, name, after = one.pieces
        assert before + after == one.passage.text and name == one.stands_for
        assert before.split()[-1].lower() in {"he", "she", "they"}


def test_weight_comes_before_time_where_it_is_asked_for(engine: Engine) -> None:
    by_time = brief(engine, assignment(Query("strait"), words=150))
    by_weight = brief(engine, assignment(Query("strait"), words=150, arrange="weight"))
    assert passages(by_time) != passages(by_weight)
    assert sorted(passages(by_time)) == sorted(passages(by_weight))


def test_a_brief_is_about_one_thing() -> None:
    with pytest.raises(BriefError, match="one thing"):
        assignment(EVERYTHING, said_by="Ilse Maravec", day="2025-03-04")
    with pytest.raises(BriefError, match="more than a day"):
        assignment(EVERYTHING, day="2025-03")


@pytest.mark.parametrize("about", ["speaker", "day", "article", "picked"])
def test_a_brief_of_nothing_says_what_to_name(engine: Engine, about: str) -> None:
    with pytest.raises(BriefError):
        brief(engine, Assignment(about))  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["", "x", "0a1b2c3d4e5f6071:9-3", "0a1b2c3d4e5f6071:1-2; DROP TABLE"])
def test_what_is_no_pick_gets_a_sentence(written: str) -> None:
    with pytest.raises(PickError):
        parse_pick(written)


def test_a_pick_of_another_version_is_refused(engine: Engine) -> None:
    article = engine.search(Query("trawler")).hits[0].article
    with pytest.raises(PickError, match="version"):
        brief(engine, assignment(EVERYTHING, picks=[f"{article}@{'0' * 16}"]))
    with pytest.raises(PickError, match="characters"):
        brief(engine, assignment(EVERYTHING, picks=[f"{article}:0-9999999"]))


def test_a_pick_is_read_as_it_was_written(engine: Engine) -> None:
    pick = pick_of(engine.search(Query("trawler")).hits[0])
    assert parse_pick(str(pick)).span == pick.span and pick.sha256.startswith(parse_pick(str(pick)).sha256)
