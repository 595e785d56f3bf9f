"""Single marks as the main ones, as the British press sets them."""

from __future__ import annotations

import pytest

from tests.unit.ingest.quoted import spoken


@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''"])
def test_single_marks_are_the_main_ones_where_speech_stands_in_them(opening: str, closing: str) -> None:
    text = f"{opening}We close it in May,{closing} said Anna Kerr. {opening}Nobody will be stranded.{closing}"
    assert spoken(text) == [
        (f"{opening}We close it in May,{closing}", "Anna Kerr"),
        (f"{opening}Nobody will be stranded.{closing}", "Anna Kerr"),
    ]


def test_apostrophes_close_nothing() -> None:
    text = "Tom Hale said: ‘The drivers’ union wasn’t asked, and in the ’90s it was.’ He left."
    assert spoken(text) == [("‘The drivers’ union wasn’t asked, and in the ’90s it was.’", "Tom Hale")]


def test_double_marks_within_are_part_of_the_words() -> None:
    text = "‘It is her “great plan” again,’ said Anna Kerr."
    assert spoken(text) == [("‘It is her “great plan” again,’", "Anna Kerr")]


def test_several_paragraphs_in_single_marks_keep_their_speaker() -> None:
    text = "‘We built this bridge,’ said Anna Kerr.\n‘We will mend it together.\n‘That is my promise.’"
    assert [speaker for _, speaker in spoken(text)] == ["Anna Kerr"] * 3


def test_single_marks_within_double_ones_stay_within() -> None:
    text = "\"He told me 'never again,' and I believed him,\" said Anna Kerr. \"I 'must,' he said.\""
    assert len(spoken(text)) == 2
