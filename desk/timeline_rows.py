"""Timelines and the days that matter as JSON; docs/json.md describes the fields."""

from __future__ import annotations

from desk.bursts import Burst
from desk.events import EventDay, Events
from desk.lanes import Lane, Lanes
from desk.markers import why_burst
from desk.rows import Row, provenance_row, quote_row, timeline_answer


def lanes_answer(found: Lanes) -> Row:
    """`desk timeline --json`."""
    return timeline_answer(found.whole) | {
        "split": found.split,
        "lanes": [_lane_row(lane) for lane in found.lanes],
        "coverage": [
            {"since": period.since.isoformat(), "until": period.until.isoformat(), "articles": articles}
            for period, articles in sorted(found.coverage.items())
        ],
        "bursts": [_burst_row(burst) | {"why": why_burst(burst, found)} for burst in found.bursts],
    }


def events_answer(found: Events) -> Row:
    """`desk days --json`."""
    return {
        "days": [_day_row(day) for day in found.days],
        "read": found.read,
        "articles": found.articles,
        "note": found.note,
    }


def _lane_row(lane: Lane) -> Row:
    counts = [
        {"since": period.since.isoformat(), "until": period.until.isoformat(), "articles": articles}
        for period, articles in sorted(lane.counts.items())
    ]
    return {
        "name": lane.name,
        "articles": lane.articles,
        "counts": counts,
        "bursts": list(map(_burst_row, lane.bursts)),
    }


def _burst_row(burst: Burst) -> Row:
    return {
        "since": burst.period.since.isoformat(),
        "until": burst.period.until.isoformat(),
        "articles": burst.articles,
        "expected": round(burst.expected, 3),
        "score": round(burst.score, 3),
        "past": burst.past,
    }


def _day_row(day: EventDay) -> Row:
    apart = day.apart
    return {
        "day": day.day.isoformat(),
        "until": day.until.isoformat(),
        "published": day.published,
        "later": day.later,
        "outlets": day.outlets,
        "independent": day.independent,
        "distance": None
        if apart is None
        else {"mean": round(apart.mean, 3), "farthest": round(apart.farthest, 3), "between": list(apart.pair)},
        "sentences": [provenance_row(one) for one in day.sentences],
        "quotes": [quote_row(quote) for quote in day.quotes],
    }
