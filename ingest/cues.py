"""What announces that somebody speaks: said-verbs, nouns of speech, "according to", a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter

from ingest.frames import Frame
from ingest.lexicon import Lexicon

HEADLINE = re.compile(r"(?<=[^Q.,])-(?=D?[NM]{1,6}$)")  # that ends in its speaker: "Bridge to Close - Minister"
SIGNATURE = re.compile(r"(?:(?<=Q)|(?<=Q[.,])|^)-(?=D?[NM]{1,6}(?:[,(][^VQ]*)?\.?$)")  # '"We go." - Kerr, the mayor'
OFFICE = frozenset("MRB")  # letters that tell a speaker from an outlet's name at the end of a headline
SIGNED, HEADED = "signed", "headed"  # the forms of a signature, and of an office that ends a headline


@dataclass(frozen=True, slots=True)
class Cue:
    """One announcement in a frame."""

    first: int  # token
    last: int  # token, inclusive
    base: str  # the verb's base form, from the project's own list; "according", ":" or "noun"
    form: str  # base, s, past, ing, signed, headed; "" where it is none of them


def find_cues(frame: Frame, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Every cue in the frame, in order."""
    found = []
    letters, words = frame.letters, frame.words
    for place, letter in enumerate(letters):
        if letter == "V":
            found.append(Cue(place, place, *lexicon.verbs[words[place].rstrip(".")]))
        elif letter == "C":
            found.append(Cue(place, place, "noun", ""))
        elif letter == ":":
            found.append(Cue(place, place, ":", ""))
        elif words[place] in lexicon.according:
            found.append(Cue(place, place + (letters[place + 1 : place + 2] == "T"), "according", ""))
    if dash := HEADLINE.search(letters):
        form = "" if OFFICE.isdisjoint(letters[dash.end() :]) else HEADED
        found.append(Cue(dash.start(), dash.start(), "according", form))
    if dash := SIGNATURE.search(letters):
        found.append(Cue(dash.start(), dash.start(), "according", SIGNED))
    return tuple(sorted(found, key=attrgetter("first")))
