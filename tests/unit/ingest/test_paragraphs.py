"""Paragraphs out of lines: broken, hard-wrapped, repeated."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Paragraph, Span
from ingest.paragraphs import find_paragraphs

MESSY = st.text(st.sampled_from('aZ я。."“”\r\n\x0b\u2028 \t\x00😀\ufeff1-'), max_size=200) | st.text()

WRAPPED = """\
    The ministers of the two countries met on Monday in the harbour
town and spoke for three hours about the catch, the licences and the
crew that is still held.
    Neither side would say what had been agreed, but a person who was
there called the talks useful. Another round is expected to be held
in the spring.
"""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    return find_paragraphs(text, Span(0, len(text)), "en")


def words_of(text: str) -> list[str]:
    return [paragraph.span.of(text) for paragraph in paragraphs(text)]


def test_each_line_is_a_paragraph() -> None:
    assert words_of("First.\nSecond one.\r\n\r\n  Third.  ") == ["First.", "Second one.", "Third."]


def test_a_line_that_begins_in_lower_case_goes_on_with_the_line_above() -> None:
    text = "The minister spoke of the strait\nand other matters.\nTalks ended."
    assert words_of(text) == ["The minister spoke of the strait\nand other matters.", "Talks ended."]


def test_a_line_that_has_ended_is_not_gone_on_with() -> None:
    assert words_of("Talks ended.\neBay was not there.") == ["Talks ended.", "eBay was not there."]


def test_items_of_a_list_stay_apart() -> None:
    assert len(words_of("They agreed on\na) the catch\nb) the licences")) == 3


def test_hard_wrapped_lines_are_joined_and_indented_ones_begin_a_paragraph() -> None:
    first, second = words_of(WRAPPED)
    assert first.startswith("The ministers") and first.endswith("still held.")
    assert second.startswith("Neither side") and second.endswith("in the spring.")


def test_hard_wrapped_lines_are_parted_by_a_blank_line() -> None:
    text = WRAPPED.replace("    Neither", "\nNeither").replace("    The", "The").replace("\n", "\r\n")
    assert [words.split()[0] for words in words_of(text)] == ["The", "Neither"]


def test_lines_without_an_indent_go_on_however_ragged_they_are() -> None:
    text = """The two ministers
said they would meet again in the harbour town, and
    The envoy left, saying that he would be back before
Friday.
    Reuter"""
    assert [len(words.splitlines()) for words in words_of(text)] == [2, 2, 1]


def test_an_indented_table_keeps_its_lines() -> None:
    assert len(words_of("    Shr 16 cts vs two cts\n    Net 467,000 vs 52,000\n    Revs 84.0 mln vs 80.2")) == 3


def test_a_table_of_short_lines_is_not_taken_for_wrapped_text() -> None:
    table = "Shr 16 cts vs two cts\nNet 467,000 vs 52,000\nSales 8,954,000 vs 6,338,000\nNine mths\nShr 45 cts vs 18"
    assert len(words_of(table)) == 5


def test_the_second_of_two_equal_paragraphs_repeats_the_first() -> None:
    line = "“We will keep the strait open for every ship,” said the minister."
    found = paragraphs(f"{line}\nShe left at noon.\n{line.replace('“', chr(34)).replace('”', chr(34))}")
    assert [p.repeats for p in found] == [None, None, 0]


def test_a_glued_summary_repeats_and_what_it_was_glued_from_does_not() -> None:
    parts = ["Valdora will keep the strait open, the minister said.", "Ketria has not answered the offer of new talks."]
    found = paragraphs("\n".join(["".join(parts), "The talks are in May.", *parts]))
    assert [p.repeats for p in found] == [2, None, None, None]
    assert len(found[0].sentences) == 2


def test_words_said_often_are_no_repeat() -> None:
    assert all(p.repeats is None for p in paragraphs("MS. ORLAY: Thank you.\nQ Why now?\nMS. ORLAY: Thank you."))


@given(MESSY)
def test_paragraphs_are_in_order_and_hold_every_word(text: str) -> None:
    found = paragraphs(text)
    assert [p.ordinal for p in found] == list(range(len(found)))
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    assert "".join("".join(p.span.of(text) for p in found).split()) == "".join(text.split())
    assert all(p.sentences and p.span == Span(p.sentences[0].start, p.sentences[-1].end) for p in found)


@given(MESSY)
def test_a_repeat_points_to_another_paragraph_that_is_none(text: str) -> None:
    repeats = {p.ordinal: p.repeats for p in paragraphs(f"{text}\n{text}")}
    assert all(repeats[of] is None and of != n for n, of in repeats.items() if of is not None)


def test_an_article_of_one_sentence_a_thousand_times_is_read_at_once() -> None:
    text = "The minister said that the strait would stay open to all.\n" * 5000
    began = time.process_time()
    found = paragraphs(text)
    assert found[0].repeats is None and all(p.repeats == 0 for p in found[1:])
    assert time.process_time() - began < 5  # about 0.3 s
