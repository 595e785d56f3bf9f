"""Whose words a quoted stretch may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import shapes
from ingest.clauses import Said
from ingest.cues import SIGNED
from ingest.marks import Stretch
from ingest.scenes import Scene

BEFORE = 3  # cues at the end of the paragraph before that may announce a stretch
NEAREST = 6  # cues on either side of a stretch that may announce it
TITLE = 7  # words: longer ones after "the film" or "entitled" are rather a sentence of it
TERMINAL = re.compile(r"([,.?!…:;])['’)\s]*$")
I_WORDS = re.compile(r"\b(?:I|we|you|my|our|me|us|your)\b|['’](?:m|re|ve|ll|d|t)\b")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stretch that was spoken before the one in question."""

    paragraph: int
    token: int
    closed: bool
    how: str  # how its speaker was found: "link", "carry", "unnamed"


@dataclass(frozen=True, slots=True)
class Link:
    """A way in which a stretch can get its speaker."""

    how: str  # "plain": nobody's words; "unnamed", "carry", "link"
    paragraph: int = -1  # of the cue
    said: Said | None = None


def links(
    text: str,
    scenes: Sequence[Scene],
    said: Sequence[Sequence[Said]],
    place: int,
    token: int,
    earlier: Earlier | None,
) -> tuple[list[Link], list[list[str]]]:
    """Whose words a stretch may be: nobody's, those of somebody unnamed, of the last speaker, of a cue's speaker."""
    scene = scenes[place]
    stretch = scene.frame.stretches[token]
    if token in scene.titles and not scene.frame.signs[token] and stretch.inner.of(text).count(" ") < TITLE:
        return [Link("plain")], [[]]
    if signature := _signature(scenes, said, place, token):
        return [signature], [[]]
    if retold := _retold_from(scenes, said, place, token):
        return [retold], [[]]
    shape = _ends(text, stretch)
    inside = _inside(text, stretch)
    found = [Link("plain"), Link("unnamed")]
    features = [
        shapes.plain_shape(scene.frame, token, scene.announced, shape, inside, scene.alone, token in scene.titles),
        shapes.unnamed_shape(scene.frame, token, inside, scene.alone),
    ]
    if earlier:
        found.append(Link("carry"))
        same = earlier.paragraph == place
        before = scene.frame.letters[earlier.token + 1 : token] if same else _between(scenes, earlier, place, token)
        was = f"{earlier.how}{earlier.closed}"
        features.append(shapes.carry_shape(scene.alone, shape, before, same, was))
    for here, paragraph, one in _cues_near(scenes, said, place, token):
        found.append(Link("link", paragraph, one))
        if paragraph == place:
            reports = _reports(one, token)
            features.append(shapes.link_shape(scene.frame, token, one.cue, one.subject, here, shape, inside, reports))
        else:
            reports = _level(one.reports)
            features.append(
                shapes.far_shape(scenes[paragraph].frame, one.cue, one.subject, here, shape, reports, scene.alone)
            )
    return found, features


def _signature(scenes: Sequence[Scene], said: Sequence[Sequence[Said]], place: int, token: int) -> Link | None:
    """Who signs a stretch: "- Anna Kerr, mayor" stands after it or alone in the paragraph below."""
    next_cue = bisect_left(said[place], token, key=_first_token)
    near = said[place][next_cue : next_cue + 1]
    letters = scenes[place].frame.letters
    if near and near[0].cue.form == SIGNED and near[0].subject:
        return Link("link", place, near[0]) if letters[token + 1 : near[0].cue.first] in ("", ".") else None
    below = said[place + 1][:1] if place + 1 < len(said) and letters[token + 1 : token + 3] in ("", ".") else ()
    signed = below and below[0].cue.form == SIGNED and below[0].cue.first == 0 and below[0].subject
    return Link("link", place + 1, below[0]) if signed else None


