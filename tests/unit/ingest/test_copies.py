"""Copies: by the words that two texts share, and loose articles in groups."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.copies import COPY, containment, normal_words, sample, shingles
from ingest.grouping import Loose, group_copies

WIRE = (
    "The two governments agreed on Tuesday to share the catch on the bank and to free the crew of the trawler. "
    "Neither side would say how large each share would be. The talks will go on in the spring."
)
OTHER = "Cholera has been reported in nine villages of the delta, where the flood of last week reached the wells."


def test_case_marks_and_spaces_make_no_other_words() -> None:
    assert normal_words("“We  will,” SAID the-minister…") == normal_words('"we will" said the\nminister')
    assert normal_words("中国将继续") == normal_words("中国，将 继续。") != normal_words("中国不继续")


def test_a_cut_of_a_longer_text_is_contained_in_it() -> None:
    assert containment(shingles(WIRE[:105]), shingles(WIRE)) == 1
    assert containment(shingles(WIRE), shingles(OTHER)) == 0


def test_a_shingle_is_the_same_on_every_machine() -> None:
    assert shingles("Talks ended today.") == {7301201820091101100}


def test_a_sample_is_the_same_part_of_every_text() -> None:
    whole, part = shingles(WIRE), shingles(WIRE[:105])
    assert sample(part, one_in=2) == sample(whole, one_in=2) & part
    assert 0 < len(sample(whole, one_in=2)) < len(whole)


@given(st.text(), st.text())
def test_containment_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    share = containment(shingles(one), shingles(other))
    assert 0 <= share <= 1 and share == containment(shingles(other), shingles(one))


def loose(*texts: str, title: str = "", published: date | None = None) -> list[Loose]:
    return [Loose(title, text, published) for text in texts]


def test_an_edited_copy_joins_the_first_and_another_story_does_not() -> None:
    edited = WIRE.replace("Tuesday", "April 8").replace("The talks", "Talks")
    first, other, copy = group_copies(loose(WIRE, OTHER, edited))
    assert (first.of, other.of, copy.of) == (None, None, 0)
    assert (first.group, other.group, copy.group) == (0, 1, 0)
    assert copy.containment and COPY <= copy.containment < 1


def test_copies_of_a_copy_are_one_group() -> None:
    long = WIRE + " " + OTHER
    assert [g.group for g in group_copies(loose(WIRE, long, OTHER))] == [0, 0, 0]


@pytest.mark.parametrize(("later", "groups"), [(date(2025, 4, 9), [0, 0]), (date(2025, 6, 1), [0, 1])])
def test_two_teasers_under_one_headline_are_one_story_within_days(later: date, groups: list[int]) -> None:
    one = Loose("Valdora and Ketria share the catch", "The short of it.", date(2025, 4, 8))
    other = Loose("Valdora and Ketria to share the catch on the bank", "Both sides win.", later)
    assert [g.group for g in group_copies([one, other])] == groups


def test_empty_texts_are_no_copies() -> None:
    assert [g.of for g in group_copies(loose("", "", "..."))] == [None, None, None]
