"""Where quoted stretches begin and end: each mark is judged where it stands, as opening or as closing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.article import Paragraph, Span

MARK = re.compile(r"[\"“”„‟«»「」『』]|''|``|‘‘|’’")
DASHES = frozenset("—–―")
SEPARATOR = re.compile(r"[,.!?…]\s+(?P<dash>[—–―])\s+(?P<next>\S)")
# What each directional mark usually is. The rest ("straight" and '') is either.
OPENING = frozenset({"“", "„", "‟", "«", "「", "『", "``", "‘‘"})
CLOSING = frozenset({"”", "»", "」", "』", "’’"})
FIXED = frozenset("「」『』„")  # marks that no convention uses the other way round
BRACKETS_OPEN = frozenset("([{—–-‘'")
PUNCTUATION_CLOSE = frozenset(".,;:!?)]}—–-…，。：；！？）、")
FAMILY = {"「": "corner", "」": "corner", "『": "corner2", "』": "corner2", "«": "angle", "»": "angle"}
FAMILY |= {"``": "double", "''": "double", "‘‘": "double", "’’": "double"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two marks, within one paragraph."""

    span: Span  # marks included
    inner: Span  # marks left out
    paragraph: int  # its place among the paragraphs given
    opened: bool  # False: it runs on from the paragraph before without a mark of its own
    closed: bool  # False: no closing mark follows in this paragraph


@dataclass(slots=True)
class _Open:
    """A stretch that has begun and not ended."""

    start: int
    inner: int
    family: str
    opened: bool
    nested: list[str]


def find_stretches(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Stretch, ...]:
    """Every quoted stretch, in order; nested ones stay inside the outer one. Linear in the number of marks."""
    found: list[Stretch] = []
    carried: str | None = None  # the family of a mark that the paragraph before left open
    for place, paragraph in enumerate(paragraphs):
        stretches = tuple(_within(text, paragraph.span, place, carried)) or tuple(_dashed(text, paragraph.span, place))
        found.extend(stretches)
        carried = _family_of(text, stretches[-1]) if stretches and not stretches[-1].closed else None
    return tuple(found)


def _dashed(text: str, span: Span, place: int) -> Iterator[Stretch]:
    """Speech that dashes set off, as Russian and French dialogue has it: "— We go, — said Anna. — At once."

    Every other piece is speech. The first that is not must begin in lower case: else the dashes are a list's.
    """
    if span.start == span.end or text[span.start] not in DASHES:
        return
    between = list(SEPARATOR.finditer(text, span.start, span.end))
    if not between or not between[0]["next"].islower():
        return
    edges = [span.start, *(match.start("dash") for match in between), span.end]
    for start, end in list(pairwise(edges))[::2]:
        inner = text[start + 1 : end]
        begin = start + 1 + len(inner) - len(inner.lstrip())
        last = max(begin, start + 1 + len(inner.rstrip(" \t\r\n,")))
        yield Stretch(Span(start, last), Span(begin, last), place, True, True)


def _within(text: str, span: Span, place: int, carried: str | None) -> Iterator[Stretch]:
    current: _Open | None = None
    first = True
    for mark in MARK.finditer(text, span.start, span.end):
        opens = _opens(text, span, mark, current)
        if first and carried and not opens:
            current = _Open(span.start, span.start, carried, False, [])
        first = False
        if opens and current and _nests(current, mark.group()):
            current.nested.append(_family(mark.group()))
        elif opens:
            if current:
                yield _ended(current, mark.start(), place)
            current = _Open(mark.start(), mark.end(), _family(mark.group()), True, [])
        elif current and current.nested and current.nested[-1] == _family(mark.group()) != current.family:
            current.nested.pop()
        elif current:
            whole, inner = Span(current.start, mark.end()), Span(current.inner, mark.start())
            yield Stretch(whole, inner, place, current.opened, True)
            current = None
    if current:
        yield _ended(current, span.end, place)


def _ended(current: _Open, end: int, place: int) -> Stretch:
    return Stretch(Span(current.start, end), Span(current.inner, end), place, current.opened, False)


def _family(mark: str) -> str:
    return FAMILY.get(mark, "straight" if mark == '"' else "curly")


def _family_of(text: str, stretch: Stretch) -> str:
    return _family(text[stretch.span.start : stretch.inner.start] or '"')


def _nests(current: _Open, mark: str) -> bool:
    """A mark of another kind inside a stretch opens a quotation within it."""
    return _family(mark) != current.family and {_family(mark), current.family} != {"straight", "curly"}


def _opens(text: str, span: Span, mark: re.Match[str], current: _Open | None) -> bool:
    """Whether a mark opens: by its neighbours first, then by its own shape, then by whether a stretch is open.

    >>> whole = Span(0, 12)
    >>> _opens('said."We go"', whole, next(MARK.finditer('said."We go"')), None)
    True
    """
    sign = mark.group()
    if sign in FIXED:
        return sign in OPENING
    before = text[mark.start() - 1] if mark.start() > span.start else " "
    after = text[mark.end()] if mark.end() < span.end else " "
    left = before.isspace() or before in BRACKETS_OPEN
    right = after.isspace() or after in PUNCTUATION_CLOSE
    if left != right:
        return left
    if sign in OPENING or sign in CLOSING:
        return sign in OPENING
    return current is None
