"""Whom a speaker as printed means."""

from __future__ import annotations

import pytest

from tests.unit.ingest.quoted import persons, quotes_of


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


@pytest.mark.parametrize("printed", ["Q Thank", "Q Okay", "Q Anna", "Thank", "United", "Jr."])
def test_a_label_or_an_opening_word_is_nobody(printed: str) -> None:
    assert persons(f'"It is late," {printed} said.') == [None]


def test_a_common_word_that_only_begins_a_sentence_is_nobody() -> None:
    text = 'The ferrymen met at noon.\nFerrymen said: "The water is too high."'
    assert persons(text) == [None]
    assert persons(text.replace("Ferrymen", "Kerr")) == ["Kerr"]


@pytest.mark.parametrize(
    "printed",
    [
        "Chancellor of the Exchequer Anna Kerr",
        "Secretary of State Anna Kerr",
        "Secretary of Defense Anna Kerr",
        "Minister of Foreign Affairs Anna Kerr",
        "Governor of the Bank of Canada Anna Kerr",
        "U.S. Agriculture Undersecretary Anna Kerr",
        "Bundesbank Vice-President Anna Kerr",
        "Skipper Anna Kerr",
    ],
)
def test_an_office_is_no_part_of_the_name(printed: str) -> None:
    assert persons(f'"It is late," said {printed}.') == ["Anna Kerr"]


def test_an_office_in_a_headline_is_the_only_one_who_holds_it() -> None:
    headline = "Bridge to Close - Ruritanian Transport Minister"
    text = f"{headline}\n\nThe road is shut, Ruritanian Transport Minister Jo Kerr said."
    assert {quote.person for quote in quotes_of(text)} == {"Jo Kerr"}


def test_an_office_without_a_name_is_nobody() -> None:
    assert persons('"It is late," the Secretary of State said.') == [None]


def test_a_title_with_a_surname_is_the_one_named_in_full() -> None:
    assert persons('Senna Orlay presided.\n"It is late," Judge Orlay said.') == ["Senna Orlay"]
    assert persons('Senna Orlay presided.\n"It is late," Commissioner Orlay said.') == ["Senna Orlay"]


@pytest.mark.parametrize("printed", ["President Ada Cole of France", "Ada Cole of Pellam", "Cole of Pellam"])
def test_somebody_of_a_place_is_not_the_place(printed: str) -> None:
    assert persons(f'Ada Cole came late.\n"It is late," {printed} said.') == ["Ada Cole"]


@pytest.mark.parametrize(
    "body", ["Bank of England", "Department of Energy", "Department of Defense", "Ministry of Foreign Affairs"]
)
def test_a_body_with_of_in_its_name_keeps_it(body: str) -> None:
    assert persons(f'"It is late," the {body} said.') == [body]


def test_a_place_is_not_the_body_that_is_called_after_it() -> None:
    text = 'The Bank of Japan bought dollars.\n"It is late," Japan said.\n"It is," the Bank of Japan said.'
    assert persons(text) == ["Japan", "Bank of Japan"]


@pytest.mark.parametrize("printed", ["Ketrian tourist Benno Lutz, 34,", "Pellam shopkeeper Benno Lutz"])
def test_where_somebody_is_from_is_not_who_they_are(printed: str) -> None:
    assert persons(f'"It is late," said {printed} who missed the ferry.') == ["Benno Lutz"]


def test_an_adjective_whose_noun_nobody_is_named_by_is_nobody() -> None:
    assert persons('"It is late," said Ketrian shopkeepers.') == [None]


def test_a_particle_is_no_title() -> None:
    assert persons('De Roe came.\nAnna De Roe waited at the pier for hours.\n"It is late," De Roe said.') == [
        "Anna De Roe"
    ]


@pytest.mark.parametrize("thing", ["Harbour Safety Act", "Pellam Ferry Co"])
def test_a_pronoun_means_no_law_and_no_company(thing: str) -> None:
    text = f'Tom Hale read {thing} aloud. {thing} was old. {thing} was long.\n"It is late," he said.'
    assert persons(text) == ["Tom Hale"]


@pytest.mark.parametrize("head", ["FACTBOX: Ferry crews strike again", "Reports: Ferry crews end their strike"])
def test_what_a_headline_names_as_its_source_in_general_is_nobody(head: str) -> None:
    text = f"{head}\n\nThe crews of the Saltmere ferry met on Monday morning to vote on it."
    quotes = quotes_of(text)
    assert quotes
    assert {quote.person for quote in quotes} == {None}


def test_whoever_owns_is_not_the_one_who_speaks() -> None:
    text = 'The union\'s Anna Kerr said: "Hands off!"\nThe victim\'s mother, Ida Joss, said: "Nothing helps."'
    assert persons(text) == ["Anna Kerr", "Ida Joss"]


def test_a_president_is_not_the_mayor() -> None:
    assert persons('President Dan Joss came by train.\nThe city\'s mayor said: "I am glad."') == [None]


def test_a_little_further_is_nobody() -> None:
    assert persons('The mayor, Anna Kerr, went a little further: "The bridge must go."') == ["Anna Kerr"]


def test_what_is_somebodys_goes_on_to_whoever_speaks() -> None:
    quotes = quotes_of('The prime minister\'s spokesman said: "No."')
    assert [one.speaker and one.speaker.end for one in quotes] == [len("The prime minister's spokesman")]


def test_letters_behind_a_name_and_a_ceo_before_it_are_no_part_of_it() -> None:
    assert persons('"It leaks," said Anna Kerr MP.\n"No," said Hale CEO Tom Joss.') == ["Anna Kerr", "Tom Joss"]


def test_a_crowd_is_nobody_who_was_named() -> None:
    assert persons('"Go home," Tom Joss told them.\n"Shame!" the crowd chanted.') == ["Tom Joss", None]
