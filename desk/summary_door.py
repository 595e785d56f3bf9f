"""`python -m desk summary`: a brief in words, JSON or a table, as a file, or phrased by a language model."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from desk.brief import Brief, brief
from desk.brief_options import assignment_of
from desk.export import write
from desk.output import DONE, put
from desk.phrasing import ModelError, Phrased, phrase
from desk.printed import print_brief, print_phrased
from desk.rows import phrased_row, summary_answer
from index.engine import Query
from index.local import Local


def run(library: Local, options: argparse.Namespace, query: Query) -> int:
    """Answer -> exit status."""
    asked = assignment_of(options, query)
    if options.out:
        write(library, asked, options.out)
        print(f"{options.out} written", file=sys.stderr)
        return DONE
    found = brief(library, asked)
    phrased = _phrased(library, found) if options.phrase else None
    answer = summary_answer(found)
    if options.phrase:
        answer["phrased"] = [phrased_row(one) for one in phrased.sentences] if phrased else None
    return put(options, answer, answer["sentences"], lambda: _show(found, phrased))


def _phrased(library: Local, found: Brief) -> Phrased | None:
    """The brief in a model's words; where there are none that can stand, a sentence says why."""
    from desk.language_model import Endpoint, ask  # its HTTP client takes longer to load than a brief takes

    try:
        if not (endpoint := Endpoint.of(library.settings)):
            raise ModelError("No language model is set up: NEWSDESK_LLM_URL names one of your own (see the README).")
        return phrase(found, partial(ask, endpoint))
    except ModelError as error:
        print(f"{error} This is the brief in the archive's own words.", file=sys.stderr)
        return None


def _show(found: Brief, phrased: Phrased | None) -> None:
    if phrased:
        print_phrased(phrased)
    print_brief(found)
