"""Direct quotes: what their marks hold, and what is true of any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Paragraph, Span
from ingest.paragraphs import find_paragraphs
from ingest.quotes import find_quotes
from tests.unit.ingest.quoted import quotes_of, spoken

MARKS = st.text(alphabet=st.sampled_from("\"“”„«»「」'‘’` aB.,:—-\n\r\ufeff😀"), max_size=80)
SPEECH = st.lists(
    st.sampled_from(['"', "“", "”", "''", "said ", "Anna Kerr ", "he ", "that ", ", ", ". ", "We go", "\n", "😀", ": "])
)


@pytest.mark.parametrize("language", ["en", "de", "fr", "ru", "zh", "und"])
@given(text=st.one_of(st.text(max_size=60), MARKS, SPEECH.map("".join)))
@settings(max_examples=60, deadline=None)
def test_every_span_is_within_the_text_whatever_the_text(language: str, text: str) -> None:
    for quote in find_quotes(text, find_paragraphs(text, Span(0, len(text)), language), language):
        for span in (quote.span, quote.speaker, quote.cue, *quote.fragments):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert all(quote.span.start <= piece.start and piece.end <= quote.span.end for piece in quote.fragments)
        assert 0 <= quote.confidence <= 1
        assert bool(quote.fragments) == (quote.kind == "mixed")


@pytest.mark.parametrize(
    "said",
    [
        '"We will mend it by spring,"',
        "“We will mend it by spring,”",
        "''We will mend it by spring,''",
        "``We will mend it by spring,''",
        "«We will mend it by spring,»",
        "„We will mend it by spring,“",
        "「We will mend it by spring,」",
    ],
)
def test_a_direct_quote_holds_its_marks(said: str) -> None:
    assert spoken(f"The road is closed. {said} said Anna Kerr.") == [(said, "Anna Kerr")]


def test_a_mark_glued_to_the_sentence_before_opens() -> None:
    text = 'The road stays closed, the mayor added."We will mend it by spring," Kerr said.'
    assert spoken(text) == [('"We will mend it by spring,"', "Kerr")]


def test_byte_order_marks_and_carriage_returns_move_no_span() -> None:
    text = '\ufeffThe road is closed.\r\n\r\n"We will mend it 🛠 by spring," said Anna Kerr.\r\n'
    assert spoken(text) == [('"We will mend it 🛠 by spring,"', "Anna Kerr")]


def test_quotes_come_in_order_of_their_start() -> None:
    text = 'Kerr said that it rained. "We waited," she said. According to Hale, nobody came.'
    starts = [quote.span.start for quote in quotes_of(text)]
    assert len(starts) >= 3
    assert starts == sorted(starts)


def seconds(piece: str, times: int) -> float:
    """Processor time to read one endless sentence."""
    text = piece * times
    paragraph = Paragraph(Span(0, len(text)), 0, (Span(0, len(text)),))
    started = time.process_time()
    find_quotes(text, [paragraph], "en")
    return time.process_time() - started


# Ten times the text may take thirty times as long on a busy machine; quadratic would be a hundred times.
def test_a_hundred_thousand_quotation_marks_take_linear_time() -> None:
    assert seconds('"a" b ', 50_000) < 30 * max(seconds('"a" b ', 5_000), 0.01)


@pytest.mark.parametrize("piece", ['"a," Kerr said. ', '" ', "Kerr said he said that we said ", "Kerr ", "Mayor "])
def test_an_endless_sentence_takes_linear_time(piece: str) -> None:
    assert seconds(piece, 1000) < 30 * max(seconds(piece, 100), 0.01)


def test_a_text_without_quotes_has_none() -> None:
    assert quotes_of("The bridge is forty years old. It carries two lanes.") == ()
    assert quotes_of("") == ()
