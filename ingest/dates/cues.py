"""Whether the words around an expression look back or ahead."""

from __future__ import annotations

from typing import Literal

from ingest.dates.lexicon import word_list
from ingest.dates.tokens import Words

Tense = Literal["past", "future"] | None

_BEFORE = 12  # words to look back; a clause of news rarely holds more
_AFTER = 6
_FUTURE = frozenset(
    word_list(
        "will ll shall won would expected expects expect scheduled due plans plan planned planning slated be upcoming "
        "forthcoming next effective payable must should may might can could tomorrow begins starts hopes intends "
        "intend ahead deadline opens closes resumes returns leaves expires arrives kicks marks go meets"
    )
)
_PAST = frozenset(
    word_list(
        "said was were had did has have been since ended fell rose told took came went began made became met left held "
        "gave found saw sent won lost got led ran spoke wrote sold bought paid brought grew hit cut put shot died "
        "after previously earlier ago"
    )
)
_FUTURE_PAIRS = frozenset((("set", "to"), ("set", "for"), ("is", "to"), ("are", "to"), ("as", "early"), ("as", "soon")))
_POINTING = frozenset(("until", "till", "by"))  # ahead only where the expression follows at once
_NOUNS = frozenset(("plan", "plans", "planned", "will", "next", "scheduled", "upcoming", "marks"))
_OWNERS = frozenset(word_list("the a an its his her their our my this that new"))
_STOP = frozenset(".;?!")


def tense_around(words: Words, start: int, end: int) -> Tense:
    """The nearest cue in the sentence: before the expression, else after it; None: no cue.

    "He said he will leave Thursday" looks ahead, "he said Thursday that he will leave" looks back.
    """
    following = range(end, min(end + _AFTER, len(words.matches)))
    if words.word(start - 1) in ("as", *_POINTING) or words.word(start - 2) in _POINTING:
        by = words.word(start - 1) == "by"  # "by Friday evening the fire was out" looks back
        return "past" if by and _first_cue(words, following) == "past" else "future"
    before = range(start - 1, max(start - 1 - _BEFORE, -1), -1)
    return _first_cue(words, before) or _first_cue(words, following)


def _first_cue(words: Words, indexes: range) -> Tense:
    for index in indexes:
        word = words.matches[index][0]  # as printed: "may" looks ahead, "May" is a month
        if word in _STOP:
            return None
        if word in _NOUNS and words.word(index - 1) in _OWNERS:
            continue  # "it announced the plan Friday" looks back
        if word in _FUTURE or (word, words.word(index + 1)) in _FUTURE_PAIRS:
            return "past" if _is_over(words, index) else "future"
        if word in _PAST or (word.endswith("ed") and _is_past_verb(words, index)):
            return "past"
    return None


def _is_over(words: Words, index: int) -> bool:
    """Whether what a cue looks ahead to is past by now: "it had been due Friday", "it would have begun Friday"."""
    return words.word(index - 1) == "been" or words.word(index + 1) == "have"


def _is_past_verb(words: Words, index: int) -> bool:
    """Whether it is one: not the "United" of a name, and not the "ended" of "will be ended"."""
    word = words.matches[index][0]
    return word.islower() and len(word) > 4 and words.word(index - 1) != "be"
