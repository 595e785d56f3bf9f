"""Who could be speaking: names, roles, bodies and pronouns in a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.article import Span
from ingest.frames import Frame

MentionKind = Literal["name", "role", "body", "thing", "pronoun"]
# Patterns of letters as in frames.py.
OF = "(?:oD)?"  # "(all) of the"
ROLE_BEFORE = "(?:(?:[Ddh][xgey#BR]{0,3})?R+x{0,2}|[NM]{1,4}s?[xB]?R+|[xB]R)?"  # "the former mayor", "House spokesman"
CAPITALS = "(?:D?[MN]{0,7}N[MN]{0,7}|[MN]{1,4}(?:oD?[MN]{1,4}){1,2})"  # "the Kremlin", "House of Lords"
NOT_MORE = "(?!s?[xeg]{0,2}[RB])(?![NM])"  # what follows does not make it another's role: "Kerr's spokesman"
HAS = "s[xge#]{0,2}[RNMB]"  # what follows belongs to it, and goes on: "the mayor's office"
WORDS = "(?:[xgeNMRBC#]s?)"
MENTION = re.compile(
    f"(?P<name>{ROLE_BEFORE}{CAPITALS}(?:oD?[MN]{{1,4}})?){NOT_MORE}"
    f"|(?P<role>(?:[Ddh#]{OF})?{WORDS}{{0,5}}?[RM]+(?![xg]?[RNM]|{HAS}))"
    f"|(?P<body>(?:[Ddh]{OF})?{WORDS}{{0,4}}?B(?!x?[RBN]|{HAS}))"
    f"|(?P<thing>[Dd]{OF}[xgey#]{{0,3}}[xC#](?=[^xC]|$))"
    "|(?P<pronoun>P|[hd](?=[^NMRBCxeg]|$)|h)"
)


@dataclass(frozen=True, eq=False, slots=True)  # no two are the same: each is itself alone
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
        span = Span(frame.spans[first][0], frame.spans[last][1])
        yield Mention(span, match.lastgroup, first, last)  # type: ignore[arg-type]
