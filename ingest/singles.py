"""Single marks as the main ones, as much of the British press and many novels set them: ‘We go,’ said Kerr."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.article import Paragraph, Span
from ingest.marks import Stretch

DOUBLE = re.compile(r"[\"“„«]|''|``")
PAIRED = re.compile(r"[\"“][^\"“”\n]*[\"”]")
SPEECH = re.compile(r"(?<![\w’'])[‘'](?=[^\s'])[^‘\n]{2,400}?(?<=[,.?!…])[’'](?![\w’'])")
OPENING = re.compile(r"(?<![\w’'.,])[‘'](?![’']|(?:\d0s|em|til|tis|twas|cause|n|bout)\b)(?=[^\s])")
CLOSING = re.compile(r"(?<=\S)[’'](?!\w)")
POSSESSIVE = re.compile(r"s[’'](?=\s+\w)")


def are_main(text: str) -> bool:
    """Whether more speech stands in single marks that are in no double ones than the other way round.

    >>> are_main("‘We go,’ said Kerr. ‘All of us.’"), are_main('"He said ‘go,’ and ‘now.’"')
    (True, False)
    """
    if "‘" not in text and "'" not in text:
        return False
    alone = sum(1 for _ in SPEECH.finditer(PAIRED.sub("", text)))
    return alone > 0 and alone > sum(1 for _ in DOUBLE.finditer(SPEECH.sub("", text)))


def find_single_stretches(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Stretch, ...]:
    """Every stretch in single marks, in order; what double marks hold within them is part of them."""
    found: list[Stretch] = []
    carried = False
    for place, paragraph in enumerate(paragraphs):
        stretches = list(_within(text, paragraph.span, place, carried=carried))
        found.extend(stretches)
        carried = bool(stretches) and not stretches[-1].closed
    return tuple(found)


def _within(text: str, span: Span, place: int, *, carried: bool) -> Iterator[Stretch]:
    """The stretches of one paragraph; `carried`: the one before left its last open."""
    at = span.start
    opening = OPENING.search(text, at, span.end)
    closing = _closing(text, at, span.end)
    if carried and closing and not (opening and opening.start() < closing.start()):
        yield Stretch(Span(span.start, closing.end()), Span(span.start, closing.start()), place, False, True)
        at = closing.end()
    while opening := OPENING.search(text, at, span.end):
        closing = _closing(text, opening.end(), span.end)
        end, inner = closing.span()[::-1] if closing else (span.end, span.end)
        yield Stretch(Span(opening.start(), end), Span(opening.end(), inner), place, True, closing is not None)
        at = end


def _closing(text: str, start: int, limit: int) -> re.Match[str] | None:
    """The mark that closes; "the drivers’ union" goes on where another mark follows before the next opening one."""
    following = OPENING.search(text, start, limit)
    end = following.start() if following else limit
    marks = list(CLOSING.finditer(text, start, end))
    for mark in marks:
        if mark is marks[-1] or not POSSESSIVE.match(text, mark.start() - 1, limit):
            return mark
    return None
