from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.candidates import Material
from desk.days_that_matter import ToldDay, days_that_matter, knee
from desk.tellings import read_tellings
from ingest.article import Span
from ingest.dates import find_dates
from ingest.paragraphs import find_paragraphs

FIRST = date(2025, 3, 3)  # a Monday
STORY = (
    (0, "A ferry sank off Old Bay on Monday with forty people aboard."),
    (1, "The ferry that sank on Monday was forty years old, its owner said."),
    (2, "Ferry traffic resumed on Wednesday. The minister will speak on Friday."),
    (30, "An inquiry into the ferry that sank off Old Bay on 3 March found a cracked hull."),
    (31, "Families of the ferry's passengers want an answer about 3 March."),
)


def told(
    story: Sequence[tuple[int, str]], *, query: str = "ferry", days: int | None = 3, sentences: int = 1
) -> tuple[ToldDay, ...]:
    articles = []
    for number, (after, text) in enumerate(story):
        published = FIRST + timedelta(after)
        paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
        material = Material(str(number), published, None, "en", text, "", paragraphs)
        articles.append((material, find_dates(text, paragraphs, "en", published)))
    return days_that_matter(read_tellings(articles, query), days=days, sentences=sentences)


def test_the_day_that_later_articles_speak_of_comes_first() -> None:
    (day,) = told(STORY, days=1)
    assert day.day == FIRST
    assert (day.published, day.later) == (1, 3)


def test_days_are_in_order_of_time_and_as_many_as_asked() -> None:
    days = [one.day for one in told(STORY[::-1], days=2)]
    assert days == [FIRST, FIRST + timedelta(2)]


def test_a_day_that_is_only_announced_is_none() -> None:
    assert FIRST + timedelta(4) not in {one.day for one in told(STORY, days=20)}


def test_a_day_long_before_the_first_article_is_none() -> None:
    story = [(0, "A ferry sank on Monday, as one had on 3 March 2015."), (1, "On 3 March 2015 a ferry sank too.")]
    days = {one.day for one in told(story, days=20)}
    assert days and min(days) >= FIRST - timedelta(7)


def test_sentences_are_about_their_day() -> None:
    for day in told(STORY, days=1, sentences=2):
        assert day.sentences
        for source in day.sentences:
            assert any(day.day in one.days for one in source.telling.told if one.sentence.span == source.sentence.span)


def test_a_day_that_no_sentence_names_is_told_by_what_opens_its_articles() -> None:
    days = {
        one.day: one for one in told([*STORY, (40, "The ferry line is bankrupt. Its last ship is for sale.")], days=20)
    }
    assert [one.sentence.text for one in days[FIRST + timedelta(40)].sentences] == ["The ferry line is bankrupt."]


def test_the_order_in_which_articles_come_changes_no_day() -> None:
    assert [one.day for one in told(STORY)] == [one.day for one in told(STORY[::-1])]


def test_a_report_that_many_reprint_weighs_once() -> None:
    reprints = [(9, "The ferry's sister ship failed on Tuesday. It was towed in.")] * 20
    (day,) = told([*STORY, *reprints], days=1)
    assert day.day == FIRST


def test_where_nothing_is_told_there_are_no_days() -> None:
    assert told([]) == ()


def test_a_knee_decides_where_no_number_is_asked() -> None:
    story = [(after, "The ferry sank off Old Bay on 3 March.") for after in range(40)]
    assert len(told(story, days=None)) == 1
    assert len(told([*STORY, *story], days=None)) == 2


def test_where_all_days_weigh_the_same_there_is_still_an_end() -> None:
    story = [(after, f"The ferry broke down today, for the time numbered {after}.") for after in range(60)]
    assert len(told(story, days=None)) == 50
    assert len(told(story, days=60)) == 60


@given(st.lists(st.floats(0, 1e6), max_size=50))
def test_a_knee_lies_within_what_it_is_given(weights: list[float]) -> None:
    assert 0 <= knee(sorted(weights, reverse=True)) <= len(weights)


@given(st.lists(st.tuples(st.integers(0, 60), st.text(max_size=80)), max_size=8), st.integers(1, 9))
def test_every_sentence_is_verbatim_and_no_day_is_after_the_last_article(
    story: list[tuple[int, str]], days: int
) -> None:
    last = FIRST + timedelta(max((after for after, _ in story), default=0))
    found = told(story, query="", days=days, sentences=2)
    assert len(found) <= days
    for day in found:
        assert day.day <= last
        assert all(
            s.telling.material.text[s.sentence.span.start : s.sentence.span.end] == s.sentence.text
            for s in day.sentences
        )
