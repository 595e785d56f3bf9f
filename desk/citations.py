"""A quote or a paragraph as a citation: one line with who, the words, where, when, and what proves them."""

from __future__ import annotations

from desk.characters import one_line
from desk.wording import speaker_line
from index.engine import Hit, QuoteHit

Found = Hit | QuoteHit


def citation(found: Found) -> str:
    """One line: who, the words, where, when, and what proves them."""
    said = f"{speaker_line(found)}, " if isinstance(found, QuoteHit) else ""
    where = [
        found.outlet or "no outlet named",
        f"“{one_line(found.title)}”" if found.title else "",
        day_of(found, "undated"),
    ]
    url = f". {found.url}" if found.url else ""
    return f"{said}{_quoted(found)} ({', '.join(part for part in where if part)}){url} [{proof(found)}]"


def proof(found: Found) -> str:
    """Where the words stand, and the checksum of the text that they stand in."""
    return f"article {found.article}, characters {found.start}-{found.end}, SHA-256 {found.sha256}"


def _quoted(found: Found) -> str:
    """The words, in quotation marks unless they bring their own."""
    words = one_line(found.text)
    return words if words[:1] in "\"“„«「‘'" else f"“{words}”"


def day_of(found: Found, without: str) -> str:
    """Its day, or what to say where it has none."""
    return found.published.isoformat() if found.published else without
