"""Which characters of somebody's words may stand on a line."""

from __future__ import annotations

JOINERS = "\u200c\u200d"  # without them words of Persian, Hindi and others are spelt wrong
# Soft hyphens, spaces without width and marks of direction: they move no cursor and hide no other words.
UNSEEN = JOINERS + "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff"


def one_line(text: str, *, unseen: str = UNSEEN) -> str:
    r"""Words on one line, their spaces single, without control characters.

    >>> one_line("two\nlines \x1b of می\u200cخواهم") == "two lines of می\u200cخواهم"
    True
    """
    return " ".join("".join(char if char.isprintable() or char in unseen else " " for char in text).split())
