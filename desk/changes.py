"""What one printing of words did to another: set them otherwise, cut them, or altered what they say.

The first text is the one that the second is judged by: the fullest printing, or what the archive has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from desk.differences import Difference, align, stretch
from desk.printing import ELLIPSIS, Word, words_of
from desk.substance import NEGATION
from ingest.article import Span
from ingest.lexicon import CLOSED, lexicon

Kind = Literal["altered", "reworded", "cut", "brackets", "ellipsis", "typographic", "same"]
Reason = Literal["negation", "number", "name", "modality"]

GRAVEST: tuple[Kind, ...] = ("altered", "reworded", "cut", "brackets", "ellipsis", "typographic", "same")
REASONS: tuple[Reason, ...] = ("negation", "number", "name", "modality")
OTHER_WORDS = (
    1 / 3
)  # of the shorter text's words shared: with fewer, it is another wording as a whole, or a translation
FEWEST = 6  # words from which a text can be another wording as a whole
MOVED = 4  # words in a row that stand elsewhere in the other text were moved, not added
CONTRARY = ("un", "in", "im", "ir", "il", "dis", "non", "не", "бес")  # prefixes
LOOSE = frozenset({"1", "1st", "2nd"})  # "one of them", "at first", "a second": quantities only beside others
SIGNS = frozenset("%$€£¥₽")
COORDINATING = frozenset("and but or und aber oder et mais ou и но а или".split())
JOINTS = frozenset(
    word
    for language in ("en", "de", "fr", "ru")
    for word, letter in lexicon(language).closed.items()
    if letter in (CLOSED["subordinators"], CLOSED["that"])
)
_MARKS = " \t\r\n\"'“”„‟«»‹›‘’‚「」『』"  # what encloses a quote


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the second text has not the words of the first."""

    one: Span  # in the first text; empty where the second adds
    other: Span  # in the second text; empty where it leaves out
    kinds: tuple[Kind, ...]  # gravest first
    reasons: tuple[Reason, ...]  # why it alters the substance; empty where it does not


@dataclass(frozen=True, slots=True)
class Changes:
    """All that the second text did to the first."""

    kinds: tuple[Kind, ...]  # gravest first; never empty
    reasons: tuple[Reason, ...]  # of "altered"
    places: tuple[Change, ...]  # in order; empty for "same" and where only marks, case or spaces differ

    @property
    def gravest(self) -> Kind:
        """The kind that counts where only one can be named."""
        return self.kinds[0]


def changes(one: str, other: str, *, language: str = "und") -> Changes:
    """What `other` did to `one`. Any language; negation and modality are known in en, de, fr, ru and zh.

    >>> found = changes("We will not close it.", "“We will close it”")
    >>> found.kinds, found.reasons
    (('altered', 'cut'), ('negation',))
    >>> changes("Talks, he said, have failed", "talks … have failed").kinds
    ('ellipsis',)
    """
    if bare(one) == bare(other):
        return Changes(("same",), (), ())
    return changes_of(words_of(one, language), words_of(other, language))


def bare(words: str) -> str:
    """Words without the spaces and quotation marks around them."""
    return words.strip(_MARKS)


def changes_of(first: Sequence[Word], second: Sequence[Word]) -> Changes:
    """The same for words that are read already; "typographic" at least."""
    differing = tuple(align(first, second))
    if _is_another_wording(first, second, differing):
        return _another_wording(first, second)
    places = (*_bracketed(first, second, differing), *(_change(d, first, second) for d in differing))
    return _summed(sorted(places, key=lambda place: (place.other, place.one)))


def _summed(places: Iterable[Change]) -> Changes:
    found = tuple(places)
    kinds = {kind for place in found for kind in place.kinds} or {"typographic"}
    if len(kinds) > 1:
        kinds.discard("typographic")
    reasons = {reason for place in found for reason in place.reasons}
    ordered: tuple[Kind, ...] = tuple(kind for kind in GRAVEST if kind in kinds)
    return Changes(ordered, tuple(reason for reason in REASONS if reason in reasons), found)


def _is_another_wording(one: Sequence[Word], other: Sequence[Word], differing: Sequence[Difference]) -> bool:
    shorter = min(len(one), len(other))
    shared = len(one) - sum(len(difference.one) for difference in differing)
    return shorter >= FEWEST and shared < OTHER_WORDS * shorter


def _another_wording(one: Sequence[Word], other: Sequence[Word]) -> Changes:
    return Changes(("reworded",), (), (Change(stretch(one), stretch(other), ("reworded",), ()),))


def _bracketed(one: Sequence[Word], other: Sequence[Word], differing: Sequence[Difference]) -> Iterator[Change]:
    """Words that both have, where only one has brackets within: "[t]he"."""
    at, at_other = 0, 0
    end = Difference((), (), len(one), len(other))
    for difference in (*differing, end):
        for first, second in zip(one[at : difference.at], other[at_other : difference.at_other], strict=False):
            if (first.bracket == "[t]he") != (second.bracket == "[t]he"):
                yield Change(first.span, second.span, ("brackets",), ())
        at, at_other = difference.at + len(difference.one), difference.at_other + len(difference.other)


