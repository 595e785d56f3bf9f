"""Who may be one person: told, never decided."""

import doctest

from desk import people
from desk.people import ALIKE, PART, Suggestion, sound, suggestions
from index.corrections import Names
from index.engine import Speaker


def suggested(*names: str) -> set[tuple[str, str, str]]:
    speakers = [Speaker(name, len(names) - rank, 1) for rank, name in enumerate(names)]
    return {(one.name, one.also, one.why) for one in suggestions(speakers, Names())}


def test_one_name_in_three_scripts_is_suggested() -> None:
    found = suggested("Ilse Maravec", "Ильзе Маравец", "伊尔莎·马拉韦茨")
    assert ("Ilse Maravec", "Ильзе Маравец", ALIKE) in found
    assert len({name for pair in found for name in pair[:2]}) == 3


def test_a_surname_is_suggested_for_the_only_one_who_bears_it() -> None:
    assert suggested("Senna Orlay", "Orlay") == {("Senna Orlay", "Orlay", PART)}
    assert suggested("Senna Orlay", "Piet Orlay", "Orlay") == set()


def test_short_names_and_names_of_one_script_are_not_alike() -> None:
    assert suggested("Li Bo", "李波") == set()
    assert suggested("Mara Vint", "Mora Vent") == set()


def test_what_is_merged_is_not_suggested() -> None:
    speakers = [Speaker("Senna Orlay", 2, 1), Speaker("Orlay", 1, 1)]
    assert suggestions(speakers, Names({"Orlay": "Senna Orlay"})) == ()
    assert suggestions(speakers, Names()) == (Suggestion("Senna Orlay", "Orlay", PART),)


def test_a_name_without_letters_has_no_sound() -> None:
    assert sound("—") == ""
    assert doctest.testmod(people) == (0, 1)
