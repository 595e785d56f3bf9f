"""The options of `python -m desk summary`."""

from __future__ import annotations

import argparse

from desk.assignment import WORDS, Assignment, assignment
from desk.summary import Length
from index.engine import Query


def add_brief_options(command: argparse.ArgumentParser) -> None:
    """What the brief is of, how long it is and how it is arranged."""
    command.add_argument("--words", type=_length, help=f"at most; default {WORDS}, where no --sentences are given")
    command.add_argument("--sentences", type=_length, help="at most")
    command.add_argument("--arrange", choices=("time", "weight"), default="time", help="what comes first")
    command.add_argument("--phrase", action="store_true", help="let the language model of NEWSDESK_LLM_URL phrase it")
    of = command.add_mutually_exclusive_group()
    of.add_argument("--said-by", metavar="NAME", default="", help="what this person is quoted with")
    of.add_argument("--day", default="", help="what was printed on this day and, with words, what later articles say")
    of.add_argument("--article", metavar="ID", default="", help="one article")
    of.add_argument("--pick", action="append", default=[], help="ID, ID@SHA256 or ID@SHA256:START-END; again for more")


def assignment_of(options: argparse.Namespace, query: Query) -> Assignment:
    """The brief that the options ask for."""
    return assignment(
        query,
        said_by=options.said_by,
        day=options.day,
        article=options.article,
        picks=options.pick,
        words=options.words,
        sentences=options.sentences,
        arrange=options.arrange,
    )


def length_of(options: argparse.Namespace) -> Length:
    """The same length for articles that are in no library."""
    asked = assignment_of(options, Query())
    return Length(asked.words, asked.sentences)


def _length(written: str) -> int:
    """A number from 1; argparse names the option where it is none."""
    if (number := int(written)) < 1:
        raise ValueError(written)
    return number
