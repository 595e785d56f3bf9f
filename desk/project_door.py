"""`python -m desk project`: what is gathered for one inquiry."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from desk.gathering import keep
from desk.kept import PASSAGE, kept
from desk.kept_door import ON, add_removing, is_removing, print_kept, removing
from desk.output import Commands, add_forms, add_library, put
from desk.picks import parse_pick
from desk.printed import printable
from desk.project_rows import project_answer, projects_answer
from desk.project_wording import progress_line, seen_line
from desk.projects import Project, change, project_called, projects, start
from desk.review import Progress
from desk.rows import Row, flat
from index.engine import Query
from index.local import Local

ToQuery = Callable[[argparse.Namespace], Query]


def register(commands: Commands) -> None:
    """Add the command to the door."""
    project = commands.add_parser("project", help="projects; with a name: what is in one")
    project.set_defaults(run=_project, loose_file=None)
    project.add_argument("name", nargs="?", default="", help="its name or number")
    project.add_argument("--new", action="store_true", help="start it")
    project.add_argument("--rename", metavar="NAME")
    project.add_argument("--about", metavar="TEXT", help="what it is about")
    project.add_argument("--member", action="append", metavar="NAME", help="who works in it, by sign-in name; again")
    seen = project.add_mutually_exclusive_group()
    seen.add_argument("--shared", action="store_true", default=None, help="with everybody who reads this collection")
    seen.add_argument("--own", dest="shared", action="store_false", help="only with its members")
    place = project.add_mutually_exclusive_group()
    place.add_argument(
        "--archive", dest="archived", action="store_true", default=None, help="put it away; nothing is lost"
    )
    place.add_argument("--restore", dest="archived", action="store_false", help="take it out again")
    project.add_argument("--put", action="append", default=[], type=parse_pick, metavar="PLACE", help=ON)
    add_removing(project)
    add_forms(project)
    add_library(project)


def _project(engine: Local, options: argparse.Namespace) -> int:
    if is_removing(options):
        return removing(engine, options)
    if not options.name:
        found = projects(engine)
        answer = projects_answer(engine, found)
        return put(options, answer, flat(answer["projects"]), lambda: _print_projects(found, answer))
    project = _named(engine, options)
    if options.put:
        added = keep(engine, project.number, options.put)
        print(f"{len(added):,} put into {printable(project.name)}.", file=sys.stderr)
    answer = project_answer(engine, project)
    return put(options, answer, flat([answer["project"]]), lambda: _print_project(engine, project, answer))


def _named(engine: Local, options: argparse.Namespace) -> Project:
    """The project that is named, started or changed as the options say."""
    if options.new:
        return start(
            engine,
            options.name,
            description=options.about or "",
            shared=bool(options.shared),
            members=options.member or (),
        )
    return change(
        engine,
        project_called(engine, options.name),
        name=options.rename,
        description=options.about,
        shared=options.shared,
        members=options.member,
        archived=options.archived,
    )


def _print_projects(found: Sequence[Project], answer: Row) -> None:
    for one, row in zip(found, answer["projects"], strict=True):
        put_away = " (archived)" if one.archived else ""
        print(f"{one.number}  {printable(one.name)}{put_away}, {printable(seen_line(one))}")
        print(f"   {progress_line(Progress(**row['progress']))}")
    print("Start one: python -m desk project NAME --new")


def _print_project(engine: Local, project: Project, answer: Row) -> None:
    print(f"{project.number}  {printable(project.name)}, {printable(seen_line(project))}")
    if project.description:
        print(printable(project.description))
    print(progress_line(Progress(**answer["progress"])))
    for row in answer["questions"]:
        print(f"{row['number']}  search {printable(row['name'])}: {printable(row['text'])}")
    print_kept(sorted(kept(engine, PASSAGE, project=project.number), key=lambda one: one.number))
