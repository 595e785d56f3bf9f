"""What the date tagger reads. Every article here is of Wednesday, 31 January 2024, unless a test says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.article import DateMention, Paragraph, Span
from ingest.dates import find_dates

PUBLISHED = date(2024, 1, 31)


def read(text: str, language: str = "en", published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """The expressions found, as printed, each with its value."""
    return [(found.span.of(text), found.value) for found in find_dates(text, (), language, published)]


def only(text: str, language: str = "en", published: date | None = PUBLISHED) -> DateMention:
    (found,) = find_dates(text, (), language, published)
    return found


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("January 5, 2023", "2023-01-05"),
        ("Thursday, Jan. 5, 2023", "2023-01-05"),
        ("5 January 2023", "2023-01-05"),
        ("the 5th of January, 2023", "2023-01-05"),
        ("2023-01-05", "2023-01-05"),
        ("05.01.2023", "2023-01-05"),
        ("1/5/2023", "2023-01-05"),
        ("8/10/1987", "1987-08-10"),
        ("January 2023", "2023-01"),
        ("early 2022", "2022"),
        ("mid-2022", "2022"),
        ("the end of 2022", "2022"),
        ("the third quarter of 2022", "2022-Q3"),
        ("Q3 2022", "2022-Q3"),
        ("the second half of 2022", "2022-H2"),
        ("spring 2022", "2022-SP"),
        ("the early 1990s", "199"),
        ("the 20th century", "19"),
        ("Christmas Eve 2022", "2022-12-24"),
        ("nineteen ninety-six", "1996"),
    ],
)
def test_an_absolute_date_needs_no_publication(printed: str, value: str) -> None:
    text = f"The talks were held in {printed} in Geneva."
    found = only(text, published=None)
    assert (found.span.of(text), found.value, found.anchor) == (printed, value, None)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("today", "2024-01-31"),
        ("yesterday", "2024-01-30"),
        ("the day before yesterday", "2024-01-29"),
        ("last week", "2024-W04"),
        ("last month", "2023-12"),
        ("earlier this year", "2024"),
        ("last quarter", "2023-Q4"),
        ("last year", "2023"),
        ("three days ago", "2024-01-28"),
        ("two weeks ago", "2024-W03"),
        ("five months ago", "2023-08"),
        ("ten years ago", "2014"),
        ("last December", "2023-12"),
        ("last summer", "2023-SU"),
        ("last Thanksgiving", "2023-11-23"),
        ("over the weekend", "2024-W04-WE"),
    ],
)
def test_a_relative_date_counts_from_publication_at_the_printed_grain(printed: str, value: str) -> None:
    found = only(f"The talks were held {printed} in Geneva.")
    assert (found.value, found.anchor) == (value, "publication")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He said on Wednesday that talks went well.", "2024-01-31"),
        ("He said on Friday that talks went well.", "2024-01-26"),
        ("The talks will resume Friday.", "2024-02-02"),
        ("The talks are scheduled to resume on Friday.", "2024-02-02"),
        ("The offer stands until Friday.", "2024-02-02"),
        ("He said Friday that talks will resume.", "2024-01-26"),
        ("The United States left Friday.", "2024-01-26"),
        ("They met last Wednesday.", "2024-01-24"),
        ("They meet next Wednesday.", "2024-02-07"),
    ],
)
def test_a_weekday_is_the_latest_unless_the_words_look_ahead(text: str, value: str) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It happened on Dec. 30.", "2023-12-30"),
        ("It ends on March 2.", "2024-03-02"),
        ("The year ended March 31 was good.", "2023-03-31"),
        ("It was proposed in November.", "2023-11"),
        ("It will open in November.", "2024-11"),
    ],
)
def test_a_day_or_month_without_a_year_takes_the_year_that_fits(text: str, value: str) -> None:
    assert value in [found for _, found in read(text)]


def test_a_count_from_an_earlier_mention_is_anchored_to_it() -> None:
    text = "The ship sank on 12 May 2021. Two days earlier it had left port."
    _, earlier = find_dates(text, (), "en", PUBLISHED)
    assert (earlier.value, earlier.anchor) == ("2021-05-10", "mention")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("Two days earlier", "XXXX-XX-XX"),
        ("A month later", "XXXX-XX"),
        ("That month", "XXXX-XX"),
        ("That year", "2021"),
    ],
)
def test_counting_never_makes_an_earlier_mention_finer(printed: str, value: str) -> None:
    assert read(f"It sank in 2021. {printed} a storm rose.") == [("2021", "2021"), (printed, value)]


@pytest.mark.parametrize(
    ("printed", "value"), [("three weeks ago", "2024-W02"), ("three months ago", "2023-10"), ("a decade ago", "2014")]
)
def test_a_count_is_as_coarse_as_its_unit(printed: str, value: str) -> None:
    assert only(f"It sank {printed}.").value == value


def test_the_eve_is_the_day_before_the_day_it_names() -> None:
    assert read("On the eve of the Jan. 13 election he spoke.") == [
        ("the eve", "2024-01-12"),
        ("Jan. 13", "2024-01-13"),
    ]


def test_the_eve_of_something_without_a_date_is_no_date() -> None:
    assert read("On the eve of the summit he spoke.") == []


def test_both_ends_of_a_range_are_read() -> None:
    assert read("From June 3 to 5, 2001, and in 1998-2001.") == [
        ("June 3", "2001-06-03"),
        ("5, 2001", "2001-06-05"),
        ("1998", "1998"),
        ("2001", "2001"),
    ]


def test_a_number_after_a_day_is_only_a_second_day_where_it_counts_nothing() -> None:
    assert read("On June 3 and 20 people, and on May 7 and 9.") == [
        ("June 3", "2024-06-03"),
        ("May 7", "2024-05-07"),
        ("9", "2024-05-09"),
    ]


def test_a_time_is_joined_to_the_day_beside_it() -> None:
    text = "He left at 10 p.m. on Friday."
    found = only(text)
    assert (found.span.of(text), found.value, found.type) == ("10 p.m. on Friday", "2024-01-26T22:00", "TIME")


def test_a_time_in_another_zone_keeps_the_day_that_is_printed() -> None:
    assert only("It was sent at 23:30 GMT Friday.").value == "2024-01-26T23:30Z"


@pytest.mark.parametrize(
    ("printed", "value", "kind"),
    [
        ("for three days", "P3D", "DURATION"),
        ("a 16-hour flight", "PT16H", "DURATION"),
        ("for 2 1/2 years", "P2Y6M", "DURATION"),
        ("over the past decade", "P10Y", "DURATION"),
        ("for several years", "PXY", "DURATION"),
        ("every quarter", "P1Q", "SET"),
        ("each Thursday", "XXXX-WXX-4", "SET"),
        ("ten flights a week", "P1W", "SET"),
        ("daily", "P1D", "SET"),
        ("now", "PRESENT_REF", "DATE"),
        ("recently", "PAST_REF", "DATE"),
        ("in the future", "FUTURE_REF", "DATE"),
    ],
)
def test_lengths_repetitions_and_vague_times_have_their_timex3_values(printed: str, value: str, kind: str) -> None:
    found = only(f"They stayed {printed}.")
    assert (found.value, found.type) == (value, kind)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on, and the second man is 52 years old.",
        "About three-quarters of the 2,000 soldiers paid $1990.",
        "Jan Kovac flew an A320 in row 12.",
        "He left as soon as he could.",
        "Black Friday sales rose.",
        "A man in his thirties, one in his 20s.",
        "Good evening from a quarter-century of the China Daily.",
        "Go ahead, April.",
        "The bills were priced at 4.50/43 pct.",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left today.", "XXXX-XX-XX"),
        ("He left on Friday.", "XXXX-WXX-5"),
        ("He left on Aug. 7.", "XXXX-08-07"),
        ("He left last week.", "XXXX-WXX"),
        ("He left last year.", "XXXX"),
    ],
)
def test_without_publication_a_relative_date_is_underspecified(text: str, value: str) -> None:
    assert only(text, published=None).value == value


def test_today_is_the_day_of_the_dateline_where_publication_follows_it() -> None:
    text = "GENEVA, Jan. 30 (Agency) -- Talks began today."
    assert read(text) == [("Jan. 30", "2024-01-30"), ("today", "2024-01-30")]


def test_a_dateline_long_before_publication_is_a_quotation_and_moves_nothing() -> None:
    assert read("GENEVA, Jan. 3 (Agency) -- Talks began today.")[1] == ("today", "2024-01-31")


def test_no_expression_crosses_the_edge_of_a_paragraph() -> None:
    text = "Prices rose in May\n2023 was better."
    paragraphs = (Paragraph(Span(0, 18), 0, ()), Paragraph(Span(19, len(text)), 1, ()))
    assert [found.span.of(text) for found in find_dates(text, paragraphs, "en", PUBLISHED)] == ["May", "2023"]


def test_results_of_a_quarter_compare_with_the_quarter_a_year_before() -> None:
    text = "Profit fell in the third quarter. It was $3 million a year earlier."
    assert read(text) == [("the third quarter", "2023-Q3"), ("a year earlier", "2022-Q3")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Встреча прошла 5 января 2023 года.", [("5 января 2023 года", "2023-01-05")]),
        ("Встреча пройдёт 5 февраля.", [("5 февраля", "2024-02-05")]),
        ("Вчера он сказал, что уедет послезавтра.", [("Вчера", "2024-01-30"), ("послезавтра", "2024-02-02")]),
        ("Это было в мае 2021 года и в 2022 году.", [("мае 2021 года", "2021-05"), ("2022 году", "2022")]),
        ("Маша и майор ушли.", []),
    ],
)
def test_russian_dates_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会议于2023年1月5日举行。", [("2023年1月5日", "2023-01-05")]),
        ("会议于二〇二三年十二月三十一日举行。", [("二〇二三年十二月三十一日", "2023-12-31")]),
        ("会议将于2月5日举行。", [("2月5日", "2024-02-05")]),
        ("他30日表示，昨天很好。", [("30日", "2024-01-30"), ("昨天", "2024-01-30")]),
        ("去年12月和今年2月3日", [("去年12月", "2023-12"), ("今年2月3日", "2024-02-03")]),
        ("价值12日元。", []),
    ],
)
def test_chinese_dates_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, "zh") == expected


def test_another_language_is_read_for_numeric_dates_only() -> None:
    assert read("Il 31.01.2024 e a marzo, non il 2024-13-01.", "it") == [("31.01.2024", "2024-01-31")]


def test_the_upcoming_week_is_the_next_one() -> None:
    assert read("They meet in the upcoming week.", "en") == [("the upcoming week", "2024-W06")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The fair runs from 3 to 7 February.", ["2024-02-03", "2024-02-07"]),
        ("The fair ran 3-7 February 2022.", ["2022-02-03", "2022-02-07"]),
        ("The fair ran on 3 and 4 November 2022.", ["2022-11-03", "2022-11-04"]),
        ("It lasted from Dec. 30 to Jan. 2, 2024.", ["2023-12-30", "2024-01-02"]),
        ("It lasted from January to March 2023.", ["2023-01", "2023-03"]),
        ("It was so in 1939-45 and in 2019-20.", ["1939", "1945", "2019", "2020"]),
    ],
)
def test_the_ends_of_a_range_share_what_is_printed_once(text: str, values: list[str]) -> None:
    assert [value for _, value in read(text)] == values


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("May Day", "2024-05-01"),
        ("International Women's Day", "2024-03-08"),
        ("St. Patrick's Day", "2024-03-17"),
        ("Remembrance Day", "2023-11-11"),
        ("Orthodox Christmas", "2024-01-07"),
        ("Good Friday", "2024-03-29"),
        ("Easter Monday 2023", "2023-04-10"),
        ("Martin Luther King Jr. Day", "2024-01-15"),
    ],
)
def test_a_holiday_is_its_day_nearest_to_publication(printed: str, value: str) -> None:
    assert read(f"They met on {printed} in Geneva.") == [(printed, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Polls opened at 7am on Monday.", "2024-01-29T07:00"),
        ("It closed at 8.15pm on 3 May 2021.", "2021-05-03T20:15"),
        ("They met on 2024/01/15.", "2024-01-15"),
        ("They met on 15-Jan-2024.", "2024-01-15"),
        ("On the 4th, they met.", "2024-02-04"),
        ("It was in '68, they say.", "1968"),
        ("It happened in the summer of '69.", "1969-SU"),
        ("It opens in three weeks' time.", "2024-W08"),
        ("Elections are set for Nov. 5.", "2024-11-05"),
        ("He leaves on Friday.", "2024-02-02"),
        ("It announced the plan on Friday.", "2024-01-26"),
        ("By Friday evening the fire was out.", "2024-01-26TEV"),
    ],
)
def test_further_forms_that_news_prints(text: str, value: str) -> None:
    assert only(text).value == value


def test_the_day_before_counts_from_the_day_spoken_of_last() -> None:
    text = "He died on 14 May 2019. The day before, he had written. Three days before, he had walked."
    assert [value for _, value in read(text)] == ["2019-05-14", "2019-05-13", "2019-05-10"]


def test_two_times_before_one_day_are_both_of_it() -> None:
    found = read("It closed between 2pm and 4pm on Saturday.")
    assert [value for _, value in found] == ["2024-01-27T14:00", "2024-01-27T16:00"]


def test_a_time_is_dropped_to_the_day_of_the_articles_own_zone() -> None:
    text = "Wed 31 Jan 2024 11:57 MSK\nThe ship was hit at 23:30 GMT on Tuesday."
    assert read(text)[-1] == ("23:30 GMT on Tuesday", "2024-01-31T02:30+03:00")


def test_russian_and_chinese_weekdays_and_ranges_are_read() -> None:
    assert read("В понедельник и в следующий вторник, с 3 по 5 февраля; в среде учёных.", "ru") == [
        ("понедельник", "2024-01-29"),
        ("следующий вторник", "2024-02-06"),
        ("3", "2024-02-03"),
        ("5 февраля", "2024-02-05"),
    ]
    assert read("上周三他说，周五开会，四周一次。", "zh") == [("上周三", "2024-01-24"), ("周五", "2024-01-26")]
