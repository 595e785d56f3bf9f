"""Features of a choice, made of letters, positions and the project's own verbs; never of an article's words."""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.cues import Cue
from ingest.frames import Frame
from ingest.mentions import Mention

FUNCTION = frozenset("tTpcwoyndDhPa")  # letters whose words are closed-class and may be named in a feature
LENGTHS = (1, 2, 3, 4, 6, 9, 13, 18, 25, 40)
CLAUSE = re.compile("[,.;:-]*([^,.;:-]*)")  # what follows a token, up to the next sign


def squeezed(letters: str) -> str:
    """What lies between two tokens: exactly where it is short, by its ends where it is long."""
    return letters if len(letters) <= 4 else f"{letters[:2]}~{letters[-2:]}"


def bucket(number: int) -> str:
    """The last of LENGTHS that a number reaches."""
    return str(bisect_right(LENGTHS, number))


def at(letters: str, place: int) -> str:
    """The letter at a place; "^" and "$" before the first and after the last."""
    return "^" if place < 0 else "$" if place >= len(letters) else letters[place]


def word_at(frame: Frame, place: int) -> str:
    """The token's word where it is closed-class, else its letter; adverbs in -ly are an open class."""
    letter = at(frame.letters, place)
    return frame.words[place] if letter in FUNCTION and not frame.words[place].endswith("ly") else letter


# Who does a cue belong to?


def subject_shape(frame: Frame, cue: Cue, mention: Mention, rank: int, begin: int) -> list[str]:
    """A mention as the one who does what the cue says, `rank` others between; the sentence begins at `begin`."""
    letters = frame.letters
    before = mention.first < cue.first
    low, high = (mention.last + 1, cue.first) if before else (cue.last + 1, mention.first)
    between = letters[low:high]
    side = "b" if before else "a"
    gap = squeezed(between)
    ahead, behind = at(letters, mention.first - 1), at(letters, mention.last + 1)
    verbs = between.count("V") + between.count("a")
    told = "w" in between or "t" in between
    key = "n" if cue.base == "noun" else cue.base if cue.base in ("according", ":") else cue.form
    return [
        f"{side}g{gap}",
        f"{side}g{gap}|{key}",
        f"{side}k{mention.kind}|{min(rank, 3)}",
        f"{side}p{ahead}|{behind}",
        f"{side}p{ahead}|{key}",
        f"{side}c{at(letters, cue.first - 1)}|{key}|{behind}",
        f"{side}v{min(verbs, 3)}|{min(between.count(','), 3)}",
        f"{side}q{min(between.count('Q'), 2)}|{told}|{key}",
        f"{side}f{mention.first == begin}|{key}|{mention.kind}",
        f"{side}l{cue.base}",
        f"{side}e{letters[low : low + 1]}|{between[-1:]}|{verbs > 0}",
    ]


def nobody_shape(frame: Frame, cue: Cue) -> list[str]:
    """The sentence does not say who."""
    ahead, behind = at(frame.letters, cue.first - 1), at(frame.letters, cue.last + 1)
    return ["0", f"0f{cue.form}", f"0l{cue.base}", f"0a{ahead}|{cue.form}", f"0b{behind}|{cue.form}"]


# Which cue does a stretch belong to?


def link_shape(
    frame: Frame, token: int, cue: Cue, subject: Mention | None, here: str, ends: str, inside: str, reports: str
) -> list[str]:
    """A cue as the one that announces a stretch.

    `here`: in the sentence before, the same or the next; `ends`: how the stretch ends; `inside`: what its words are;
    `reports`: whether what the cue reports holds the stretch.
    """
    letters = frame.letters
    first = min(cue.first, subject.first) if subject else cue.first
    last = max(cue.last, subject.last) if subject else cue.last
    before = cue.first < token
    between = letters[last + 1 : token] if before else letters[token + 1 : first]
    side = f"{here}{'b' if before else 'a'}"
    gap = squeezed(between)
    strong = cue.base
    who = subject.kind if subject else "-"
    order = "" if not subject else "S" if subject.first < cue.first else "I"
    inner = between.count("V")
    return [
        f"{side}i{inside}|{cue.base}",
        f"{side}i{inside}|{ends[0]}|{not between}",
        f"{side}r{reports}|{ends[0]}",
        f"{side}r{reports}|{not between}",
        f"{side}g{gap}",
        f"{side}g{gap}|{ends}",
        f"{side}g{gap}|{order}|{cue.form}",
        f"{side}l{strong}",
        f"{side}l{strong}|{not between}",
        f"{side}w{who}|{order}|{cue.form}",
        f"{side}v{min(inner, 3)}|{min(between.count('Q'), 2)}",
        f"{side}e{ends}|{min(inner, 2)}|{order}",
        f"{side}d{bucket(len(between))}",
        f"{side}a{at(letters, first - 1)}|{at(letters, last + 1)}",
        f"{side}s{'.' in between}|{',' in between}|{'t' in between}|{'w' in between}|{':' in between}",
        f"{side}f{cue.form}|{at(letters, cue.first - 1)}|{at(letters, cue.last + 1)}",
    ]


def far_shape(
    frame: Frame, cue: Cue, subject: Mention | None, here: str, ends: str, reports: str, alone: bool
) -> list[str]:
    """A cue of the paragraph before as the one that announces a stretch, maybe `alone` in its own."""
    letters = frame.letters[cue.last + 1 :]
    who = subject.kind if subject else "-"
    return [
        here,
        f"{here}r{reports}",
        f"{here}r{reports}|{'.' in letters[:-1]}",
        f"{here}t{squeezed(letters)}",
        f"{here}l{cue.base}",
        f"{here}e{letters[-1:]}|{ends}",
        f"{here}w{who}|{cue.form}",
        f"{here}q{'Q' in letters}|{letters[-1:]}",
        f"{here}a{alone}",
        f"{here}a{alone}|{ends[0]}|{'Q' in letters}",
    ]


