"""What the extractor finds in sentences that the project wrote itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Paragraph, Quote, Span
from ingest.paragraphs import find_paragraphs
from ingest.quotes import find_quotes


def quotes_of(text: str, language: str = "en") -> tuple[Quote, ...]:
    return find_quotes(text, find_paragraphs(text, Span(0, len(text)), language), language)


def said(text: str, language: str = "en") -> list[tuple[str, str, str | None, str | None]]:
    """kind, words, speaker as printed and person of every quote."""
    return [(q.kind, q.span.of(text), q.speaker and q.speaker.of(text), q.person) for q in quotes_of(text, language)]


def directly(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    """The words and the speaker as printed of every direct quote."""
    return [(words, speaker) for kind, words, speaker, _ in said(text, language) if kind == "direct"]


MARKS = st.text(alphabet=st.sampled_from("\"“”„«»「」'‘’ aB.,:\n\r—😀said"), max_size=120)


@given(st.one_of(st.text(max_size=80), MARKS))
@settings(max_examples=200, deadline=None)
def test_every_span_is_within_the_text_whatever_the_text(text: str) -> None:
    for quote in find_quotes(text, find_paragraphs(text, Span(0, len(text)), "en"), "en"):
        for span in (quote.span, quote.speaker, quote.cue, *quote.fragments):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert 0 <= quote.confidence <= 1
        assert all(quote.span.start <= f.start and f.end <= quote.span.end for f in quote.fragments)


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ("straight", 'The road is closed. "We will mend it by spring," said Anna Kerr.'),
        ("curly", "The road is closed. “We will mend it by spring,” said Anna Kerr."),
        ("doubled", "The road is closed. ''We will mend it by spring,'' said Anna Kerr."),
        ("grave", "The road is closed. ``We will mend it by spring,'' said Anna Kerr."),
        ("angle", "The road is closed. «We will mend it by spring,» said Anna Kerr."),
        ("low", "The road is closed. „We will mend it by spring,“ said Anna Kerr."),
    ],
)
def test_a_direct_quote_holds_its_marks(marks: str, text: str) -> None:
    begin = text.index("We") - (2 if marks in ("doubled", "grave") else 1)
    assert directly(text) == [(text[begin : text.index(" said")], "Anna Kerr")]


def test_a_hundred_thousand_marks_take_linear_time() -> None:
    def seconds(marks: int) -> float:
        text = '"a" b ' * (marks // 2)
        paragraph = Paragraph(Span(0, len(text)), 0, (Span(0, len(text)),))
        started = time.process_time()
        find_quotes(text, [paragraph], "en")
        return time.process_time() - started

    seconds(1000)
    assert seconds(100_000) < 40 * max(seconds(10_000), 0.01)
