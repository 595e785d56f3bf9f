from hypothesis import given
from hypothesis import strategies as st

from desk.differences import Fragment, align, fragments, stretch
from desk.printing import words_of


def differences(one: str, other: str) -> tuple[Fragment, ...]:
    found = align(words_of(one), words_of(other))
    return fragments(one, [stretch(difference.one) for difference in found if difference.one])


def differing(one: str, other: str) -> list[str]:
    return [fragment.text for fragment in differences(one, other) if fragment.differs]


def test_a_dropped_not_is_found_on_the_side_that_has_it() -> None:
    assert differing("We will not close the strait", "We will close the strait") == ["not"]
    assert differing("We will close the strait", "We will not close the strait") == []


def test_words_that_follow_one_another_are_one_fragment() -> None:
    assert differing("fished for two hundred long years", "fished for years") == ["two hundred long"]


def test_marks_case_and_spaces_are_no_difference() -> None:
    assert differing("“We’ll See,” she said", '"we’ll  see" SHE said.') == []


def test_han_is_compared_sign_by_sign() -> None:
    assert differing("我们不会关闭海峡", "我们会关闭海峡") == ["不"]


@given(st.text(), st.text())
def test_the_fragments_are_the_text(one: str, other: str) -> None:
    assert "".join(fragment.text for fragment in differences(one, other)) == one


@given(st.text())
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differing(text, text) == []