def _change(difference: Difference, one: Sequence[Word], other: Sequence[Word]) -> Change:
    reasons = tuple(dict.fromkeys(_reasons(difference, one, other)))
    kinds: set[Kind] = {"altered"} if reasons else set()
    kinds |= _kinds(difference)
    if reasons:
        kinds -= {"reworded", "typographic"}
    ordered = tuple(kind for kind in GRAVEST if kind in kinds)
    first = _span(difference.one, one, difference.at)
    second = _span(difference.other, other, difference.at_other)
    return Change(first, second, ordered, tuple(reason for reason in REASONS if reason in reasons))


def _kinds(difference: Difference) -> set[Kind]:
    gone, come = _said(difference.one), _said(difference.other)
    own_gone, own_come = _own(gone, come), _own(come, gone)
    kinds: set[Kind] = set()
    if _joined(gone) == _joined(come) and any(w.bracket for w in gone) == any(w.bracket for w in come):
        return {"typographic"}  # "co-operate" and "cooperate"; an ellipsis that leaves nothing out is a pause
    if len(own_gone) < len(gone) or len(own_come) < len(come):
        kinds.add("brackets")
    if len(gone) < len(difference.one) or len(come) < len(difference.other):
        kinds.add("ellipsis")
    if own_come and not (not own_gone and "ellipsis" in kinds):
        kinds.add("reworded")
    elif own_gone and not kinds:
        kinds.add("cut")
    return kinds


def _reasons(difference: Difference, one: Sequence[Word], other: Sequence[Word]) -> Iterator[Reason]:
    gone, come = _said(difference.one), _said(difference.other)
    if _was_moved(gone, other) or _was_moved(come, one):
        return
    lost, added = _markers(gone if come else _of_what_stays(difference, one)), _markers(come)
    if lost[NEGATION] != added[NEGATION] or _is_turned(gone, come):
        yield "negation"
    own = _own(come, gone)
    if _counts_otherwise(gone, own):
        yield "number"
    known = gone if any(word.name for word in gone) else one  # where none went, one that was elsewhere has but moved
    if {word.key for word in own if word.name} - {word.key for word in known}:
        yield "name"
    if {**lost, NEGATION: 0} != {**added, NEGATION: 0}:
        yield "modality"


def _said(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.key != ELLIPSIS]


def _own(words: Sequence[Word], against: Sequence[Word]) -> list[Word]:
    """Words that are no insertion in brackets: none is where the other has brackets in the same place too."""
    if any(word.bracket for word in against):
        return list(words)
    return [word for word in words if not word.bracket]


def _joined(words: Iterable[Word]) -> tuple[str, Counter[str]]:
    """Letters and markers: "may be" is "maybe", and 能 is not 可能."""
    words = list(words)
    return "".join(word.key for word in words), _markers(words)


def _markers(words: Iterable[Word]) -> Counter[str]:
    return Counter(marker for word in words for marker in word.markers)


def _was_moved(words: Sequence[Word], elsewhere: Sequence[Word]) -> bool:
    """Whether the words stand in a row in the other text too."""
    wanted, length = [word.same_as for word in words], len(words)
    return length >= MOVED and any(
        [word.same_as for word in elsewhere[at : at + length]] == wanted for at in range(len(elsewhere) - length + 1)
    )


def _of_what_stays(difference: Difference, one: Sequence[Word]) -> list[Word]:
    """The words cut out of a clause of which something is left: a clause cut whole takes its own "not" along.

    >>> words = words_of("I do not think, if you ask me, that we go")
    >>> [word.key for word in _of_what_stays(Difference(words[:4], (), 0, 0), words)]
    []
    >>> [word.key for word in _of_what_stays(Difference(words[1:3], (), 1, 1), words)]
    ['do', 'not']
    """
    gone, following = difference.one, one[difference.at + len(difference.one) :][:1]
    end = next((n for n, word in enumerate(gone) if word.after_mark), len(gone)) if difference.at else 0
    joint = next((n + 1 for n, word in enumerate(gone[:end]) if word.key in JOINTS | COORDINATING), end)
    start = len(gone)
    if following and not following[0].after_mark:
        marked = [n for n, word in enumerate(gone) if word.after_mark]
        joined = [n + 1 for n, word in enumerate(gone) if word.key in COORDINATING]
        start = max([0, *marked, *joined])
    return _said([word for n, word in enumerate(gone) if n < joint or n >= start])


def _is_turned(gone: Iterable[Word], come: Iterable[Word]) -> bool:
    """Whether a word became its contrary by a prefix: likely, unlikely."""
    some, others = {word.key for word in gone}, {word.key for word in come}
    pairs = [
        (short, long) for group, against in ((some, others), (others, some)) for short in group for long in against
    ]
    return any(long == prefix + short for short, long in pairs for prefix in CONTRARY)


def _counts_otherwise(gone: Sequence[Word], come: Sequence[Word]) -> bool:
    """Whether a quantity is another one, is new, or is gone from where other words now stand."""
    before, after = _numbers(gone), _numbers(come)
    if before and after:
        return before != after
    firm = {number for number in (*before, *after) if number not in LOOSE}
    return bool(firm) and (bool(after) or bool(come) or all(word.key in SIGNS for word in gone))


def _numbers(words: Iterable[Word]) -> Counter[str]:
    return Counter(word.number for word in words if word.number)


def _span(words: Sequence[Word], whole: Sequence[Word], at: int) -> Span:
    """Where the words stand; where there are none, the place after the word before."""
    if words:
        return stretch(words)
    place = whole[at - 1].span.end if at else 0
    return Span(place, place)
