"""Timeline: bars over all matches, the hits of the days asked for below."""

import re

from tests.pages.conftest import OpenPage, press
from tests.pages.test_pages import html


def test_the_days_in_the_url_choose_the_hits_but_not_the_bars(open_page: OpenPage) -> None:
    page = open_page("timeline", since="2025-04-01", until="2025-04-30")
    days = re.findall(r"<time>([\d-]+)</time>", html(page))
    assert days
    assert all(day.startswith("2025-04") for day in days)
    table = page.dataframe[0].value
    assert {period[:7] for period in table["period"]} >= {"2025-03", "2025-04", "2025-05"}


def test_undated_articles_are_counted_and_can_be_read(open_page: OpenPage) -> None:
    page = open_page("timeline")
    label = page.toggle(key="undated").label
    assert re.fullmatch(r"The \d+ articles? without a date", label)
    page.toggle(key="undated").set_value(True).run()
    assert "undated" in html(page)
    assert "<time>" not in html(page)


def test_a_bar_is_as_wide_as_asked(open_page: OpenPage) -> None:
    table = open_page("timeline", grain="a month").dataframe[0].value
    assert set(table["period"]) >= {"2025-03-01..2025-03-31", "2025-04-01..2025-04-30"}


def test_the_bars_can_be_zoomed_to_the_days(open_page: OpenPage) -> None:
    table = open_page("timeline", since="2025-04-01", until="2025-04-30", zoom="true").dataframe[0].value
    assert {period[:7] for period in table["period"]} == {"2025-04"}


def test_the_days_that_matter_are_told_in_the_archives_sentences(open_page: OpenPage) -> None:
    shown = html(open_page("timeline", q="Port Amity talks", days="true"))
    assert "<b>◆</b> a day that matters" in shown
    days = re.findall(r"<h3><time>([\d-]+)</time></h3>", shown)
    assert days == sorted(days)
    assert "2025-03-20" in days
    assert re.search(r"\d outlets, \d independent", shown)


def test_each_clock_counts_by_its_own_days(open_page: OpenPage) -> None:
    printed = open_page("timeline", q="strike", grain="a day").dataframe[0].value
    spoken = open_page("timeline", q="strike", grain="a day", clock="days spoken of").dataframe[0].value
    assert set(printed["period"]) != set(spoken["period"])


def test_speakers_are_lanes_beside_each_other(open_page: OpenPage) -> None:
    page = open_page("timeline", lanes="speakers", layout="under each other", speaker=["Ilse Maravec", "Joren Halvik"])
    assert set(page.dataframe[0].value["lane"]) == {"Ilse Maravec", "Joren Halvik"}


def test_two_questions_are_compared(open_page: OpenPage) -> None:
    page = open_page("timeline", q="cholera", lanes="two questions", q2="strike")
    assert set(page.dataframe[0].value["lane"]) == {"cholera", "strike"}


def test_the_same_stretch_later_is_one_press_away(open_page: OpenPage) -> None:
    page = open_page("timeline", q="talks", since="2025-03-01", until="2025-03-31")
    press(page, "Later")
    assert str(page.date_input(key="since").value) == "2025-04-01"
    assert str(page.date_input(key="until").value) == "2025-04-30"


def test_what_rises_above_its_past_says_why(open_page: OpenPage) -> None:
    shown = html(open_page("timeline", q="trawler"))
    assert "days rise above their own past" in shown
    assert "standard deviations (EARS C2)" in shown


def test_days_weeks_and_months_are_told_with_their_quotes(open_page: OpenPage) -> None:
    shown = html(open_page("timeline", q="trawler", days="true", tell="weeks", many="10"))
    assert "<time>2025-03-03 to 2025-03-09</time>" in shown
    assert re.search(r"<summary>\d quotes?</summary>", shown)
    assert "of the words are not shared" in shown
