"""Paragraphs as spans: lines, joined where an export or a narrow page broke them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.article import Paragraph, Span
from ingest.repeats import find_repeats
from ingest.sentences import find_sentences, trimmed

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENDED = re.compile(r"(?<!\.)[.!?。！？][\"'”’»)\]]*$")  # "..." does not end a line
_ENUMERATOR = re.compile(r"\w{1,3}[).]\s")  # "a) first": a list, not the line above going on
_NARROW = 40, 100  # characters a hard-wrapped line may be wide at most
_RAGGED = 0.12  # of the width that a typist leaves empty though the next word would have fitted
_FULL = 0.8  # share of lines with no room for the next word, for a text to count as hard-wrapped
_UNENDED = 0.6  # share of lines that end amid a sentence, for a text to count as wrapped at all
_INDENTED = 0.7  # share of lines from which on indentation marks no paragraphs, but a table or a poem

Joins = Callable[[Span, Span], bool]  # whether a line goes on in the line after it


def find_paragraphs(text: str, body: Span, language: str) -> tuple[Paragraph, ...]:
    """The paragraphs within `body`, in order, with their sentences and what they repeat.

    A line is a paragraph. It goes on where the next line begins in lower case and this one has not ended, and in
    hard-wrapped text up to a short line, a blank line or an indented one. A joined span holds its line breaks.

    >>> text = "Beijing spoke of Taiwan\\nand other matters.\\nTalks ended."
    >>> [p.span.of(text) for p in find_paragraphs(text, Span(0, len(text)), "en")]
    ['Beijing spoke of Taiwan\\nand other matters.', 'Talks ended.']
    """
    spans = _joined(text, [line for line in _lines(text, body) if line.start < line.end])
    paragraphs = [Paragraph(span, n, find_sentences(text, span, language)) for n, span in enumerate(spans)]
    repeats = find_repeats(text, paragraphs)
    return tuple(replace(p, repeats=repeats.get(p.ordinal)) for p in paragraphs)


def _lines(text: str, body: Span) -> Iterator[Span]:
    """Lines that are not blank, without the spaces around them."""
    return (trimmed(text, Span(*line.span())) for line in _LINE.finditer(text, body.start, body.end))


def _joined(text: str, lines: Sequence[Span]) -> list[Span]:
    wrapped = _by_indents(text, lines) or _by_width(text, lines)
    spans: list[Span] = []
    last = None  # the line that the paragraph in hand ends with
    for line in lines:
        if last and not _blank_between(text, last, line) and (_begins_midway(text, last, line) or wrapped(last, line)):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
        last = line
    return spans


def _blank_between(text: str, line: Span, following: Span) -> bool:
    between = text[line.end : following.start]
    return len(between.replace("\r\n", "\n").strip(" \t\xa0\u3000")) > 1


def _begins_midway(text: str, line: Span, following: Span) -> bool:
    """The following line begins in lower case, and this one has not ended."""
    in_lower_case = text[following.start].islower() and not _ENUMERATOR.match(text, following.start)
    return in_lower_case and not _ENDED.search(line.of(text))


def _by_indents(text: str, lines: Sequence[Span]) -> Joins | None:
    """Paragraphs begin with an indent, as agencies send them: the lines without one go on. None: they do not."""

    def is_indented(line: Span) -> bool:
        return text[line.start - 1 : line.start] in (" ", "\t", "\u3000")

    indented = [line for line in lines if is_indented(line)]
    others = [pair for pair in _adjacent(text, lines) if not is_indented(pair[1])]
    marks = 0 < len(indented) <= _INDENTED * len(lines) and _width(lines) <= _NARROW[1] and _are_unended(text, others)
    return (lambda _, following: not is_indented(following)) if marks else None


def _by_width(text: str, lines: Sequence[Span]) -> Joins:
    """Lines are broken where the next word has no room, and mostly amid a sentence; a line with room left ends one."""
    width = _width(lines)

    def has_no_room(line: Span, following: Span) -> bool:
        word = text[following.start : following.end].split(None, 1)[0]
        return line.end - line.start + 1 + len(word) > width * (1 - _RAGGED)

    pairs = _adjacent(text, lines)
    full = [pair for pair in pairs if has_no_room(*pair)]
    is_wrapped = _NARROW[0] <= width <= _NARROW[1] and len(full) >= max(2, _FULL * len(pairs))
    return has_no_room if is_wrapped and _are_unended(text, full) else lambda *_: False


def _adjacent(text: str, lines: Sequence[Span]) -> list[tuple[Span, Span]]:
    return [(line, following) for line, following in pairwise(lines) if not _blank_between(text, line, following)]


def _are_unended(text: str, pairs: Sequence[tuple[Span, Span]]) -> bool:
    """Most of the lines end amid a sentence; tables and lists of short lines aside, only wrapped text does that."""
    unended = sum(not _ENDED.search(line.of(text)) for line, _ in pairs)
    return bool(pairs) and unended >= _UNENDED * len(pairs)


def _width(lines: Sequence[Span]) -> int:
    return max((line.end - line.start for line in lines), default=0)
