"""What a query's text says, and where it says nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies

from index.clauses import (
    All,
    Any,
    Clause,
    Free,
    Language,
    Near,
    Not,
    Outlet,
    Phrase,
    Prefix,
    Since,
    Speaker,
    Until,
    Within,
)
from index.engine import QueryError
from index.query import parse

JOINT_DRILLS = Phrase("joint drills", ("joint", "drills"))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", ()),
        ("joint drills", (Free("joint drills"),)),
        ('talks "joint drills" now', (Free("talks"), JOINT_DRILLS, Free("now"))),
        ("“Joint” drills", (Phrase("Joint", ("joint",)), Free("drills"))),
        ("„Joint“ «drills»", (Phrase("Joint", ("joint",)), Free("«drills»"))),
        ('talks -war -"cold war"', (Free("talks"), Not(Free("war")), Not(Phrase("cold war", ("cold", "war"))))),
        ("talks -North-Korea now", (Free("talks"), Not(Phrase("North-Korea", ("north", "korea"))), Free("now"))),
        ("Sino-US ties - a dash", (Free("Sino-US ties - a dash"),)),
        ("war and peace or not", (Free("war and peace or not"),)),
        ("(war peace)", (Free("war peace"),)),
        ("a member(s) bank at 12:30", (Free("a member"), Free("s"), Free("bank at 12:30"))),
        ("war AND peace", (All((Free("war"), Free("peace"))),)),
        ("war OR peace AND talks", (Any((Free("war"), All((Free("peace"), Free("talks"))))),)),
        ("long war AND peace talks", (Free("long"), All((Free("war"), Free("peace"))), Free("talks"))),
        ('("joint drills" OR war) NOT talks', (Any((JOINT_DRILLS, Free("war"))), Not(Free("talks")))),
        ("-(war peace)", (Not(Free("war peace")),)),
        ("(war -peace) AND talks", (All((All((Free("war"), Not(Free("peace")))), Free("talks"))),)),
        ("drill*, please", (Prefix("drill"), Free("please"))),
        ("北京*", (Phrase("北京", ("北", "京")),)),
        ("3 * 4 ***", (Free("3 * 4 ***"),)),
        ("joint NEAR/5 drills", (Near(Free("joint"), Free("drills"), 5),)),
        ("speaker:vint outlet:the-lantern", (Speaker(("vint",)), Outlet(("the", "lantern")))),
        ('speaker:"Mara Vint" lang:EN', (Speaker(("mara", "vint")), Language("en"))),
        ("since:2024-02 until:2024-02", (Since(date(2024, 2, 1)), Until(date(2024, 2, 29)))),
        ('said:"joint drills"', (Within("said", JOINT_DRILLS),)),
        ("title:(war AND NOT peace)", (Within("title", All((Free("war"), Not(Free("peace"))))),)),
        ("https://lantern.example Re: war", (Free("https://lantern.example Re: war"),)),
    ],
)
def test_a_text_is_understood(text: str, clauses: tuple[Clause, ...]) -> None:
    assert parse(text).clauses == clauses


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ('"', 1, "not closed"),
        ('a "b" "c', 7, "not closed"),
        ("say “what", 5, "not closed"),
        ('-"x', 2, "not closed"),
        ("war AND", 5, "on its right"),
        ("war AND OR peace", 5, "on its right"),
        ("AND war", 1, "on its left"),
        ("talks (AND war)", 8, "on its left"),
        ("war NOT", 5, "on its right"),
        ("talks (war", 7, "not closed"),
        ("talks war)", 10, "closes none"),
        ("talks ()", 7, "no word"),
        ('talks ""', 7, "no word"),
        ("war AND !", 9, "no word|word here"),
        ("dr*ll", 3, "end of a word"),
        ("*drill", 1, "end of a word"),
        ("F-16*", 1, "one word"),
        ("war NEAR peace", 5, "distance"),
        ("war NEAR/x peace", 5, "distance"),
        ("war NEAR/5", 5, "two different"),
        ("war NEAR/5 wars-end", 5, "two different"),
        ('"joint drills" NEAR/5 war', 16, "two different"),
        ("since:spring", 7, "no period"),
        ("until:2024-02-30", 7, "calendar"),
        ("lang:english", 6, "two letters"),
        ("speaker: vint", 1, "right behind the colon"),
        ("said:() war", 6, "no word"),
        ("said:(speaker:vint)", 7, "Within said"),
        ("talks speeker:vint", 7, "speaker: is"),
        ("author:vint", 1, "speaker: is"),
        ("(" * 40 + "war" + ")" * 40, 30, "deep"),
    ],
)
def test_what_is_no_query_is_pointed_at(text: str, place: int, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence) as raised:
        parse(text)
    said, query, caret = str(raised.value).split("\n")
    assert said.endswith(f"(character {place})")
    assert query[caret.index("^")] == text[place - 1]


@given(
    strategies.text(alphabet='ab "“”«»-!京*()/:.5', max_size=30)
    | strategies.lists(
        strategies.sampled_from(
            (
                "AND",
                "OR",
                "NOT",
                "NEAR/3",
                "(",
                ")",
                "war",
                "peac*",
                '"cold war"',
                "said:",
                "title:war",
                "since:2024",
                "-",
            )
        ),
        max_size=9,
    ).map(" ".join)
)
def test_any_text_is_understood_or_refused_with_a_sentence(text: str) -> None:
    try:
        parsed = parse(text)
    except QueryError as error:
        assert str(error)
    else:
        assert parsed.clauses or not text.strip()


def test_what_is_excluded_is_not_asked_for() -> None:
    assert parse('talks -war "drills" NOT (calm OR said:peace)').plain == "talks drills"


def test_what_ranks_is_every_word_that_is_asked_for() -> None:
    assert (
        parse('why? title:talks said:(war OR peace) drill* "joint" outlet:lantern').plain
        == "why? talks war peace joint"
    )


def test_free_words_only_rank_beside_a_guarantee_of_words() -> None:
    assert parse('"joint drills" talks').asks
    assert not parse("talks -war outlet:lantern since:2024").asks


@pytest.mark.parametrize("text", [" - ! -", "\N{GRINNING FACE}"])
def test_a_query_without_a_word_is_no_question(text: str) -> None:
    with pytest.raises(QueryError, match="no word"):
        parse(text)


def test_the_caret_stands_under_the_place_in_wide_letters_too() -> None:
    with pytest.raises(QueryError) as raised:
        parse("港口 AND")
    assert str(raised.value).split("\n")[1:] == ["  港口 AND", "       ^"]


def test_every_query_in_the_documentation_is_understood() -> None:
    table = (Path(__file__).parents[3] / "docs/search.md").read_text(encoding="utf-8").split("## How hits")[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, flags=re.MULTILINE)
    queries = [query for row in rows for query in re.findall(r"`([^`]+)`", row)]
    assert len(queries) > 15
    assert all(parse(query).clauses for query in queries)
