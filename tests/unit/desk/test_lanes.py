"""Lanes of the samples add up, and stand beside all that the archive holds."""

from dataclasses import replace

from desk.lanes import EVERYTHING, lanes
from desk.timeline import timeline
from index.engine import Query
from index.local import Local

ASKED = Query("strait talks")


def test_lanes_of_outlets_add_up_to_the_whole(engine: Local) -> None:
    found = lanes(engine, ASKED, grain="week")
    assert len(found.lanes) > 2
    assert sum(lane.articles for lane in found.lanes) == sum(bar.articles for bar in found.whole.bars)
    assert all(
        sum(lane.counts.get(period, 0) for lane in found.lanes) <= found.coverage[period] for period in found.coverage
    )


def test_lanes_of_speakers_are_the_timelines_of_each(engine: Local) -> None:
    speakers = ("Ilse Maravec", "Joren Halvik")
    found = lanes(engine, replace(ASKED, text="", speakers=speakers), "speaker", "week")
    assert {lane.name for lane in found.lanes} == set(speakers)
    for lane in found.lanes:
        alone = timeline(engine, Query(speakers=(lane.name or "",)), "week")
        assert lane.articles == sum(bar.articles for bar in alone.bars) > 0


def test_two_questions_keep_their_order(engine: Local) -> None:
    found = lanes(engine, Query("cholera"), "question", "week", other="")
    assert [lane.name for lane in found.lanes] == ["cholera", EVERYTHING]
    assert found.lanes[1].counts == found.coverage
