"""`python -m desk timeline|days`: how much was printed, said or spoken of, and the days that matter."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from desk.bars import Measure, picture
from desk.colours import known_outlets
from desk.events import Events, events
from desk.lanes import Lanes, Split, lanes
from desk.markers import burst_markers, why_burst
from desk.output import FileError, put, replaced
from desk.periods import GRAINS
from desk.printed import print_timeline, printable
from desk.rows import Row
from desk.taken_out import note_export
from desk.timeline_files import figures_csv, png, svg, timelinejs, title_of
from desk.timeline_files import printable as page_to_print
from desk.timeline_rows import events_answer, lanes_answer
from desk.wording import day_line, days_line, period_line, speaker_line
from index.engine import Query
from index.local import Local

FILES = (".csv", ".json", ".svg", ".png", ".html")


def add_timeline_options(command: argparse.ArgumentParser) -> None:
    """What a timeline counts by, and where it goes."""
    command.add_argument("--by", choices=GRAINS, help="default: the finest that stays readable")
    command.add_argument("--lanes", choices=get_args(Split), default="outlet", help="what makes a lane")
    command.add_argument("--versus", default="", metavar="TEXT", help="the second question of --lanes question")
    command.add_argument("--measure", choices=get_args(Measure), default="articles", help="what a picture shows")
    command.add_argument("--out", type=Path, metavar="FILE", help="write a " + ", ".join(FILES))


def add_days_options(command: argparse.ArgumentParser) -> None:
    """Which stretches, how many, and how much is told of each."""
    command.add_argument("--by", choices=GRAINS, default="day", help="days, weeks, months or years")
    command.add_argument("--days", type=int, metavar="N", help="how many; default: as many as stand out")
    command.add_argument("--sentences", type=int, choices=(1, 2, 3), default=2, help="for each, at most")
    command.add_argument("--timelinejs", action="store_true", help="as TimelineJS reads it")


def show_timeline(engine: Local, query: Query, options: argparse.Namespace) -> int:
    """Print a timeline, or write it to a file."""
    found = lanes(engine, query, options.lanes, options.by, other=options.versus)
    answer = lanes_answer(found)
    if options.out:
        _write(engine, found, query, options)
        return 0
    return put(options, answer, answer["bars"], lambda: _print_lanes(found))


def show_days(engine: Local, query: Query, options: argparse.Namespace) -> int:
    """Print the days that matter."""
    found = events(engine, query, grain=options.by, days=options.days, sentences=options.sentences)
    if options.timelinejs:
        print(timelinejs(found, query.text or "Timeline"))
        return 0
    answer = events_answer(found)
    rows = [
        {"day": day["day"], "until": day["until"], "outlets": day["outlets"], "independent": day["independent"]} | one
        for day in answer["days"]
        for one in day["sentences"]
    ]
    return put(options, answer, rows, lambda: _print_days(found))


def _print_lanes(found: Lanes) -> None:
    print_timeline(found.whole)
    for burst in found.bursts:
        print(f"▲ {burst.period}: {printable(why_burst(burst, found))}")


def _print_days(found: Events) -> None:
    for day in found.days:
        print(f"{period_line(day)}  {printable(day_line(day))}")
        for one in day.sentences:
            print(f"   {printable(one.text)}")
            where = f"article {one.article} [{one.start}:{one.end}]"
            print(f"      {one.published}  {printable(one.outlet or 'no outlet')}  {where}")
        for quote in day.quotes:
            print(f"   “ {printable(speaker_line(quote))}: {printable(quote.text)}")
        print()
    print(days_line(found))


def _write(engine: Local, found: Lanes, query: Query, options: argparse.Namespace) -> None:
    """The file that its name asks for; what stands there is replaced whole or not at all."""
    path: Path = options.out
    shown, markers = picture(found, known_outlets(engine.status())), burst_markers(found)
    kinds: dict[str, Callable[[], str | bytes]] = {
        ".csv": lambda: figures_csv(shown),
        ".json": lambda: _json(lanes_answer(found)),
        ".svg": lambda: svg(shown, options.measure, markers),
        ".png": lambda: png(shown, options.measure, markers),
        ".html": lambda: page_to_print(
            shown, options.measure, markers, events(engine, query) if query.text else None, title_of(found, query.text)
        ),
    }
    if path.suffix not in kinds:
        raise FileError(f"{path}: the name says no form that can be written: end it in {', '.join(FILES)}.")
    replaced(path, kinds[path.suffix]())
    note_export(engine, f"{path.suffix[1:]} of the timeline of {title_of(found, query.text)}")


def _json(answer: Row) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1)
