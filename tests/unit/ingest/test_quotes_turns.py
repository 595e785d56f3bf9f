"""Transcripts: a label in capitals says whose the words after it are."""

from __future__ import annotations

from tests.unit.ingest.quoted import persons, quotes_of, spoken

TALK = (
    "Council Room\n"
    "MAYOR KERR: The bridge is old, and we all know it.\n"
    "We will mend it by spring. (Applause.)\n"
    "(Laughter.)\n"
    "Q Who will pay for the new bridge?\n"
    "MAYOR KERR: Everybody who crosses it."
)


def test_a_turn_is_what_stands_after_its_label_and_the_paragraphs_below() -> None:
    assert spoken(TALK) == [
        ("The bridge is old, and we all know it.", "MAYOR KERR"),
        ("We will mend it by spring. (Applause.)", "MAYOR KERR"),
        ("Who will pay for the new bridge?", "Q"),
    ]


def test_a_label_in_capitals_is_the_person_whom_the_article_names() -> None:
    text = (
        "Anna Kerr met the council.\nMS. KERR: The bridge is old, and we know it.\nMR. HALE: Then close it now, madam."
    )
    assert persons(text) == ["Anna Kerr", "Hale"]


def test_the_label_of_an_office_is_nobody_in_particular() -> None:
    assert persons("THE PRESIDENT: We will mend the bridge by spring.") == [None]


def test_turns_that_stand_in_marks_hold_no_label() -> None:
    text = (
        "A part of their talk follows:\n\n"
        '"KERR: Will you pay for the new bridge?\n\n"HALE: We will pay for half of it.\n\n'
        '"And not a penny more than that.\n\n"KERR: Then nobody will cross it, sir."\n\nThe council meets on Friday.'
    )
    assert spoken(text)[:3] == [
        ("Will you pay for the new bridge?", "KERR"),
        ("We will pay for half of it.", "HALE"),
        ('"And not a penny more than that.', "HALE"),
    ]
    assert len(spoken(text)) == 4


def test_a_label_that_nobody_answers_is_no_speaker() -> None:
    assert quotes_of("UPDATE: The bridge is closed until spring.\nThe ferry runs all night.") == ()
