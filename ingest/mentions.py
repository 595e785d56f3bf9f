"""Who could be speaking: names, roles, bodies and pronouns in a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.article import Span
from ingest.frames import Frame

MentionKind = Literal["name", "role", "body", "thing", "pronoun"]
# Letters as in frames.py. A name may follow a role ("the former mayor Jane Roe") and may hold "of" ("House of Lords").
MENTION = re.compile(
    r"(?P<name>(?:(?:[Ddh][xgey#BR]{0,3})?R+x{0,2}|[NM]{1,4}s?[xB]{0,1}R+|[xB]R)?(?:D?[MN]{0,7}N[MN]{0,7}|[MN]{1,4}(?:oD?[MN]{1,4}){1,2})(?:oD?[MN]{1,4})?)(?!s?[xeg]{0,2}[RB])(?![NM])"
    r"|(?P<role>(?:[Ddh#](?:oD)?)?(?:[xgeNMRBC#]s?){0,5}?[RM]+(?![xg]?[RNM]))"
    r"|(?P<body>(?:[Ddh](?:oD)?)?(?:[xgeNMRBC#]s?){0,4}?B(?!x?[RBN]))"
    r"|(?P<thing>[Dd](?:oD)?[xgey#]{0,3}[xC#](?=[^xC]|$))"
    r"|(?P<pronoun>P|[hd](?=[^NMRBCxeg]|$)|h)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of words that names or describes somebody."""

    span: Span
    kind: MentionKind
    first: int  # token
    last: int  # token, inclusive


def find_mentions(frame: Frame) -> tuple[Mention, ...]:
    """Every mention in the frame, in order, none within another."""
    return tuple(_mentions(frame))


def _mentions(frame: Frame) -> Iterator[Mention]:
    for match in MENTION.finditer(frame.letters):
        first, last = match.start(), match.end() - 1
        span = Span(frame.spans[first].start, frame.spans[last].end)
        yield Mention(span, match.lastgroup, first, last)  # type: ignore[arg-type]
