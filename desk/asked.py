"""One answer by its name, from options in words: what the HTTP API and a notebook's client give back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast, get_args

from desk.assignment import Assignment, assignment
from desk.brief import brief
from desk.compare import By, CompareError, Sides, compare
from desk.coverage import coverage
from desk.drift import drift
from desk.events import SENTENCES, events
from desk.holdings import holdings
from desk.lanes import Split, lanes
from desk.like import like
from desk.periods import Grain, parse_days
from desk.person_rows import drift_answer, profile_answer, said_answer
from desk.profile import profile, the_one
from desk.rows import Row, quotes_answer, search_answer, summary_answer
from desk.said import said_by_month, said_by_theme
from desk.statement_rows import compare_answer, coverage_answer
from desk.summary import SentenceOrder
from desk.timeline_rows import events_answer, lanes_answer
from desk.verify import verify
from desk.verify_rows import verify_answer
from index.engine import Clock, Order, Query
from index.local import Local
from ingest.article import NewsdeskError, Span

Options = Mapping[str, Sequence[str]]  # each option with its values as they were written: {"outlet": ["a", "b"]}

MOST = 1000  # rows of one page; the next page begins where it ends
FILTERS = ("plain", "since", "until", "clock", "undated", "outlet", "language", "speaker", "order", "limit", "offset")
BRIEF = ("said_by", "day", "article", "pick", "words", "sentences", "arrange")


class OptionError(NewsdeskError):
    """An option that does not exist, or has a value that it cannot have."""


def answer(engine: Local, name: str, options: Options) -> Row:
    """The JSON answer that docs/json.md describes under this name.

    Raises OptionError on an option that the answer does not take, and what the answer itself raises.
    """
    taken, give = ANSWERS[name]
    if unknown := sorted(set(options) - set(taken)):
        raise OptionError(f"{name} takes no option {unknown[0]!r}: it takes {', '.join(taken)}")
    return give(engine, options)


def query_of(options: Options) -> Query:
    """The question, from the options that every answer takes."""
    since, until = parse_days(_one(options, "since"), _one(options, "until"))
    return Query(
        text=_one(options, "q"),
        plain=_choice(options, "plain", ("false", "true")) == "true",
        since=since,
        until=until,
        undated=_choice(options, "undated", ("false", "true")) == "true",
        clock=cast(Clock, _choice(options, "clock", get_args(Clock))),
        outlets=tuple(options.get("outlet", ())),
        languages=tuple(options.get("language", ())),
        speakers=tuple(options.get("speaker", ())),
        order=cast(Order, _choice(options, "order", get_args(Order))),
        limit=_count(options, "limit", 20, most=MOST),
        offset=_count(options, "offset", 0),
    )


def assignment_of(options: Options) -> Assignment:
    """The brief, from the options that one takes."""
    return assignment(
        query_of(options),
        said_by=_one(options, "said_by"),
        day=_one(options, "day"),
        article=_one(options, "article"),
        picks=options.get("pick", ()),
        words=_count(options, "words", 0) if options.get("words") else None,
        sentences=_count(options, "sentences", 0) if options.get("sentences") else None,
        arrange=cast(SentenceOrder, _choice(options, "arrange", get_args(SentenceOrder))),
    )


def sides_of(options: Options) -> Sides:
    """The comparison: of period, speaker and outlet, the one given twice or more makes the columns."""
    columns: tuple[By, ...] = ("period", "speaker", "outlet")
    by = next((by for by in columns if len(options.get(by, ())) > 1), None)
    if by is None:
        raise CompareError("a comparison needs columns: give speaker, outlet or period two times or more")
    return Sides(query_of(options), by, tuple(options[by]))


def _search(engine: Local, options: Options) -> Row:
    query, id = query_of(options), _one(options, "like")
    if not id:
        return search_answer(engine.search(query))
    if query.text:
        raise OptionError("q and like are two questions: give one of them")
    return search_answer(like(engine, engine.article(id), _span(options), query))


def _span(options: Options) -> Span | None:
    """The passage that `start` and `end` name; None: the whole article."""
    if bool(_one(options, "start")) != bool(_one(options, "end")):
        raise OptionError("A passage needs its start and its end.")
    return Span(_count(options, "start", 0), _count(options, "end", 0)) if _one(options, "start") else None


def _quotes(engine: Local, options: Options) -> Row:
    return quotes_answer(engine.quotes(query_of(options)))


def _timeline(engine: Local, options: Options) -> Row:
    grain = _choice(options, "by", ("", *get_args(Grain)))
    split = cast(Split, _choice(options, "lanes", get_args(Split)))
    versus = _one(options, "versus")
    return lanes_answer(lanes(engine, query_of(options), split, cast(Grain, grain) if grain else None, other=versus))


def _days(engine: Local, options: Options) -> Row:
    grain = cast(Grain, _choice(options, "by", get_args(Grain)))
    days = _count(options, "days", 0, most=MOST) or None
    sentences = _count(options, "sentences", SENTENCES, most=3)
    return events_answer(events(engine, query_of(options), grain=grain, days=days, sentences=sentences))


def _compare(engine: Local, options: Options) -> Row:
    asked = sides_of(options)
    return compare_answer(compare(engine, asked.query, asked.by, asked.labels))


def _coverage(engine: Local, options: Options) -> Row:
    return coverage_answer(coverage(engine, query_of(options)))


def _said(engine: Local, options: Options) -> Row:
    query, themes = query_of(options), options.get("theme", ())
    return said_answer(said_by_theme(engine, query, themes) if themes else said_by_month(engine, query))


def _profile(engine: Local, options: Options) -> Row:
    query = query_of(options)
    return profile_answer(profile(engine, query, the_one(query)))


def _drift(engine: Local, options: Options) -> Row:
    query = query_of(options)
    return drift_answer(drift(engine, query, the_one(query)))


def _summary(engine: Local, options: Options) -> Row:
    return summary_answer(brief(engine, assignment_of(options)))


def _verify(engine: Local, options: Options) -> Row:
    query = query_of({name: values for name, values in options.items() if name not in ("q", "speaker")})
    verified = verify(engine, _one(options, "q"), speaker=_one(options, "speaker"), query=query)
    return verify_answer(verified, holdings(engine, query))


def _one(options: Options, name: str) -> str:
    values = options.get(name, ())
    if len(values) > 1:
        raise OptionError(f"{name} is given {len(values)} times: it has one value")
    return values[0] if values else ""


def _choice(options: Options, name: str, choices: Sequence[str]) -> str:
    """One of the choices; the first where none is given."""
    value = _one(options, name) or choices[0]
    if value not in choices:
        raise OptionError(f"{name} is {value!r}: it can be {' or '.join(filter(None, choices))}")
    return value


def _count(options: Options, name: str, default: int, *, most: int | None = None) -> int:
    written = _one(options, name)
    if not written:
        return default
    if not written.isascii() or not written.isdigit() or (most is not None and int(written) > most):
        raise OptionError(f"{name} is {written!r}: expected a number from 0{f' to {most:,}' if most else ''}")
    return int(written)


ANSWERS: dict[str, tuple[tuple[str, ...], Callable[[Local, Options], Row]]] = {
    "search": (("q", *FILTERS, "like", "start", "end"), _search),
    "quotes": (("q", *FILTERS), _quotes),
    "timeline": (("q", *FILTERS, "by", "lanes", "versus"), _timeline),
    "days": (("q", *FILTERS, "by", "days", "sentences"), _days),
    "compare": (("q", *FILTERS, "period"), _compare),
    "coverage": (("q", *FILTERS), _coverage),
    "said": (("q", *FILTERS, "theme"), _said),
    "profile": (("q", *FILTERS), _profile),
    "drift": (("q", *FILTERS), _drift),
    "summary": (("q", *FILTERS, *BRIEF), _summary),
    "verify": (("q", "speaker", "since", "until", "outlet", "language"), _verify),
}
