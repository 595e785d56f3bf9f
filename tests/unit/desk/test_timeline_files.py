"""Files of a timeline: complete, inert, and made without any other machine."""

import csv
import io
import json
from datetime import date

from desk.bars import picture
from desk.colours import known_outlets
from desk.events import events
from desk.lanes import Lane, Lanes, lanes
from desk.markers import burst_markers, day_markers
from desk.periods import Period
from desk.timeline import Timeline
from desk.timeline_files import figures_csv, png, printable, svg, timelinejs
from index.engine import Query
from index.local import Local

ASKED = Query("strait talks")
HOSTILE = "<script>alert(1)</script>"


def hostile() -> Lanes:
    day = Period(date(2024, 1, 31), date(2024, 1, 31))
    lane = Lane(f"=1+1{HOSTILE}", {day: 3}, ())
    return Lanes("outlet", Timeline("published", "day", (), (), 0, ()), (lane,), {day: 3}, ())


def test_the_figures_are_those_of_the_picture(engine: Local) -> None:
    shown = picture(lanes(engine, ASKED, grain="week"), known_outlets(engine.status()))
    rows = list(csv.DictReader(io.StringIO(figures_csv(shown))))
    assert sum(int(row["articles"]) for row in rows) == sum(bar.articles for bar in shown.bars) > 10
    assert [row["lane"] for row in csv.DictReader(io.StringIO(figures_csv(picture(hostile(), ()))))] == [
        f"'=1+1{HOSTILE}"
    ]


def test_timelinejs_has_an_event_for_each_day_and_no_markup_of_an_article(engine: Local) -> None:
    found = events(engine, ASKED)
    story = json.loads(timelinejs(found, HOSTILE))
    assert [event["unique_id"] for event in story["events"]] == [day.day.isoformat() for day in found.days]
    assert story["events"][0]["start_date"] == {
        "year": found.days[0].day.year, "month": found.days[0].day.month, "day": found.days[0].day.day
    }  # fmt: skip
    assert "<script" not in story["title"]["text"]["headline"]


def test_the_picture_is_drawn_as_svg_and_png(engine: Local) -> None:
    found = lanes(engine, ASKED, grain="week")
    shown, markers = picture(found, known_outlets(engine.status())), burst_markers(found)
    drawn = svg(shown, "share", markers)
    assert drawn.startswith("<svg")
    assert all(name in drawn for name, _ in shown.legend)
    assert png(shown, "articles", markers).startswith(b"\x89PNG")


def test_a_page_to_print_holds_everything_and_fetches_nothing(engine: Local) -> None:
    found, told = lanes(engine, ASKED, grain="week"), events(engine, ASKED)
    page = printable(
        picture(found, known_outlets(engine.status())),
        "articles",
        (*burst_markers(found), *day_markers(told)),
        told,
        "Talks",
    )
    assert "<svg" in page
    assert str(told.days[0].day) in page
    assert not any(mark in page for mark in ("<script", "<link", "<img", "@import", "src="))
    assert HOSTILE not in printable(picture(hostile(), ()), "articles", (), None, HOSTILE)
