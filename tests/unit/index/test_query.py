"""What a query's text says."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from index.engine import QueryError
from index.query import Free, Not, Phrase, Term, parse, query_terms


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", ()),
        ("joint drills", (Free("joint drills"),)),
        ('talks "joint drills" now', (Free("talks"), Phrase("joint drills", ("joint", "drills")), Free("now"))),
        ("“Joint” drills", (Phrase("Joint", ("joint",)), Free("drills"))),
        ("„Joint“ «drills»", (Phrase("Joint", ("joint",)), Phrase("drills", ("drills",)))),
        ('talks -war -"cold war"', (Free("talks"), Not(Free("war")), Not(Phrase("cold war", ("cold", "war"))))),
        ("talks -North-Korea now", (Free("talks"), Not(Phrase("North-Korea", ("north", "korea"))), Free("now"))),
        ("Sino-US ties - a dash", (Free("Sino-US ties - a dash"),)),
        ('"" talks', (Free("talks"),)),
    ],
)
def test_a_text_is_understood(text: str, clauses: tuple[object, ...]) -> None:
    assert parse(text).clauses == clauses


@pytest.mark.parametrize(("text", "place"), [('"', 1), ('a "b" "c', 7), ("say “what", 5), ('-"x', 2)])
def test_an_unclosed_mark_is_pointed_at(text: str, place: int) -> None:
    with pytest.raises(QueryError, match=f"character {place} "):
        parse(text)


@given(strategies.text(alphabet='ab "“”«»-!京'))
def test_any_text_is_understood_or_refused_with_a_sentence(text: str) -> None:
    try:
        parsed = parse(text)
    except QueryError as error:
        assert "not closed" in str(error) or "no word" in str(error)
    else:
        assert all(phrase.words for phrase in parsed.phrases)


def test_what_is_excluded_is_not_asked_for() -> None:
    assert parse('talks -war "drills"').plain == "talks drills"


def test_each_language_of_the_archive_stems_a_query_word() -> None:
    assert query_terms("Officials", ["en", "zh"]) == (Term("text", "officials"), Term("text", "offici"))


def test_stop_words_rank_only_where_there_is_nothing_else() -> None:
    assert query_terms("the drills", ()) == (Term("text", "drills"),)
    assert query_terms("the who", ()) == (Term("text", "the"), Term("text", "who"))


def test_a_single_han_character_is_looked_up_as_printed() -> None:
    assert query_terms("京 北京", ()) == (Term("exact", "京"), Term("text", "北京"))


@pytest.mark.parametrize("text", [" - ! -", "\N{GRINNING FACE}", '""'])
def test_a_query_without_a_word_is_no_question(text: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        parse(text)
