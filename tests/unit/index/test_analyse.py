"""What counts as a word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies

from index.analyse import Token, stem, terms, tokens, written


def words(text: str) -> list[str]:
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. Navy", ["the", "u", "s", "navy"]),
        ("don't — don’t", ["don't", "don't"]),
        ("'quoted' words'", ["quoted", "words"]),
        ("143,000 people, 3.5 %, 2024-01-31", ["143000", "people", "3.5", "2024", "01", "31"]),
        ("F-16 and COVID19", ["f", "16", "and", "covid19"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("cafe\u0301 café", ["café", "café"]),
        ("ﬁre ＡＩ ½", ["fire", "ai", "1⁄2"]),
        ("co\u00adoperate", ["cooperate"]),
        ("Ёлка и ёж", ["елка", "и", "еж"]),
        ("NATO北约AI", ["nato", "北", "约", "ai"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("_under_score", ["under", "score"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(strategies.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    cut = tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in cut)
    assert all(before.end <= after.start for before, after in pairwise(cut))
    assert all(token.word and not any(map(str.isspace, token.word)) for token in cut)
    for token in cut:
        assert words(text[token.start : token.end]) == [token.word]


@given(strategies.text(alphabet="军演习a 。"))
def test_pairs_cover_every_character_of_a_run(text: str) -> None:
    covered = {place for term in terms(tokens(text), "zh") for place in range(term.start, term.end)}
    assert covered == {place for place, letter in enumerate(text) if letter in "军演习a"}


def test_words_are_stemmed_in_their_language() -> None:
    assert stem(["officials", "running"], "en") == ["offici", "run"]
    assert stem(["учениях"], "ru") == stem(["учения"], "ru")
    assert stem(["häuser"], "de") == stem(["häusern"], "de")
    assert stem(["officials"], "zh") == ["officials"]


@given(strategies.text() | strategies.text(alphabet="aBsS'’“”‘–—…\u00a0 1,.0_-\u212aé军"))
def test_words_are_written_as_they_are_cut(text: str) -> None:
    cut = tokens(text)
    assert written(text, "en") == (joined(terms(cut, "en")), joined(cut))


def joined(cut: list[Token]) -> str:
    return " ".join(token.word for token in cut)
