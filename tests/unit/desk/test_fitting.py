from datetime import date, timedelta

from desk.fitting import fitted
from index.engine import Day


def counted(*days: date) -> list[Day]:
    return [Day(day, "bay.example", 1, 1) for day in days]


NEWS = [date(2024, 1, 1) + timedelta(days=number) for number in range(60)]


def test_one_old_article_is_left_out_and_counted() -> None:
    found = fitted(counted(date(1850, 3, 1), *NEWS))
    assert found
    assert (found.before, found.period.until) == (1, NEWS[-1])
    assert found.period.since >= NEWS[0]


def test_what_lies_together_is_no_trouble() -> None:
    assert fitted(counted(*NEWS)) is None
    assert fitted(counted(NEWS[0])) is None
    assert fitted([Day(None, None, 5, 5)]) is None