def _retold_from(scenes: Sequence[Scene], said: Sequence[Sequence[Said]], place: int, token: int) -> Link | None:
    """Whoever was last said to speak, for words in a sentence that goes on retelling: "Sie sei „müde“."."""
    scene = scenes[place]
    if token in scene.titles or scene.sentence_number(token) not in scene.retold:
        return None
    begin, _ = scene.sentence(token)
    last = bisect_left(said[place], begin, key=_first_token)
    here = said[place][max(0, last - NEAREST) : last]
    for paragraph, before in ((place, here), (place - 1, said[place - 1][-NEAREST:] if place else ())):
        for one in reversed(before):
            if one.subject and one.cue.base != ":":
                return Link("link", paragraph, one)
    return None


def _reports(said: Said, token: int) -> str:
    """Whether what the cue reports holds the token, and how probable that is."""
    holds = said.clause is not None and said.clause[0] <= token <= said.clause[1]
    return f"{holds}{_level(said.exact if holds else said.reports)}"


def _level(chance: float | None) -> str:
    """Low, middling or high; unknown is a feature that no training has seen, and so weighs nothing."""
    return "?" if chance is None else str(sum(chance >= edge for edge in (0.1, 0.4, 0.7)))


def _between(scenes: Sequence[Scene], earlier: Earlier, place: int, token: int) -> str:
    """Paragraphs passed, then the letters before the token in its own."""
    return f"{min(place - earlier.paragraph, 3)}{scenes[place].frame.letters[: min(token, 3)]}"


def _cues_near(
    scenes: Sequence[Scene], said: Sequence[Sequence[Said]], place: int, token: int
) -> list[tuple[str, int, Said]]:
    """Cues of the stretch's own sentence, of its neighbours, and the last of the paragraph before."""
    scene = scenes[place]
    sentences = scene.frame.sentences
    number = scene.sentence_number(token)
    near: list[tuple[str, int, Said]] = []
    for offset, here in ((-1, "p"), (0, "h"), (1, "n")):
        if 0 <= number + offset < len(sentences):
            low, high = (bisect_left(said[place], edge, key=_first_token) for edge in sentences[number + offset])
            if offset:
                low, high = (max(low, high - 2), high) if offset < 0 else (low, min(high, low + 2))
            else:
                at = bisect_left(said[place], token, key=_first_token)
                low, high = max(low, at - NEAREST), min(high, at + NEAREST)
            said_here = said[place][low:high]
            near += [(here, place, one) for one in said_here if offset or not _is_hearsay(scene, said_here, token, one)]
    if number == 0 and place > 0:
        near += [(f"u{n}", place - 1, one) for n, one in enumerate(reversed(said[place - 1][-BEFORE:]))]
    return near


def _is_hearsay(scene: Scene, near: Sequence[Said], token: int, one: Said) -> bool:
    """Whether a source only tells that somebody else said it: "...," Kerr said, according to the Courier."""
    return one.cue.base == "according" and any(
        other.subject and scene.frame.letters[other.cue.first] == "V" and token < other.cue.first < one.cue.first
        for other in near
    )


def _first_token(said: Said) -> int:
    return said.cue.first


def _ends(text: str, stretch: Stretch) -> str:
    """How a stretch ends and how long it is: ",2" is of three or four words and ends in a comma within its marks."""
    words = stretch.inner.of(text)
    sign = TERMINAL.search(words[-4:])
    count = words.count(" ") + 1
    return f"{sign[1] if sign else '-'}{sum(count >= n for n in (2, 3, 5, 9, 16))}"


def _inside(text: str, stretch: Stretch) -> str:
    """Whether it begins with a capital, is all capitalised, and speaks as "I", "we" or "you"."""
    words = stretch.inner.of(text).strip()
    tokens = words[:60].split()
    titled = len(tokens) > 1 and all(t[:1].isupper() for t in tokens if len(t) > 3)
    return f"{words[:1].isupper()}{titled}{I_WORDS.search(words[:200]) is not None}"
