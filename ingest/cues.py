"""What announces that somebody speaks: said-verbs, nouns of speech, "according to", a colon."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.frames import Frame
from ingest.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Cue:
    """One announcement in a frame."""

    first: int  # token
    last: int  # token, inclusive
    base: str  # the verb's base form, from the project's own list; "according", ":" or "noun"
    form: str  # base, s, past, ing; "" where it is no verb


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
        elif words[place] == "according" and words[place + 1 : place + 2] == ("to",):
            found.append(Cue(place, place + 1, "according", ""))
    return tuple(found)