def carry_shape(alone: bool, ends: str, before: str, same: bool, was: str) -> list[str]:
    """A stretch as said by the speaker of the one before it.

    `alone`: its paragraph holds nothing else; `before`: the letters since; `was`: how that one got its speaker.
    """
    return [
        "c",
        f"cs{same}|{squeezed(before)}|{ends}",
        f"ca{alone}|{same}|{was}",
        f"ce{ends}|{same}",
        f"cw{was}|{same}",
    ]


def plain_shape(
    frame: Frame, token: int, announced: str, ends: str, inside: str, alone: bool, title: bool
) -> list[str]:
    """A stretch as nobody's words: a title, a term, words held at a distance.

    `inside`: what its words are; `alone`: its paragraph holds nothing else; `title`: a naming word stands before it.
    """
    letters = frame.letters
    ahead, behind = at(letters, token - 1), at(letters, token + 1)
    return [
        "n",
        f"ne{ends}",
        f"nb{behind}",
        f"nab{ahead}|{behind}|{ends[0]}",
        f"nab{ahead}|{behind}",
        f"ni{inside}",
        f"ni{inside}|{ahead}",
        f"naa{at(letters, token - 2)}{ahead}",
        f"nv{announced}|{ends}",
        f"na{alone}|{ends}",
        f"nt{title}",
        f"nt{title}|{inside}",
        f"nt{title}|{ends}",
    ]


def unnamed_shape(frame: Frame, token: int, inside: str, alone: bool) -> list[str]:
    """A stretch as the words of somebody whom no cue near it names."""
    return ["u", f"ui{inside}", f"ua{alone}", f"up{at(frame.letters, token - 1)}|{at(frame.letters, token + 1)}"]


# What is said in a cue's clause?


def no_content_shape(frame: Frame, cue: Cue, who: str) -> list[str]:
    """The cue reports nothing in its sentence."""
    letters = frame.letters
    ahead, behind = word_at(frame, cue.first - 1), word_at(frame, cue.last + 1)
    form = cue.form or cue.base
    return [
        "0",
        f"0f{form}|{who}",
        f"0l{cue.base}",
        f"0l{cue.base}|{cue.form}",
        f"0l{cue.base}|{behind}",
        f"0l{cue.base}|{at(letters, cue.first - 1)}",
        f"0a{form}|{ahead}",
        f"0aa{form}|{at(letters, cue.first - 2)}{at(letters, cue.first - 1)}",
        f"0bb{form}|{at(letters, cue.last + 1)}{at(letters, cue.last + 2)}",
    ]


def start_shape(frame: Frame, cue: Cue, hull: tuple[int, int], place: int, begin: int) -> list[str]:
    """A token as the first of what is said."""
    letters = frame.letters
    first, last = hull
    before = place < first
    between = letters[place:first] if before else letters[last + 1 : place]
    side = "b" if before else "a"
    gap = squeezed(between[-3:] if before else between)
    form = cue.form or cue.base
    here, ahead = word_at(frame, place), word_at(frame, place - 1)
    return [
        f"{side}g{gap}|{here}",
        f"{side}g{gap}|{form}",
        f"{side}g{gap}|{cue.base}",
        f"{side}h{here}|{ahead}",
        f"{side}h{here}|{cue.base}",
        f"{side}d{bucket(len(between))}|{form}",
        f"{side}b{place == begin}|{at(letters, first - 1)}|{form}",
    ]


def end_shape(
    frame: Frame, cue: Cue, hull: tuple[int, int], start: int, place: int, sentence: tuple[int, int]
) -> list[str]:
    """A token as the last of what is said."""
    begin, end = sentence
    letters = frame.letters
    side = "b" if start < hull[0] else "a"
    inside = letters[start : place + 1]
    rest = letters[place + 1 : end]
    following, after_it = word_at(frame, place + 1), at(letters, place + 2)
    last, after = letters[place], at(letters, place + 1)
    left = "$" if not rest else "+" if rest.strip(".") else "."
    kind = word_at(frame, start) if letters[start] in "tTwQ" else letters[start]
    finite = "a" in inside or "V" in inside or "e" in inside
    if letters[start] == "Q":
        kind += frame.signs[start] + ("Q" if "Q" in letters[start + 1 : place + 1] else "+"[: place > start])
    clause = CLAUSE.match(rest)[1]  # type: ignore[index]  # it always matches
    goes_on = f"{rest[:1] or '$'}{clause[:1] or '$'}{'a' in clause}{'V' in clause}{'e' in clause}"
    marks = f"{min(rest.count(','), 2)}{'V' in rest}"
    return [
        f"{side}n{following}",
        f"{side}n{following}|{kind}",
        f"{side}n{following}|{after_it}",
        f"{side}n{following}|{finite}",
        f"{side}n{after}{after_it}{at(letters, place + 3)}",
        f"{side}l{last}|{after}",
        f"{side}w{word_at(frame, place + 2)}|{after}",
        f"{side}r{bucket(len(rest))}|{left}",
        f"{side}e{left}|{kind}",
        f"{side}e{left}|{cue.base}",
        f"{side}f{finite}|{left}|{cue.form}",
        f"{side}m{marks}|{left}",
        f"{side}c{min(inside.count(','), 3)}|{after}|{finite}",
        f"{side}p{word_at(frame, hull[0] - 1)}|{after}|{left}",
        f"{side}s{letters[begin]}|{after}|{left}",
        f"{side}k{goes_on}|{finite}",
        f"{side}o{min(inside.count('('), 1) - min(inside.count(')'), 1)}|{left}",
    ]
