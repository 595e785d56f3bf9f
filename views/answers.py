"""Answers that pages share, kept until the library changes: each key holds `engine.version`.

Kept as resources, not as data: they are frozen, so one object serves everybody, and no page pays for a copy (unpickling
everybody who is quoted took a twentieth of a page's time).

What finds an answer is loaded with the first page that asks for it: all of it together takes a first page too long.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from index.engine import Query

if TYPE_CHECKING:
    from desk.absence import Absence
    from desk.assignment import Assignment
    from desk.brief import Brief
    from desk.compare import By, Comparison
    from desk.drift import Drift
    from desk.events import Events
    from desk.headlines import Above
    from desk.holdings import Holdings
    from desk.lanes import Lanes, Split
    from desk.language_model import Endpoint
    from desk.periods import Grain
    from desk.phrasing import Phrased
    from desk.profile import Profile
    from desk.said import Said
    from desk.saved import Saved
    from desk.timeline import Timeline
    from index.engine import Engine, Hit, Hits, QuoteHit, Speaker, Status
    from index.local import Local
    from ingest.article import Span
    from ingest.outlets import OutletFacts

Place = tuple[str, int]  # an article's id, and where in it a quote begins

KEPT = 128  # answers of each kind; the largest, a comparison, is about a megabyte
OPEN = 8  # what is told of a whole library: of so many collections that are read at the same time


def search(engine: Local, query: Query) -> Hits:
    """`engine.search`."""
    return _search(engine, engine.version_for(query.text), query)


def like(engine: Engine, article: str, span: Span | None, query: Query) -> Hits:
    """`desk.like` of an article, by its id."""
    return _like(engine, engine.version, article, span, query)


def new_for(engine: Local, one: Saved) -> int:
    """`desk.alerts.new_for`."""
    return _new_for(engine, engine.version_for(one.query.text), one.entry.number, one)


def absence(engine: Local, query: Query) -> Absence:
    """`desk.absence`."""
    return _absence(engine, engine.version_for(query.text), query)


def nearest(engine: Engine, text: str, hits: tuple[Hit, ...]) -> tuple[Span | None, ...]:
    """`desk.nearest`."""
    return _nearest(engine, engine.version, text, hits)


def timeline(engine: Local, query: Query, grain: Grain | None) -> Timeline:
    """`desk.timeline`."""
    return _timeline(engine, engine.version_for(query.text), query, grain)


def lanes(engine: Local, query: Query, split: Split, grain: Grain | None, other: str = "") -> Lanes:
    """`desk.lanes`."""
    return _lanes(engine, engine.version_for(query.text, other), query, split, grain, other)


def compare(engine: Local, query: Query, by: By, labels: tuple[str, ...]) -> Comparison:
    """`desk.compare`."""
    return _compare(engine, engine.version_for(query.text), query, by, labels)


def aboves(engine: Engine, quotes: tuple[QuoteHit, ...]) -> dict[Place, Above]:
    """`desk.headlines.above` of each quote, by its article and start."""
    return _aboves(engine, engine.version, tuple((quote.article, quote.start) for quote in quotes), quotes)


def said_by_month(engine: Local, query: Query) -> Said:
    """`desk.said.said_by_month`."""
    return _said(engine, engine.version_for(query.text), query, None)


def said_by_theme(engine: Local, query: Query, themes: tuple[str, ...]) -> Said:
    """`desk.said.said_by_theme`."""
    return _said(engine, engine.version_for(query.text, *themes), query, themes)


def profile(engine: Local, query: Query, person: str) -> Profile:
    """`desk.profile`."""
    return _profile(engine, engine.version_for(query.text), query, person)


def drift(engine: Local, query: Query, person: str) -> Drift:
    """`desk.drift`."""
    return _drift(engine, engine.version_for(query.text), query, person)


def brief(engine: Local, assignment: Assignment) -> Brief:
    """`desk.brief`."""
    return _brief(engine, engine.version_for(assignment.query.text), assignment)


def phrased(engine: Local, assignment: Assignment, endpoint: Endpoint) -> Phrased:
    """`desk.phrasing` of the brief; a failure is not kept."""
    return _phrased(engine, engine.version_for(assignment.query.text), assignment, endpoint)


def events(engine: Local, query: Query, grain: Grain, days: int | None, sentences: int) -> Events:
    """`desk.events`."""
    return _events(engine, engine.version_for(query.text), query, grain, days, sentences)


def choices(engine: Local, query: Query, by: By) -> tuple[str, ...]:
    """`desk.choices`."""
    return _choices(engine, engine.version_for(query.text), query, by)


def newest(engine: Engine) -> tuple[Hit, ...]:
    """`desk.places.newest_articles`."""
    return _newest(engine, engine.version)


def speakers(engine: Engine) -> tuple[Speaker, ...]:
    """Everybody who is quoted, most quoted first."""
    return _speakers(engine, engine.version)


def status(engine: Engine) -> Status:
    """`engine.status`."""
    return _status(engine, engine.version)


def outlets(engine: Local) -> Mapping[str, OutletFacts]:
    """`engine.outlets`."""
    return _outlets(engine, engine.version)


def holdings(engine: Engine) -> Holdings:
    """`desk.holdings`."""
    return _holdings(engine, engine.version)


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def _outlets(_engine: Local, version: str) -> Mapping[str, OutletFacts]:
    return _engine.outlets()


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def _holdings(_engine: Engine, version: str) -> Holdings:
    from desk.holdings import holdings

    return holdings(_engine)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _search(_engine: Engine, version: str, query: Query) -> Hits:
    return _engine.search(query)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _like(_engine: Engine, version: str, article: str, span: Span | None, query: Query) -> Hits:
    from desk.like import like

    return like(_engine, _engine.article(article), span, query)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _new_for(_engine: Local, version: str, entry: int, _one: Saved) -> int:
    from desk.alerts import new_for

    return new_for(_engine, _one)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _absence(_engine: Engine, version: str, query: Query) -> Absence:
    from desk.absence import absence

    return absence(_engine, query)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _nearest(_engine: Engine, version: str, text: str, hits: tuple[Hit, ...]) -> tuple[Span | None, ...]:
    from desk.nearest import nearest_sentences

    return nearest_sentences(_engine, text, hits)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _timeline(_engine: Engine, version: str, query: Query, grain: Grain | None) -> Timeline:
    from desk.timeline import timeline

    return timeline(_engine, query, grain)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _lanes(_engine: Engine, version: str, query: Query, split: Split, grain: Grain | None, other: str) -> Lanes:
    from desk.lanes import lanes

    return lanes(_engine, query, split, grain, other=other)


@st.cache_resource(max_entries=KEPT, show_spinner="Holding the quotes against one another …")
def _compare(_engine: Engine, version: str, query: Query, by: By, labels: tuple[str, ...]) -> Comparison:
    from desk.compare import compare

    return compare(_engine, query, by, labels)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _aboves(
    _engine: Engine, version: str, places: tuple[Place, ...], _quotes: tuple[QuoteHit, ...]
) -> dict[Place, Above]:
    from desk.headlines import above

    return {place: above(_engine, quote) for place, quote in zip(places, _quotes, strict=True)}


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _said(_engine: Engine, version: str, query: Query, themes: tuple[str, ...] | None) -> Said:
    from desk.said import said_by_month, said_by_theme

    return said_by_month(_engine, query) if themes is None else said_by_theme(_engine, query, themes)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _profile(_engine: Engine, version: str, query: Query, person: str) -> Profile:
    from desk.profile import profile

    return profile(_engine, query, person)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _drift(_engine: Engine, version: str, query: Query, person: str) -> Drift:
    from desk.drift import drift

    return drift(_engine, query, person)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _brief(_engine: Engine, version: str, assignment: Assignment) -> Brief:
    from desk.brief import brief

    return brief(_engine, assignment)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _phrased(_engine: Engine, version: str, assignment: Assignment, endpoint: Endpoint) -> Phrased:
    from desk.brief import brief
    from desk.language_model import ask  # here: its HTTP client takes longer to load than a page may take
    from desk.phrasing import phrase

    return phrase(brief(_engine, assignment), partial(ask, endpoint))


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _events(_engine: Engine, version: str, query: Query, grain: Grain, days: int | None, sentences: int) -> Events:
    from desk.events import events

    return events(_engine, query, grain=grain, days=days, sentences=sentences)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _choices(_engine: Engine, version: str, query: Query, by: By) -> tuple[str, ...]:
    from desk.choices import choices

    return choices(_engine, query, by)


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def _newest(_engine: Engine, version: str) -> tuple[Hit, ...]:
    from desk.places import newest_articles

    return newest_articles(_engine)


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def _speakers(_engine: Engine, version: str) -> tuple[Speaker, ...]:
    return _engine.speakers(Query())


@st.cache_resource(max_entries=OPEN, show_spinner=False)
def _status(_engine: Engine, version: str) -> Status:
    return _engine.status()
