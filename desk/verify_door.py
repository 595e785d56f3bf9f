"""`python -m desk verify WORDS|DRAFT|BUNDLE.zip`: a quote, every quote of a draft, or a research bundle."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from desk.asked import query_of
from desk.differences import Fragment
from desk.holdings import Holdings, holdings
from desk.output import DONE, Commands, add_forms, add_library, put
from desk.printed import printable
from desk.replay import replay
from desk.verify import Source, Verified, verify
from desk.verify_rows import draft_answer, table_rows, verify_answer
from desk.verify_wording import LABELS, draft_line, given_fragments, notes, source_fragments, verdict_line
from index.engine import Query
from index.local import Local

if TYPE_CHECKING:
    from desk.drafts import Checked, Draft

REFUSED = 1
DRAFTS = frozenset({".docx", ".txt", ".md", ".markdown", ".odt", ".rtf", ".pdf", ".html", ".htm"})
FILTERS = ("since", "until", "outlet", "language")


def register_verify(commands: Commands) -> None:
    """Add the command to the door."""
    command = commands.add_parser("verify", help="is a quote in the archive, in these words, by this person")
    command.add_argument("given", metavar="WORDS|DRAFT|BUNDLE.zip", help="a quote, a document, or a research bundle")
    command.add_argument("--speaker", help="who is said to have said it; not for a draft, which names its speakers")
    command.add_argument("--since", help="first day: 2024, 2024-01 or 2024-01-31")
    command.add_argument("--until", help="last day, included")
    command.add_argument("--outlet", action="append", default=[], help="may be given again: any of them")
    command.add_argument("--language", action="append", default=[], help="ISO 639-1, such as en")
    add_forms(command)
    add_library(command)
    command.set_defaults(run=_verify, loose_file=None, needs_library=_needs_library, without_library=_replay)


def is_draft(given: str) -> bool:
    """Whether a file is meant and no words."""
    return Path(given).suffix.lower() in DRAFTS and "\n" not in given and (_exists(given) or " " not in given)


def _needs_library(options: argparse.Namespace) -> bool:
    return not (options.given.lower().endswith(".zip") and " " not in options.given.strip())


def _exists(given: str) -> bool:
    try:
        return Path(given).exists()
    except (OSError, ValueError):  # longer than a name may be, or holding what no name may hold
        return False


def _replay(options: argparse.Namespace) -> int:
    """A research bundle proves itself, or names what differs."""
    replayed = replay(Path(options.given))
    for fault in replayed.faults:
        print(printable(fault))
    print(printable(replayed.told))
    print(f"seal {replayed.seal}")
    return REFUSED if replayed.faults else DONE


def _verify(engine: Local, options: argparse.Namespace) -> int:
    given = {name: options.__dict__[name] for name in FILTERS}
    query = query_of({name: [v] if isinstance(v, str) else v for name, v in given.items() if v})
    return _check_draft(engine, options, query) if is_draft(options.given) else _check_words(engine, options, query)


def _check_words(engine: Local, options: argparse.Namespace, query: Query) -> int:
    verified = verify(engine, options.given, speaker=options.speaker, query=query)
    held = holdings(engine, query)
    answer = verify_answer(verified, held)
    return put(options, answer, answer["sources"], lambda: print_verified(verified, held))


def _check_draft(engine: Local, options: argparse.Namespace, query: Query) -> int:
    from desk.drafts import DraftError, check_file  # here: the readers of files cost a question 0.1 s

    if options.speaker:
        raise DraftError("A draft names its own speakers: leave --speaker out, or give the words of one quote.")
    draft, held = check_file(engine, Path(options.given), query), holdings(engine, query)
    return put(options, draft_answer(draft, held), table_rows(draft, held), lambda: print_draft(draft, held))


def print_verified(verified: Verified, held: Holdings) -> None:
    """The verdict, and the words of archive and quote one below the other."""
    print(f"{LABELS[verified.verdict].upper()}. {printable(verdict_line(verified, held))}")
    for note in notes(verified):
        print(printable(note))
    differ = verified.verdict in ("cut", "altered", "spliced") or verified.kinds[:1] not in (("same",), ())
    for number, source in enumerate(verified.sources):
        _print_source(verified, source, shows_words=number == 0 or verified.verdict == "spliced", differ=differ)
    if verified.otherwise:
        print("\nPrinted otherwise:")
    for source in verified.otherwise:
        _print_source(verified, source, shows_words=True, differ=True)
    if verified.nearest:
        print("\nNearest passages:")
    for source in verified.nearest:
        _print_source(verified, source, shows_words=True, differ=False)


def print_draft(draft: Draft, held: Holdings) -> None:
    """A line for each quote of the draft, with its source or what is wrong."""
    for number, checked in enumerate(draft.quotes, start=1):
        print(f"{number}. paragraph {checked.paragraph}  {_verdict(checked)}  {printable(checked.text)}")
        if checked.verified:
            print(f"   {printable(verdict_line(checked.verified, held))}")
            for source in checked.verified.sources[:1]:
                _print_source(
                    checked.verified, source, shows_words=True, differ=checked.verified.kinds[:1] != ("same",)
                )
        else:
            print(f"   {checked.problem}")
    print(printable(draft_line(draft)))


def _verdict(checked: Checked) -> str:
    return LABELS[checked.verified.verdict].upper() if checked.verified else "NOT LOOKED UP"


def _print_source(verified: Verified, source: Source, *, shows_words: bool, differ: bool) -> None:
    who = source.person or source.speaker or "nobody named"
    where = [str(source.published or "undated"), source.outlet or "no outlet", source.title, who]
    print("   " + "  ".join(printable(part) for part in where if part))
    if shows_words and differ:
        print(f"   archive: {_marked(source_fragments(source), '[-', '-]')}")
        print(f"   given:   {_marked(given_fragments(verified, source), '{+', '+}')}")
    elif shows_words:
        print(f"   {printable(source.text)}")
    print(f"   article {source.article} [{source.start}:{source.end}]")


def _marked(fragments: Iterable[Fragment], before: str, after: str) -> str:
    return "".join(before + printable(f.text) + after if f.differs else printable(f.text) for f in fragments)
