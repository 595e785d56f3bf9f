"""What holds of the date tagger for any text."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Paragraph, Span
from ingest.dates import find_dates
from ingest.published import choose_published, weigh
from ingest.received import DateGiven

LANGUAGES = ("en", "de", "fr", "ru", "zh", "und")
ENGLISH = ("on Friday", "March 3", ", 1998", "two days earlier", "a year ago", "10 p.m.", "the eve of", "last", "next")
MORE_ENGLISH = (
    "week",
    "the third quarter",
    "nineteen",
    "ninety",
    "million",
    "billion years ago",
    "this",
    "night",
    "May",
)
ODD = (
    "1/2",
    "0735 GMT",
    "'80s",
    "99/99/99",
    "0000-00-00",
    "31.02.2024",
    "Feb. 29",
    "²",
    "٣",
    "A320",
    "(",
    ".",
    "-",
    "\n",
)
OTHERS = (
    *("vor", "zwei", "999", "Wochen", "Jahren", "im", "letzten", "31.", "Februar", "1000er Jahre", "vierten Quartal"),
    *("il y a", "deux", "semaines", "fin", "avril", "dernier", "1er", "années 90", "premier semestre", "l'an", "l'été"),
    *("вчера", "5 мая", "2021 года", "в конце", "апреля", "прошлого", "года", "недели", "назад", "через", "квартале"),
    *("31日", "5月", "二〇二四年", "十", "三个月", "后", "去年", "下半年", "上世纪", "90年代", "第三季度"),
)
EVERYTHING = " ".join(
    (*ENGLISH, *MORE_ENGLISH, "Easter", "last summer", "today", "this year", "Q3", "tonight", "Dec. 5.")
)
pieces = st.lists(st.sampled_from(ENGLISH + MORE_ENGLISH + ODD + OTHERS), max_size=40).map(" ".join)
texts = st.one_of(st.text(max_size=200), pieces)
days = st.one_of(st.none(), st.dates())


@pytest.fixture
def time_zones() -> Iterator[tuple[str, ...]]:
    """Zones at both ends of the world; the machine's own is put back."""
    before = os.environ.get("TZ")
    yield ("Pacific/Kiritimati", "Etc/GMT+12")
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


@given(texts, st.sampled_from(LANGUAGES), days)
def test_every_span_lies_within_the_text_in_order_and_overlaps_none(
    text: str, language: str, published: date | None
) -> None:
    position = 0
    for found in find_dates(text, (), language, published):
        assert position <= found.span.start < found.span.end <= len(text)
        position = found.span.end


@given(pieces, st.sampled_from(LANGUAGES), days)
def test_every_whole_day_is_a_day_of_the_calendar(text: str, language: str, published: date | None) -> None:
    for found in find_dates(text, (), language, published):
        if len(found.value) >= 10 and found.value[:10].replace("-", "").isdecimal():
            assert date.fromisoformat(found.value[:10])


@given(pieces, st.sampled_from(LANGUAGES))
def test_without_publication_nothing_counts_from_a_default(text: str, language: str) -> None:
    for found in find_dates(text, (), language, None):
        if found.anchor == "publication":
            assert found.value.startswith("XXX") or found.value.endswith("_REF")  # TIMEX3's X: not told


@given(pieces, st.integers(0, 100), days)
def test_an_expression_lies_within_one_paragraph(text: str, cut: int, published: date | None) -> None:
    cut = min(cut, len(text))
    paragraphs = (Paragraph(Span(0, cut), 0, ()), Paragraph(Span(cut, len(text)), 1, ()))
    for found in find_dates(text, paragraphs, "en", published):
        assert found.span.end <= cut or found.span.start >= cut


@given(
    st.one_of(st.text(max_size=30), st.dates().map(str), st.integers(0, 10**13).map(str)), st.dates(date(1900, 1, 1))
)
def test_no_article_is_published_after_today(value: str, today: date) -> None:
    published = choose_published(weigh([DateGiven(value, "column date")], today))
    assert published is None or published.day <= today


def test_the_answer_is_the_same_in_every_time_zone(time_zones: tuple[str, ...]) -> None:
    text = "On Friday he said: today at 11:30 p.m. GMT, not yesterday, not Dec. 31, not next week."
    answers = set()
    for zone in time_zones:
        os.environ["TZ"] = zone
        time.tzset()
        answers.add(find_dates(text, (), "en", date(2024, 1, 1)))
    assert len(answers) == 1
    assert len(answers.pop()) == 5


def test_no_rule_asks_what_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Undated(date):
        @classmethod
        def today(cls) -> date:
            raise AssertionError("the answer would depend on the day it is run")

    expected = find_dates(EVERYTHING, (), "en", date(2024, 1, 31))
    for name, module in list(sys.modules.items()):
        if name.startswith("ingest.dates") and hasattr(module, "date"):
            monkeypatch.setattr(module, "date", Undated)
    found = find_dates(EVERYTHING, (), "en", date(2024, 1, 31))
    assert len(expected) > 10
    assert found == expected


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    sentence = "He said on Friday, March 3, that two days earlier it was Jan. 5, 2001, a year ago. "

    def seconds(sentences: int) -> float:
        text = sentence * sentences
        start = time.process_time()
        assert len(find_dates(text, (), "en", date(2001, 3, 5))) == 4 * sentences
        return time.process_time() - start

    seconds(10)  # what is built on first use
    small, large = (min(seconds(sentences) for _ in range(3)) for sentences in (200, 2000))  # best of three: other work
    assert large < 50 * max(small, 0.005)  # 10 times the text; a square would take 100 times as long
