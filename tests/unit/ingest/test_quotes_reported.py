"""Mixed and indirect quotes: the clause that is said."""

from __future__ import annotations

import pytest

from tests.unit.ingest.quoted import quotes_of, reported, spoken


@pytest.mark.parametrize(
    ("text", "clause", "speaker"),
    [
        ("Kerr told reporters that the bridge would close in May.", "that the bridge would close in May", "Kerr"),
        ("The bridge will close in May, Anna Kerr said.", "The bridge will close in May", "Anna Kerr"),
        ("Anna Kerr said the water is too high.", "the water is too high", "Anna Kerr"),
        ("According to Anna Kerr, the bridge will close.", "the bridge will close", "Anna Kerr"),
        ("The bridge will close, according to the ministry.", "The bridge will close", "the ministry"),
        ("Kerr has promised to open the bridge by winter.", "to open the bridge by winter", "Kerr"),
        ("Kerr denied that she had taken money.", "that she had taken money", "Kerr"),
        ("Kerr: Bridge will close in May", "Bridge will close in May", "Kerr"),
        ("Bridge to Close in May - Transport Minister", "Bridge to Close in May", "Transport Minister"),
    ],
)
def test_an_indirect_quote_is_the_clause_that_is_said(text: str, clause: str, speaker: str) -> None:
    assert reported(text) == [("indirect", clause, speaker)]


def test_a_mixed_quote_is_the_clause_with_its_quoted_pieces() -> None:
    text = 'The mayor said the bridge was "a danger to everyone" and would close.'
    (quote,) = quotes_of(text)
    assert quote.kind == "mixed"
    assert quote.span.of(text) == 'the bridge was "a danger to everyone" and would close'
    assert [piece.of(text) for piece in quote.fragments] == ['"a danger to everyone"']


def test_a_headline_that_names_its_speaker_last_is_a_quote() -> None:
    text = 'Bridge "unsafe", says mayor'
    assert [(kind, speaker) for kind, _, speaker in reported(text)] == [("mixed", "mayor")]


def test_a_cue_that_says_nothing_is_no_quote() -> None:
    assert reported("The ministry denied it. Kerr spoke for an hour and left.") == []


def test_what_is_said_does_not_hold_who_said_it() -> None:
    text = "The ferry, which is older than the bridge, will run all night, a spokesman for the town said on Monday."
    ((_, clause, speaker),) = reported(text)
    assert clause.startswith("The ferry")
    assert clause.endswith("all night")
    assert speaker is not None
    assert speaker.startswith("a spokesman")


def test_what_its_cue_cuts_in_two_is_two_parts_of_one_speaker() -> None:
    assert reported("The bridge, Anna Kerr said on Monday, will not last another winter.") == [
        ("indirect", "The bridge", "Anna Kerr"),
        ("indirect", "will not last another winter", "Anna Kerr"),
    ]


def test_what_stands_beside_the_speaker_is_not_said() -> None:
    text = "The bridge will close in May, said Anna Kerr, director of the ferry office in Pellam."
    assert reported(text) == [("indirect", "The bridge will close in May", "Anna Kerr")]


def test_a_source_that_tells_of_somebodys_words_does_not_take_them() -> None:
    text = '"If they come, they come," President Anna Kerr said on Sunday, according to state media.'
    assert spoken(text) == [('"If they come, they come,"', "President Anna Kerr")]
    assert reported(text) == []
