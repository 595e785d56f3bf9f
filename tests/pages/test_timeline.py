"""Timeline: bars over all matches, the hits of the days asked for below."""

import re

from tests.pages.conftest import OpenPage
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
    days = re.findall(r"<h3><time>([\d-]+)</time></h3>", shown)
    assert days == sorted(days)
    assert "2025-03-20" in days
    assert "in words of their own" in shown
