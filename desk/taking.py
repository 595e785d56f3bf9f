"""What was found in sources becomes articles in the library, and a receipt that accounts for all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace

from index.local import Local
from index.lock import PATIENCE, TURN
from index.upkeep import Progress
from ingest.article import Refusal
from ingest.receipt import Counts, Receipt, Tally
from ingest.received import Received

Found = Iterable[Received | Refusal]


def take_in(library: Local, found: Found, progress: Progress, *, read: Iterable[str] = ()) -> Receipt:
    """Understand and keep what was found, then let meaning follow. `read`: names of what is read from start to end.

    A bad article is refused with its reason and does not stop the rest. Raises LibraryError where somebody else is
    writing.
    """
    receipt = take_in_words(library, found, progress, read=read)
    return replace(receipt, embedded=library.embed_missing(progress, wait=TURN))


def take_in_words(library: Local, found: Found, progress: Progress, *, read: Iterable[str] = ()) -> Receipt:
    """Understand and keep what was found, so that words, dates and quotes find it."""
    tally, whole = Tally(), False
    try:
        added = library.add_words(tally.articles_of(found, library.keeps), progress=progress)
        whole = True
    finally:  # whoever stops it by the keyboard loses no refusal
        library.refuse(tally.refusals, read=read if whole else (), wait=TURN if whole else PATIENCE)
    return tally.receipt(Counts(**asdict(added)))
