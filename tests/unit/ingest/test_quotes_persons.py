"""Whom a speaker as printed means."""

from __future__ import annotations

import pytest

from tests.unit.ingest.quoted import persons


@pytest.mark.parametrize("who", ["Kerr said", "she said", "the mayor said", "Mayor Kerr said", "Ms. Kerr said"])
def test_surname_pronoun_and_role_are_the_person_named_before(who: str) -> None:
    assert persons(f'Mayor Anna Kerr opened the session.\n"The bridge is old," {who}.') == ["Anna Kerr"]


def test_a_role_in_apposition_is_the_persons() -> None:
    text = 'Anna Kerr, the transport minister, came late.\n"I missed the ferry," the minister said.'
    assert persons(text) == ["Anna Kerr"]


def test_a_wider_word_with_the_same_nationality_finds_the_person() -> None:
    text = (
        "Ruritanian Defense Minister Dan Joss met his Sylvanian counterpart Serge Sholt.\n"
        '"We stand together," the Ruritanian military leader said.'
    )
    assert persons(text) == ["Dan Joss"]


def test_two_people_of_one_surname_stay_apart() -> None:
    text = (
        "John Kerr and his sister Anna Kerr run the ferry.\n"
        '"We are tired," Mr. Kerr said.\n"We are not," Ms. Kerr said.\n"Perhaps," Kerr said.'
    )
    assert persons(text) == ["John Kerr", "Anna Kerr", None]


def test_a_pronoun_goes_with_the_gender() -> None:
    text = 'Anna Kerr met Tom Hale at the pier.\n"It is late," he said. "It is," she said.'
    assert persons(text) == ["Tom Hale", "Anna Kerr"]


def test_a_full_name_that_comes_later_is_still_the_person() -> None:
    assert persons('"It is late," Kerr said.\nAnna Kerr has run the ferry since 1990.') == ["Anna Kerr"]


def test_a_body_can_speak() -> None:
    assert persons('"We shall answer in kind," the Kremlin said.') == ["Kremlin"]
    text = 'The Transport Ministry kept silent for days.\n"No comment," the ministry said.'
    assert persons(text) == ["Transport Ministry"]


@pytest.mark.parametrize("who", ["a spokesman", "officials", "the governor", "she"])
def test_somebody_unknown_is_nobody(who: str) -> None:
    assert persons(f'"It is late," {who} said.') == [None]


def test_places_are_not_people() -> None:
    assert persons('France and Tom Hale agreed.\n"It is late," he said.') == ["Tom Hale"]


@pytest.mark.parametrize(
    "printed", ["Anna Kerr of Springfield", "Skipper Anna Kerr", "Mayor Anna Kerr", "Anna B. Kerr"]
)
def test_a_home_or_an_unknown_title_is_no_part_of_the_name(printed: str) -> None:
    text = f'Anna Kerr came late.\n"The bridge is old," said {printed}.'
    assert persons(text) == ["Anna Kerr"]


def test_a_foreign_ministry_is_no_ministry_with_a_title() -> None:
    assert persons('"No comment," the Foreign Ministry said.') == ["Foreign Ministry"]


def test_father_and_son_stay_apart() -> None:
    text = 'Tom Hale handed the ferry to Tom Hale Jr. last year.\n"It floats," Tom Hale Jr. said.'
    assert persons(text) == ["Tom Hale Jr"]
