"""What a cue announces: who says it, and the clause of its sentence that is said."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import attrgetter

from ingest import shapes
from ingest.choices import Chooser
from ingest.cues import HEADED, Cue
from ingest.mentions import Mention
from ingest.scenes import Scene

SOURCES = frozenset({"according", "noun"})  # after which no subject stands
BESIDE = 3  # tokens after a cue at each of which what it reports may begin
AHEAD = 16  # tokens after a cue within which it may begin at a likely one
LONGEST = 70  # tokens of a reported clause
INVERTED = 3  # tokens at most between a cue and a speaker after it, for both to stand together
OWNER = re.compile("s[NMRBCxeg#]")  # after whoever has somebody or something: "the union" in "the union's Jane Roe"
BEGINS_AFTER = frozenset(",;:-cQ(")  # letters after which a clause before its cue may begin
ENDS_BEFORE = frozenset(",.;:-()cwtpyVaQTP$")  # letters before which a clause may end
AFTERTHOUGHT = re.compile(r"[pyWT#D]{0,4},")  # what may stand between a cue and the comma that ends it: "on Friday,"
SURE = 0.9  # that a headline before "- Minister" is what the minister said: a judgement, the gold has too few
DOUBTFUL = 0.3  # probability below which no clause is looked for


def subjects(scene: Scene, cue: Cue) -> tuple[list[Mention | None], list[list[str]]]:
    """Who may be saying what a cue announces: nobody first, then every mention of its sentence."""
    sentence = scene.sentence(cue.first)
    near = [m for m in scene.mentions_in(*sentence) if m.first not in scene.objects or cue.base in SOURCES]
    near = [m for m in near if not OWNER.match(scene.frame.letters, m.last + 1)]
    after = bisect_left(near, cue.first, key=attrgetter("first"))  # place of the first mention after the cue
    ranks = [after - 1 - n if n < after else n - after for n in range(len(near))]
    shaped = zip(near, ranks, strict=True)
    features = [shapes.subject_shape(scene.frame, cue, mention, rank, sentence[0]) for mention, rank in shaped]
    return [None, *near], [shapes.nobody_shape(scene.frame, cue), *features]


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with the one whom it belongs to."""

    cue: Cue
    subject: Mention | None
    sure: float  # probability of the subject
    reports: float | None = None  # probability that something is said in the cue's own sentence; None: not asked
    clause: tuple[int, int] | None = None  # what is said: first and last token; None: nothing there
    rest: tuple[int, int] | None = None  # its other part, where the cue cuts it in two
    exact: float = 0.0  # probability of just that clause

    @property
    def hull(self) -> tuple[int, int]:
        """First and last token of the cue and of a speaker right after it or anywhere before."""
        if self.subject is None:
            return self.cue.first, self.cue.last
        near = self.subject.first - self.cue.last <= INVERTED
        last = max(self.cue.last, self.subject.last) if near else self.cue.last
        return min(self.cue.first, self.subject.first), last


def read_subject(scene: Scene, cue: Cue, chooser: Chooser) -> Said:
    """The cue with its most probable subject."""
    mentions, features = subjects(scene, cue)
    best, chance = chooser.best(features)
    return Said(cue, mentions[best], chance)


def read_clause(scene: Scene, said: Said, start: Chooser, end: Chooser) -> Said:
    """The same with what is said in its sentence."""
    if said.cue.form == HEADED:
        begin, _ = scene.sentence(said.cue.first)
        return replace(said, reports=SURE, clause=(begin, said.cue.first - 1), exact=SURE)
    places, features = starts(scene, said)
    chances = start.probabilities(features)
    best = max(range(1, len(chances)), key=chances.__getitem__, default=0)
    first = places[best]
    reports = 1 - chances[0]
    if first is None or chances[0] > 1 - DOUBTFUL:
        return Said(said.cue, said.subject, said.sure, reports)
    lasts, features = ends(scene, said, first)
    last, chance = end.best(features)
    clause = first, lasts[last]
    rest, exact = _rest(scene, said, clause, end), chances[best] * chance
    return Said(said.cue, said.subject, said.sure, reports, clause, rest, exact)


def _rest(scene: Scene, said: Said, clause: tuple[int, int], end: Chooser) -> tuple[int, int] | None:
    """The other part of what a cue between commas cuts in two: "The bridge, Kerr said, will close"."""
    letters, (first, last) = scene.frame.letters, said.hull
    begin, _ = scene.sentence(first)
    after = AFTERTHOUGHT.match(letters, last + 1)
    if said.cue.base == "noun" or after is None or first - 2 < begin or letters[first - 1] != ",":
        return None
    if clause[0] > last:
        return (begin, first - 2) if clause[0] == after.end() and letters[clause[0]] != "Q" else None
    inverted = said.subject is not None and said.subject.first > said.cue.last  # "said Kerr, the mayor"
    if inverted or clause != (begin, first - 2) or after.end() >= len(letters):
        return None
    lasts, features = ends(scene, said, after.end())
    return after.end(), lasts[end.best(features)[0]]


def starts(scene: Scene, said: Said) -> tuple[list[int | None], list[list[str]]]:
    """Where what a cue reports may begin: nowhere first, then tokens."""
    letters, cue, hull = scene.frame.letters, said.cue, said.hull
    first, last = hull
    begin, end = scene.sentence(cue.first)
    places = [n for n in range(begin, first) if n == begin or letters[n - 1] in BEGINS_AFTER]
    places += range(last + 1, min(end, last + 1 + BESIDE))
    places += [n for n in range(last + 1 + BESIDE, min(end, last + 1 + AHEAD)) if _may_begin(letters, n)]
    places = [n for n in places if letters[n] not in ",.;:)s"]
    who = said.subject.kind if said.subject else "-"
    features = [shapes.start_shape(scene.frame, cue, hull, place, begin) for place in places]
    return [None, *places], [shapes.no_content_shape(scene.frame, cue, who), *features]


def _may_begin(letters: str, place: int) -> bool:
    """Whether what is said may begin at a token that does not stand beside its cue."""
    return letters[place] in "tTQwP" or letters[place - 1] in "pTo,:(-t"


def ends(scene: Scene, said: Said, start: int) -> tuple[list[int], list[list[str]]]:
    """Where what begins at a token may end: last tokens, inclusive."""
    letters = scene.frame.letters
    begin, end = scene.sentence(start)
    hull = said.hull
    limit = hull[0] if start < hull[0] else end
    places = [
        n
        for n in range(start, min(limit, start + LONGEST))
        if (n + 1 >= end or letters[n + 1] in ENDS_BEFORE or n + 1 == limit) and letters[n] not in ",.;:-("
    ] or [start]
    return places, [shapes.end_shape(scene.frame, said.cue, hull, start, place, (begin, end)) for place in places]
