import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Span
from ingest.verbatim import NotVerbatim, verbatim

TEXT = "“We sail on Friday,” said Ana Ruel. Nobody 🙂 answered."
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


def test_words_that_stand_there_come_back() -> None:
    assert verbatim(TEXT, Span(0, 20), "“We sail on Friday,”", sha256=SHA256) == "“We sail on Friday,”"


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)), st.data())
def test_one_changed_character_is_refused(start: int, length: int, data: st.DataObject) -> None:
    span = Span(start, min(start + length, len(TEXT)))
    words = span.of(TEXT)
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.characters(exclude_characters=words[at], codec="utf-8"))
    with pytest.raises(NotVerbatim):
        verbatim(TEXT, span, words[:at] + other + words[at + 1 :])


@given(st.integers(0, len(TEXT) - 1))
def test_a_text_that_changed_anywhere_is_refused(at: int) -> None:
    changed = TEXT[:at] + ("x" if TEXT[at] != "x" else "y") + TEXT[at + 1 :]
    span = Span(0, 5) if at > 5 else Span(10, 15)
    with pytest.raises(NotVerbatim, match="has changed"):
        verbatim(changed, span, span.of(changed), sha256=SHA256)


@pytest.mark.parametrize("span", [Span(-9, -1), Span(3, 3), Span(5, 2), Span(0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(NotVerbatim):
        verbatim(TEXT, span, span.of(TEXT))


@pytest.mark.parametrize("words", ['"We sail on Friday,"', "“We sail on Friday,” ", "“We sail on Friday,", ""])
def test_nothing_is_mended(words: str) -> None:
    with pytest.raises(NotVerbatim):
        verbatim(TEXT, Span(0, 20), words)


def test_the_refusal_points_at_the_first_difference() -> None:
    with pytest.raises(NotVerbatim, match=r"Character 12: .*'“We sail on Friday.*'“We sail on Monday"):
        verbatim(TEXT, Span(0, 20), "“We sail on Monday,”")
