"""`python -m desk star|tag|note`: what readers keep at a passage or an article."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable

from desk.kept import NOTE, STAR, KeptError, bring_back, kept, note, remove, rewrite, star, tag
from desk.output import DONE, Commands, add_forms, add_library, put
from desk.picks import Pick, parse_pick
from desk.placed import Kept, placed
from desk.printed import printable
from desk.project_rows import kept_answer, tags_answer
from desk.project_wording import gone_line, kept_line
from desk.projects import project_called
from desk.rows import flat
from index.ledger import Entry
from index.local import Local
from index.tags import TAG

ON = "ARTICLE[@SHA256][:START-END], as `desk search` prints them; may be given again"


def register(commands: Commands) -> None:
    """Add the three commands to the door."""
    _command(commands, "star", _star, "places to come back to")
    tags = _command(commands, "tag", _tag, "words on places; without a name: every tag")
    tags.add_argument("name", nargs="?", default="", help="with --on: put it there; alone: every place that has it")
    notes = _command(commands, "note", _note, "notes on passages, articles and projects")
    notes.add_argument("text", nargs="?", default="", help="with --on or --project: write it")
    notes.add_argument("--find", default="", metavar="WORDS", help="only where note or passage holds them")
    notes.add_argument("--rewrite", type=int, metavar="NUMBER", help="the note in other words")
    for command in (tags, notes):
        command.add_argument("--project", default="", help="its name or number: its members see it")
        command.add_argument("--shared", action="store_true", help="everybody sees it")


def _command(
    commands: Commands, name: str, run: Callable[[Local, argparse.Namespace], int], help: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help)
    command.set_defaults(run=run, loose_file=None)
    command.add_argument("--on", action="append", default=[], metavar="PLACE", type=parse_pick, help=ON)
    add_removing(command)
    add_forms(command)
    add_library(command)
    return command


def add_removing(command: argparse.ArgumentParser) -> None:
    """--remove and --bring-back."""
    command.add_argument("--remove", type=int, metavar="NUMBER", help="take one away")
    command.add_argument("--bring-back", type=int, metavar="NUMBER", help="undo taking it away")


def _star(engine: Local, options: argparse.Namespace) -> int:
    if is_removing(options):
        return removing(engine, options)
    if options.on:
        return _written(engine, options, [star(engine, pick) for pick in options.on])
    return _list(options, kept(engine, STAR))


def _tag(engine: Local, options: argparse.Namespace) -> int:
    if is_removing(options):
        return removing(engine, options)
    project = project_called(engine, options.project).number if options.project else None
    if options.on:
        written = [tag(engine, pick, options.name, project=project, shared=options.shared) for pick in options.on]
        return _written(engine, options, written)
    if options.name or project:
        found = kept(engine, TAG, project=project)
        named = options.name.casefold()
        return _list(options, [one for one in found if named in ("", one.entry.content["tag"])])
    answer = tags_answer(engine)
    return put(options, answer, answer["tags"], lambda: _print_tags(answer["tags"]))


def _note(engine: Local, options: argparse.Namespace) -> int:
    if is_removing(options):
        return removing(engine, options)
    if options.rewrite is not None:
        return _written(engine, options, [rewrite(engine, options.rewrite, options.text)])
    project = project_called(engine, options.project).number if options.project else None
    on: list[Pick | None] = [*options.on] or ([None] if options.text and project else [])
    if on:
        written = [note(engine, pick, options.text, project=project, shared=options.shared) for pick in on]
        return _written(engine, options, written)
    if options.text:
        raise KeptError("Say where the note belongs: --on PLACE, or --project NAME.")
    return _list(options, kept(engine, NOTE, project=project, words=options.find))


def is_removing(options: argparse.Namespace) -> bool:
    """Whether something is to be taken away, or brought back."""
    return options.remove is not None or options.bring_back is not None


def removing(engine: Local, options: argparse.Namespace) -> int:
    """Take it away or bring it back, and say how to undo that."""
    if options.remove is not None:
        remove(engine, options.remove)
        print(f"{options.remove} is removed. Undo: the same command with --bring-back {options.remove}")
    else:
        bring_back(engine, options.bring_back)
        print(f"{options.bring_back} is back.")
    return DONE


def _written(engine: Local, options: argparse.Namespace, entries: Iterable[Entry]) -> int:
    every = tuple(entries)
    if not all(entry.anchor for entry in every):  # a note about a project
        print(f"{every[0].number} is written.")
        return DONE
    return _list(options, placed(engine, every))


def _list(options: argparse.Namespace, found: Iterable[Kept]) -> int:
    every = tuple(found)
    answer = kept_answer(every)
    return put(options, answer, flat(answer["kept"]), lambda: print_kept(every))


def print_kept(found: Iterable[Kept]) -> None:
    """Each with its words and where they stand."""
    for one in found:
        print(f"{one.number}  {printable(kept_line(one))}")
        print(f"   {printable(one.passage.text)}")
        print(place_line(one))


def place_line(one: Kept) -> str:
    """Where it stands, and whether its words have gone."""
    passage = one.passage
    return f"   article {passage.article} [{passage.start}:{passage.end}]  {gone_line(one)}".rstrip()


def _print_tags(rows: Iterable[dict[str, object]]) -> None:
    for row in rows:
        print(f"{printable(str(row['tag']))}  {row['places']}")
