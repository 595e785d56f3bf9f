from datetime import date

from desk.bars import NAMED, NO_OUTLET, OTHERS, drawn_bars, outlet_order
from desk.periods import Period
from desk.timeline import Bar, Timeline

MARCH = Period(date(2025, 3, 1), date(2025, 3, 31))
APRIL = Period(date(2025, 4, 1), date(2025, 4, 30))


def timeline(*bars: Bar) -> Timeline:
    return Timeline("published", "month", bars, (), 0, ())


def test_a_bar_ends_where_the_next_period_begins() -> None:
    (bar,) = drawn_bars(timeline(Bar(MARCH, "bay.example", 3)), None)
    assert (bar.since, bar.ends, bar.articles) == ("2025-03-01", "2025-04-01", 3)


def test_an_article_without_an_outlet_has_a_bar_too() -> None:
    (bar,) = drawn_bars(timeline(Bar(MARCH, None, 1)), None)
    assert bar.outlet == NO_OUTLET


def test_too_many_outlets_become_the_largest_and_the_others() -> None:
    bars = [Bar(MARCH, f"outlet-{number:02}", number) for number in range(1, 12)]
    drawn = drawn_bars(timeline(*bars), None)
    assert len(drawn) == NAMED
    assert outlet_order(bars)[-1] == OTHERS
    assert sum(bar.articles for bar in drawn) == sum(bar.articles for bar in bars)


def test_bars_outside_the_chosen_days_are_not_chosen() -> None:
    drawn = drawn_bars(timeline(Bar(MARCH, "a", 1), Bar(APRIL, "a", 1)), Period(date(2025, 4, 3), date(2025, 4, 3)))
    assert [bar.chosen for bar in drawn] == [False, True]
