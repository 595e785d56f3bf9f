"""What is drawn of a timeline."""

from collections.abc import Sequence
from datetime import date

from desk.bars import NO_OUTLET, Picture, beside, picture
from desk.colours import COLOURS, OTHERS
from desk.lanes import Lane, Lanes
from desk.periods import Period
from desk.timeline import Timeline

MARCH = Period(date(2025, 3, 1), date(2025, 3, 31))
APRIL = Period(date(2025, 4, 1), date(2025, 4, 30))
JUNE = Period(date(2025, 6, 1), date(2025, 6, 30))
ARCHIVE = [f"outlet-{number:02}" for number in range(20)]


def drawn(
    lanes: dict[str | None, dict[Period, int]],
    coverage: dict[Period, int] | None = None,
    *,
    chosen: Period | None = None,
    within: Period | None = None,
    known: Sequence[str] = ARCHIVE,
) -> Picture:
    whole = Timeline("published", "month", (), (), 0, ())
    found = tuple(Lane(name, counts, ()) for name, counts in lanes.items())
    return picture(Lanes("outlet", whole, found, coverage or {}, ()), known, chosen=chosen, within=within)


def test_a_bar_ends_where_the_next_period_begins() -> None:
    (bar,) = drawn({"bay.example": {MARCH: 3}}).bars
    assert (bar.since, bar.ends, bar.articles) == ("2025-03-01", "2025-04-01", 3)


def test_an_article_without_an_outlet_has_a_bar_too() -> None:
    (bar,) = drawn({None: {MARCH: 1}}).bars
    assert bar.lane == NO_OUTLET


def test_an_outlet_has_its_colour_whatever_its_rank() -> None:
    first = dict(drawn({"outlet-03": {MARCH: 9}, "outlet-01": {MARCH: 2}}).legend)
    second = dict(drawn({"outlet-01": {MARCH: 9}, "outlet-03": {MARCH: 2}, "outlet-05": {MARCH: 1}}).legend)
    assert first["outlet-03"] == second["outlet-03"] == 3
    assert first["outlet-01"] == second["outlet-01"] == 1


def test_of_two_with_one_colour_the_smaller_joins_the_others() -> None:
    lanes: dict[str | None, dict[Period, int]] = {name: {MARCH: 20 - number} for number, name in enumerate(ARCHIVE)}
    shown = drawn(lanes)
    assert shown.legend[-1] == (OTHERS, COLOURS)
    assert len(shown.legend) == COLOURS + 1
    assert sum(bar.articles for bar in shown.bars) == sum(20 - number for number in range(20))
    assert drawn({"outlet-00": {MARCH: 2}, "outlet-07": {MARCH: 1}}).legend == (
        ("outlet-00", 0),
        ("outlet-07", COLOURS),
    )


def test_bars_outside_the_chosen_days_are_not_chosen() -> None:
    day = Period(date(2025, 4, 3), date(2025, 4, 3))
    assert [bar.chosen for bar in drawn({"a": {MARCH: 1, APRIL: 1}}, chosen=day).bars] == [False, True]


def test_a_share_is_of_all_that_the_archive_holds() -> None:
    assert [bar.share for bar in drawn({"a": {MARCH: 1}, "b": {MARCH: 3}}, {MARCH: 10}).bars] == [0.1, 0.3]


def test_days_of_which_the_archive_holds_nothing_are_a_gap() -> None:
    shown = drawn({"a": {MARCH: 1, JUNE: 1}}, {MARCH: 1, JUNE: 4})
    assert [(gap.since, gap.ends) for gap in shown.gaps] == [("2025-04-01", "2025-06-01")]
    assert drawn({"a": {MARCH: 1, APRIL: 1}}, {MARCH: 1, APRIL: 4}).gaps == ()


def test_only_the_days_that_are_drawn_are_drawn() -> None:
    shown = drawn({"a": {MARCH: 1, JUNE: 1}}, {MARCH: 1, JUNE: 1}, within=JUNE)
    assert [bar.since for bar in shown.bars] == ["2025-06-01"]
    assert shown.gaps == ()
    assert drawn({"a": {MARCH: 1}, "b": {JUNE: 1}}, within=JUNE).legend[0][0] == "b"


def test_the_stretch_beside_is_as_long() -> None:
    ten = Period(date(2025, 3, 1), date(2025, 3, 10))
    assert str(beside(ten, 1)) == "2025-03-11..2025-03-20"
    assert beside(APRIL, -1) == MARCH
