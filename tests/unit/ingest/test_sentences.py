"""Where sentences end, in three languages and in what exports do to them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Span
from ingest.sentences import find_sentences


def sentences(text: str) -> list[str]:
    return [sentence.of(text) for sentence in find_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Dong met Gen. Ode in the U.S. Senate on Jan. 31.",
        "J. R. Maravec and Donald J. Trump spoke at 5 p.m. Monday.",
        "Prices rose by 3.5 percent, to No. 7 of the list.",
        "The U.S. Treasury bought Acme Inc. shares.",
        '"Really?" he asked.',
        '"We will start her!" Osk Tarn shouted.',
        "“We have left the table!” — Quillon said.",
        "Он родился в 1987 г. в городе им. М. В. Фрунзе, т.е. на юге.",
        "«Мы готовы!» — сказал министр.",
        "See https://news.example/a.Html and Welcome.US for more.",
        "The fleet of Airbus <airb.PA> sailed.",
        "1. First point of the list",
        "He waited... and left.",
        "no capital. no sentence",
    ],
)
def test_this_is_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left the U.S. ", "The talks went on."],
        ["They met at 5 p.m. ", "He spoke first."],
        ["Shares of Acme Inc. ", "They rose again."],
        ['He said: "We will." ', "She did not."],
        ['"No!" ', '"Yes!"'],
        ["«Мы готовы». ", "Министр уехал."],
        ["Это было в 2022 г. ", "Однако всё прошло."],
        ["毛宁说：“中方反对。”", "会议结束。"],
        ["核武能撤回去？", "俄方开出条件来源"],
        ["انتهت المحادثات؟ ", "غادر الوفد."],
        ["Done. ", "- Next point. ", "- Last point."],
        ["1. First point. ", "2. Second point."],
        ["It was 1987. ", "12 men came."],
    ],
)
def test_these_are_several(parts: list[str]) -> None:
    assert sentences("".join(parts)) == [part.strip() for part in parts]


@pytest.mark.parametrize(
    "parts",
    [
        ["Defence Minister Dong said.", "China will go on."],
        ["the minister added.", '"The fleet is ready."'],
        ['He said "we will."', "Then he left."],
        ["he added.", "“The fleet is ready.”"],
        ["сказал он.", "Китай продолжит."],
        ["It ended in talks…", "But nobody left."],
    ],
)
def test_a_glued_seam_is_cut_without_changing_the_text(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


def test_a_full_stop_after_a_number_makes_an_ordinal_in_german() -> None:
    text = "Er kam am 31. Januar."
    assert len(find_sentences(text, Span(0, len(text)), "de")) == 1
    assert len(find_sentences(text, Span(0, len(text)), "en")) == 2


@given(st.text())
def test_sentences_hold_every_character_but_the_spaces_between_them(text: str) -> None:
    found = find_sentences(text, Span(0, len(text)))
    ends = [0, *(sentence.end for sentence in found)]
    gaps = [text[end : sentence.start] for end, sentence in zip(ends, found, strict=False)] + [text[ends[-1] :]]
    assert not "".join(gaps).strip()
    assert all(sentence.of(text) == sentence.of(text).strip() != "" for sentence in found)


@given(st.text(alphabet='."“”!?« »aZЯ。1 \n', max_size=60))
def test_any_run_of_marks_is_cut_in_order(text: str) -> None:
    found = find_sentences(text, Span(0, len(text)))
    assert list(found) == sorted(found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("unit", ["a." * 10, '."', "A. ", "。", "!" * 10, "«", "said.China ", "- 1. "])
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    find_sentences(text, Span(0, len(text)))
    assert time.process_time() - began < 5  # 0.1 to 1 s; minutes where a step looks at the whole text again
